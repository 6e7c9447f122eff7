/// The English plural of a lower-case word as Laravel forms it.
///
/// Doctrine's inflector, which `Str::plural` calls: irregular words first, then words without a
/// plural, then the first ending that fits
/// (https://github.com/doctrine/inflector/tree/2.0.x/src/Rules/English). Names of tables depend
/// on each of its oddities, so nothing is put right here.
package func englishPlural(_ word: String) -> String {
  let lower = word.lowercased()
  if laravelUncountable.contains(lower) || lower.isEmpty { return word }
  if let plural = irregularPlurals[lower] { return matchingCase(plural, of: word) }
  if isUninflected(lower) { return word }
  for (ending, replacement) in pluralEndings where lower.hasSuffix(ending) {
    return String(word.dropLast(ending.count)) + replacement
  }
  if lower.hasSuffix("y") {
    let before = lower.dropLast()
    let isVowel = before.last.map { "aeiouy".contains($0) } ?? false
    if !before.isEmpty, !isVowel || before.hasSuffix("qu") {
      return String(word.dropLast()) + "ies"
    }
    return word + "s"
  }
  if lower.hasSuffix("fe"), let before = lower.dropLast(2).last, before != "f" {
    return String(word.dropLast(2)) + "ves"
  }
  if lower.hasSuffix("lf") || lower.hasSuffix("rf"), !lower.hasSuffix("gulf") {
    return String(word.dropLast()) + "ves"
  }
  for ending in ["x", "ch", "ss", "sh"] where lower.hasSuffix(ending) { return word + "es" }
  if lower.hasSuffix("s") { return pluralOfS(word, lower) }
  return word + "s"
}

/// The singular of a lower-case word, the other way round.
package func englishSingular(_ word: String) -> String {
  let lower = word.lowercased()
  if laravelUncountable.contains(lower) { return word }
  if let singular = irregularSingulars[lower] { return matchingCase(singular, of: word) }
  if isUninflected(lower) { return word }
  for (ending, replacement) in singularEndings where lower.hasSuffix(ending) {
    return String(word.dropLast(ending.count)) + replacement
  }
  if lower.hasSuffix("s"), !lower.hasSuffix("ss") { return String(word.dropLast()) }
  return word
}

private func pluralOfS(_ word: String, _ lower: String) -> String {
  for stem in latinStems where lower.hasSuffix(stem + "us") {
    return String(word.dropLast(2)) + "i"
  }
  if lower.hasSuffix("us") || lower.hasSuffix("alias") { return word + "es" }
  return word
}

private func matchingCase(_ text: String, of word: String) -> String {
  guard let first = word.first, first.isUppercase else { return text }
  return text.prefix(1).uppercased() + text.dropFirst()
}

private func isUninflected(_ lower: String) -> Bool {
  uninflected.contains(lower) || (lower.hasSuffix("media") && lower != "media")
    || lower.hasSuffix("ware") && lower.count > 4
}

private let latinStems = [
  "alumn", "bacill", "cact", "foc", "fung", "nucle", "radi", "stimul", "syllab", "termin", "vir",
]

/// Endings that decide before the general rules, in Doctrine's order.
private let pluralEndings: [(String, String)] = [
  ("status", "statuses"), ("quiz", "quizzes"), ("mouse", "mice"), ("louse", "lice"),
  ("matrix", "matrices"), ("matrex", "matrices"), ("vertix", "vertices"),
  ("vertex", "vertices"), ("indix", "indices"), ("index", "indices"), ("hive", "hives"),
  ("sis", "ses"), ("tum", "ta"), ("ium", "ia"), ("taxon", "taxa"), ("criterion", "criteria"),
  ("person", "people"), ("man", "men"), ("child", "children"), ("foot", "feet"),
  ("buffalo", "buffaloes"), ("hero", "heroes"), ("potato", "potatoes"),
  ("tomato", "tomatoes"), ("volcano", "volcanoes"), ("axis", "axes"), ("testis", "testes"),
]

private let singularEndings: [(String, String)] = [
  ("statuses", "status"), ("status", "status"), ("campus", "campus"), ("menus", "menu"),
  ("quizzes", "quiz"), ("matrices", "matrix"), ("vertices", "vertex"), ("indices", "index"),
  ("aliases", "alias"), ("alias", "alias"), ("heroes", "hero"), ("potatoes", "potato"),
  ("tomatoes", "tomato"), ("taxes", "tax"), ("waxes", "wax"), ("faxes", "fax"),
  ("analyses", "analysis"), ("crises", "crisis"), ("tests", "test"), ("theses", "thesis"),
  ("shoes", "shoe"), ("slaves", "slave"), ("houses", "house"), ("ouses", "ouse"),
  ("movies", "movie"), ("series", "series"), ("quies", "quy"), ("ives", "ive"),
  ("lves", "lf"), ("rves", "rf"), ("oves", "ove"), ("wives", "wife"), ("xes", "x"),
  ("ches", "ch"), ("sses", "ss"), ("shes", "sh"), ("ies", "y"), ("oes", "o"),
  ("uses", "us"), ("taxa", "taxon"), ("criteria", "criterion"), ("ta", "tum"), ("ia", "ium"),
  ("people", "person"), ("men", "man"), ("children", "child"), ("feet", "foot"),
  ("news", "news"), ("mice", "mouse"), ("lice", "louse"), ("ss", "ss"),
]

private let irregularPlurals: [String: String] = [
  "atlas": "atlases", "axe": "axes", "beef": "beefs", "blouse": "blouses",
  "brother": "brothers", "cafe": "cafes", "chateau": "chateaux", "niveau": "niveaux",
  "child": "children", "canvas": "canvases", "cookie": "cookies", "corpus": "corpuses",
  "cow": "cows", "criterion": "criteria", "curriculum": "curricula", "demo": "demos",
  "domino": "dominoes", "echo": "echoes", "foot": "feet", "fungus": "fungi",
  "ganglion": "ganglions", "gas": "gases", "genie": "genies", "genus": "genera",
  "goose": "geese", "graffito": "graffiti", "hippopotamus": "hippopotami", "hoof": "hoofs",
  "human": "humans", "iris": "irises", "larva": "larvae", "leaf": "leaves", "lens": "lenses",
  "loaf": "loaves", "man": "men", "medium": "media", "memorandum": "memoranda",
  "mongoose": "mongooses", "motto": "mottoes", "move": "moves", "mythos": "mythoi",
  "niche": "niches", "nucleus": "nuclei", "numen": "numina", "occiput": "occiputs",
  "octopus": "octopuses", "opus": "opuses", "ox": "oxen", "passerby": "passersby",
  "person": "people", "plateau": "plateaux", "runner-up": "runners-up", "safe": "safes",
  "sex": "sexes", "sieve": "sieves", "soliloquy": "soliloquies", "son-in-law": "sons-in-law",
  "syllabus": "syllabi", "testis": "testes", "thief": "thieves", "tooth": "teeth",
  "tornado": "tornadoes", "trilby": "trilbys", "turf": "turfs", "valve": "valves",
  "volcano": "volcanoes", "abuse": "abuses", "avalanche": "avalanches", "cache": "caches",
  "curve": "curves", "emphasis": "emphases", "foe": "foes", "grave": "graves",
  "hoax": "hoaxes", "neurosis": "neuroses", "save": "saves", "wave": "waves",
  "oasis": "oases", "zombie": "zombies",
]

private let irregularSingulars: [String: String] = Dictionary(
  irregularPlurals.map { ($1, $0) }
) { first, _ in first }

private let uninflected: Set<String> = [
  "clothes", "data", "fascia", "fuchsia", "galleria", "mafia", "militia", "pants", "petunia",
  "sepia", "trivia", "utopia", "people", "media", "advice", "aircraft", "art", "audio",
  "baggage", "bison", "butter", "cattle", "chassis", "clothing", "coal", "compensation",
  "coreopsis", "corps", "cotton", "debris", "deer", "diabetes", "education", "elk", "emoji",
  "equipment", "evidence", "feedback", "fish", "flour", "food", "furniture", "gold",
  "headquarters", "homework", "impatience", "information", "innings", "jeans", "jedi", "kin",
  "knowledge", "leather", "love", "luggage", "management", "metadata", "money", "moose",
  "music", "news", "nexus", "nutrition", "offspring", "oil", "patience", "plankton", "pokemon",
  "police", "polish", "portuguese", "proceedings", "progress", "rain", "research", "rice",
  "salmon", "sand", "scissors", "sea-bass", "series", "sheep", "silk", "sms", "soap", "spam",
  "species", "staff", "sugar", "swine", "talent", "toothpaste", "traffic", "travel",
  "trousers", "trout", "tuna", "us", "vinegar", "weather", "wheat", "whiting", "wood", "wool",
]

private let laravelUncountable: Set<String> = [
  "audio", "bison", "cattle", "chassis", "compensation", "coreopsis", "data", "deer",
  "education", "emoji", "equipment", "evidence", "feedback", "firmware", "fish", "furniture",
  "gold", "hardware", "information", "jedi", "kin", "knowledge", "love", "metadata", "money",
  "moose", "news", "nutrition", "offspring", "plankton", "pokemon", "police", "rain",
  "recommended", "related", "rice", "series", "sheep", "software", "species", "swine",
  "traffic", "wheat",
]
