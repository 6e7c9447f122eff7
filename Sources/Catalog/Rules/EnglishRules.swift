/// The words and endings by which Doctrine's inflector, and so `Str::plural` and `Str::singular`,
/// forms English words (https://github.com/doctrine/inflector/tree/2.0.x/src/Rules/English).
///
/// Names of tables depend on each of its oddities, so nothing is put right here.
enum EnglishRules {
  /// Words with a plural of their own, as whole words only; those with none are their own.
  ///
  /// Laravel's own `Pluralizer` leaves the uncountable ones alone.
  static let plurals = forms(
    pairs(irregular),
    unchanged: words(unchangedText) + words(uncountableText) + words("people trivia media")
  )

  static let singulars = forms(
    pairs(irregular).map { ($1, $0) },
    unchanged: words(unchangedText)
      + words(
        "clothes data fascia fuchsia galleria mafia militia pants petunia sepia trivia utopia"
      )
  )

  /// The first that fits decides.
  static let singularEndings: [EndingRule] = [
    EndingRule(["s"], "tatuses", "tatus"),
    EndingRule(["status", "campus"], "", ""),
    EndingRule(["menu"], "s", ""),
    EndingRule(["quiz"], "zes", ""),
    EndingRule(["matr"], "ices", "ix"),
    EndingRule(["vert", "ind"], "ices", "ex"),
    EndingRule(["ox"], "en", "", place: .start),
    EndingRule(["alias"], "es", ""),
    EndingRule(["alias"], "", ""),
    EndingRule(["buffal", "her", "potat", "tomat", "volcan"], "oes", "o"),
    EndingRule(latin + ["viri"], "i", "us"),
    EndingRule(["fax", "tax", "wax"], "es", "", place: .anywhere),
    EndingRule(["analys", "ax", "cris", "test", "thes"], "es", "is"),
    EndingRule(["shoe", "slave"], "s", ""),
    EndingRule(["o"], "es", ""),
    EndingRule([""], "ouses", "ouse"),
    EndingRule(notAfter: "a", "uses", "us"),
    EndingRule(["m", "l", "|"], "ice", "ouse"),
    EndingRule(["x", "ch", "ss", "sh"], "es", ""),
    EndingRule(["m"], "ovies", "ovie"),
    EndingRule(["s"], "eries", "eries"),
    EndingRule(notAfter: "aeiouy", "ies", "y"),
    EndingRule(["qu"], "ies", "y"),
    EndingRule(["l", "r"], "ves", "f"),
    EndingRule(["tive", "hive", "drive", "dive", "olive", "cave"], "s", ""),
    EndingRule(notAfter: "fo", "ves", "fe"),
    EndingRule(["analy", "diagno", "parenthe", "progno", "synop", "the"], "ses", "sis"),
    EndingRule(["ba"], "ses", "sis", place: .whole),
    EndingRule(["tax"], "a", "on"),
    EndingRule(["c"], "riteria", "riterion"),
    EndingRule(["t", "i"], "a", "um"),
    EndingRule(["p"], "eople", "erson"),
    EndingRule(["m"], "en", "an"),
    EndingRule(["c"], "hildren", "hild"),
    EndingRule(["f"], "eet", "oot"),
    EndingRule(["news"], "", ""),
    EndingRule([""], "eaus", "eau"),
    EndingRule(["tights", "shorts"], "", "", place: .whole),
    EndingRule([""], "s", ""),
  ]

  static let pluralEndings: [EndingRule] = [
    EndingRule(["s"], "tatus", "tatuses"),
    EndingRule(["quiz"], "", "zes"),
    EndingRule(["ox"], "", "en", place: .whole),
    EndingRule(["m", "l", "|"], "ouse", "ice"),
    EndingRule(["matr", "vert", "ind"], "ix", "ices"),
    EndingRule(["matr", "vert", "ind"], "ex", "ices"),
    EndingRule(["x", "ch", "ss", "sh"], "", "es"),
    EndingRule(notAfter: "aeiouy", "y", "ies"),
    EndingRule(["qu"], "y", "ies"),
    EndingRule(["hive", "gulf"], "", "s"),
    EndingRule(notAfter: "f", "fe", "ves"),
    EndingRule(["l", "r"], "f", "ves"),
    EndingRule([""], "sis", "ses"),
    EndingRule(["t", "i"], "um", "a"),
    EndingRule(["tax"], "on", "a"),
    EndingRule(["c"], "riterion", "riteria"),
    EndingRule(["p"], "erson", "eople"),
    EndingRule(["m"], "an", "en"),
    EndingRule(["c"], "hild", "hildren"),
    EndingRule(["f"], "oot", "eet"),
    EndingRule(["buffal", "her", "potat", "tomat", "volcan"], "o", "oes"),
    EndingRule(latin, "us", "i"),
    EndingRule([""], "us", "uses"),
    EndingRule(["alias"], "", "es"),
    EndingRule(["analys", "ax", "cris", "test", "thes"], "is", "es"),
    EndingRule(["s"], "", ""),
    EndingRule([""], "", "s"),
  ]

  private static let latin = [
    "alumn", "bacill", "cact", "foc", "fung", "nucle", "radi", "stimul", "syllab", "termin", "vir",
  ]

  private static func forms(
    _ irregular: [(String, String)],
    unchanged: [String]
  ) -> [String: String] {
    var forms = Dictionary(irregular) { _, last in last }
    for word in unchanged + ["social media", "sea-bass", "sea bass"] { forms[word] = word }
    return forms
  }

  private static func words(_ text: String) -> [String] {
    text.utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) }
  }

  private static func pairs(_ text: String) -> [(String, String)] {
    words(text).compactMap { pair in
      let forms = pair.split(separator: ":")
      guard forms.count == 2 else { return nil }
      return (String(forms[0]), String(forms[1]))
    }
  }

  private static let irregular = """
    atlas:atlases axe:axes beef:beefs blouse:blouses brother:brothers cafe:cafes chateau:chateaux
    niveau:niveaux child:children canvas:canvases cookie:cookies corpus:corpuses cow:cows
    criterion:criteria curriculum:curricula demo:demos domino:dominoes echo:echoes foot:feet
    fungus:fungi ganglion:ganglions gas:gases genie:genies genus:genera goose:geese
    graffito:graffiti hippopotamus:hippopotami hoof:hoofs human:humans iris:irises larva:larvae
    leaf:leaves lens:lenses loaf:loaves man:men medium:media memorandum:memoranda money:monies
    mongoose:mongooses motto:mottoes move:moves mythos:mythoi niche:niches nucleus:nuclei
    numen:numina occiput:occiputs octopus:octopuses opus:opuses ox:oxen passerby:passersby
    penis:penises person:people plateau:plateaux runner-up:runners-up safe:safes sex:sexes
    sieve:sieves soliloquy:soliloquies son-in-law:sons-in-law syllabus:syllabi testis:testes
    thief:thieves tooth:teeth tornado:tornadoes trilby:trilbys turf:turfs valve:valves
    volcano:volcanoes abuse:abuses avalanche:avalanches cache:caches curve:curves
    emphasis:emphases foe:foes grave:graves hoax:hoaxes neurosis:neuroses save:saves wave:waves
    oasis:oases zombie:zombies
    """

  private static let unchangedText = """
    advice aircraft amoyese art audio baggage bison borghese bream breeches britches buffalo
    butter cantus carp cattle chassis clippers clothing coal cod coitus compensation congoese
    contretemps coreopsis corps cotton data debris deer diabetes djinn education eland elk emoji
    equipment evidence faroese feedback fish flounder flour foochowese food furniture gallows
    genevese genoese gilbertese gold headquarters herpes hijinks homework hottentotese impatience
    information innings jackanapes jeans jedi kin kiplingese knowledge kongoese leather love
    lucchese luggage mackerel maltese management metadata mews money moose mumps music nankingese
    news nexus niasese nutrition offspring oil patience pekingese piedmontese pincers pistoiese
    plankton pliers pokemon police polish portuguese proceedings progress rabies rain research
    rhinoceros rice salmon sand sarawakese scissors series shavese shears sheep siemens silk sms
    soap spam species staff sugar swine talent toothpaste traffic travel trousers trout tuna us
    vermontese vinegar weather wenchowese wheat whiting wildebeest wood wool yengeese
    """

  private static let uncountableText = """
    audio bison cattle chassis compensation coreopsis data deer education emoji equipment
    evidence feedback firmware fish furniture gold hardware information jedi kin knowledge love
    metadata money moose news nutrition offspring plankton pokemon police rain recommended
    related rice series sheep software species swine traffic wheat
    """
}
