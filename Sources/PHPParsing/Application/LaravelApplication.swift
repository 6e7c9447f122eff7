import Catalog
package import SourceText

/// The application around its migrations: classes, environment, providers, composer's files.
///
/// Shared by all migrations of a project and kept between builds. Parsed files are kept by
/// content; every file is still asked of the evaluator's world, so that whoever implements it
/// knows which migration depends on which file.
package final class LaravelApplication: LaravelContext {
  private var parsed: [String: (source: SourceFile, file: PHPFile)] = [:]
  private var composers: [String: (source: SourceFile, map: ComposerFile)] = [:]
  private var environments: [String: (source: SourceFile, values: [String: String])] = [:]
  private var packages: [String: (source: SourceFile, versions: [String: String])] = [:]
  private var packageMaps: (key: [SourceFile], map: PackageMap)?
  private var providerFacts: (key: [SourceFile], facts: ProviderFacts)?
  private var prefixes: [String: (source: SourceFile?, isPlain: Bool)] = [:]

  private let knownClasses: PHPFile
  private let knownMacros: PHPFile
  private let knownConfiguration: PHPFile

  package init() {
    func known(_ text: String) -> PHPFile {
      parsePHP(SourceFile(path: "known-packages.php", text: text)).value
    }
    knownClasses = known(KnownPackages.classes)
    knownMacros = known(KnownPackages.macros)
    knownConfiguration = known(KnownPackages.configuration)
  }

  package func file(_ path: String, _ evaluator: Evaluator) -> PHPFile? {
    guard let source = evaluator.world.file(path) else { return nil }
    if let known = parsed[path], isSame(known.source, source) { return known.file }
    let file = parsePHP(source).value
    parsed[path] = (source, file)
    return file
  }

  // MARK: Classes

  package func declaration(of name: PHPName, _ evaluator: Evaluator) -> PHPDeclaration? {
    if name.lower.hasPrefix("illuminate\\") { return nil }
    for path in composer(evaluator).paths(of: name.text) {
      if let file = file(path, evaluator), let found = file.classNamed(name) {
        return PHPDeclaration(found, in: file)
      }
    }
    for path in packageMap(evaluator).paths(of: name.text) {
      if let file = file(path, evaluator), let found = file.classNamed(name) {
        return PHPDeclaration(found, in: file)
      }
    }
    return knownClasses.classNamed(name).map { PHPDeclaration($0, in: knownClasses) }
  }

  package func defaultConfiguration(_ name: String, _ evaluator: Evaluator) -> PHPValue? {
    guard case .array(let all) = evaluator.returnValue(of: knownConfiguration) else { return nil }
    return all[name]
  }

  private func composer(_ evaluator: Evaluator) -> ComposerFile {
    guard let source = evaluator.world.file("composer.json") else { return .conventional }
    if let known = composers["composer.json"], isSame(known.source, source) { return known.map }
    let map = ComposerFile(source.bytes)
    composers["composer.json"] = (source, map)
    return map
  }

  /// The packages and modules whose manifests the project lists.
  func packageMap(_ evaluator: Evaluator) -> PackageMap {
    let list = evaluator.world.setting("packages") ?? ""
    let paths = list.split(separator: "\n").map(String.init)
    let sources = paths.compactMap { evaluator.world.file($0) }
    let own = composer(evaluator)
    let installed = sources.isEmpty ? [:] : installed(evaluator)
    let key =
      sources
      + (["composer.json", "composer.lock"].compactMap {
        sources.isEmpty ? nil : evaluator.world.file($0)
      })
    if let known = packageMaps, isSame(known.key, key) { return known.map }
    let map = PackageMap(sources, undiscovered: own.undiscovered) { installed[$0] != nil }
    packageMaps = (key, map)
    return map
  }

  package func functionFiles(_ evaluator: Evaluator) -> [PHPFile] {
    let included = facts(evaluator).included.compactMap { written in
      evaluator.constantValue(written.expression, in: written.file).text.flatMap(projectPath)
    }
    return (composer(evaluator).files + included).compactMap { file($0, evaluator) }
  }

  package func hasPackage(_ name: String, _ evaluator: Evaluator) -> Bool {
    installed(evaluator)[name] != nil
  }

  package func frameworkMajor(_ evaluator: Evaluator) -> Int? {
    let packages = installed(evaluator)
    for name in ["laravel/framework", "illuminate/database", "illuminate/support"] {
      if let version = packages[name] { return highestMajor(version) }
    }
    return nil
  }

  /// Packages with their versions: as locked, where there is a lock, or as asked for.
  private func installed(_ evaluator: Evaluator) -> [String: String] {
    for path in ["composer.lock", "composer.json"] {
      guard let source = evaluator.world.file(path) else { continue }
      if let known = packages[path], isSame(known.source, source) { return known.versions }
      let versions = packageVersions(source.bytes, isLock: path == "composer.lock")
      packages[path] = (source, versions)
      return versions
    }
    return [:]
  }

  // MARK: Environment

  package func environment(_ name: String, _ evaluator: Evaluator) -> String? {
    if let configured = evaluator.world.setting("env." + name) { return configured }
    for path in [".env", ".env.example"] {
      guard let source = evaluator.world.file(path) else { continue }
      let values: [String: String]
      if let known = environments[path], isSame(known.source, source) {
        values = known.values
      } else {
        values = environmentValues(source.bytes)
        environments[path] = (source, values)
      }
      return values[name]
    }
    return nil
  }

  // MARK: Connections

  package func tablePrefix(connection: String?, _ evaluator: Evaluator) -> String {
    if let configured = evaluator.world.setting("config.database.prefix") { return configured }
    let source = evaluator.world.file("config/database.php")
    let key = connection ?? ""
    if let known = prefixes[key], isSame(known.source, source), known.isPlain { return "" }
    let isPlain = source.map { !mentionsPrefix($0.bytes) } ?? true
    prefixes[key] = (source, isPlain)
    guard !isPlain else { return "" }
    let name = connection ?? evaluator.defaultConnection
    return evaluator.config("database.connections." + name + ".prefix").text ?? ""
  }

  /// Whether any `'prefix' =>` of the file is followed by something else than `''`.
  private func mentionsPrefix(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return pieces(of: text, by: "'prefix'").dropFirst().contains { piece in
      let rest = piece.drop { $0 == " " || $0 == "=" || $0 == ">" }
      return !rest.hasPrefix("''") && !rest.hasPrefix("\"\"")
    }
  }

  // MARK: Providers

  package func macro(
    _ method: String,
    of className: String,
    _ evaluator: Evaluator
  ) -> PHPClosure? {
    facts(evaluator).macros[className + "::" + method]
  }

  package func defaultStringLength(_ evaluator: Evaluator) -> Int? {
    facts(evaluator).stringLength.flatMap {
      evaluator.constantValue($0.expression, in: $0.file).integer
    }
  }

  package func defaultMorphKeyType(_ evaluator: Evaluator) -> String? {
    let facts = facts(evaluator)
    if let fixed = facts.fixedMorphKeyType { return fixed }
    return facts.morphKeyType.flatMap {
      evaluator.constantValue($0.expression, in: $0.file).text
    }
  }

  package func defaultTimePrecision(_ evaluator: Evaluator) -> PHPValue? {
    facts(evaluator).timePrecision.map {
      evaluator.constantValue($0.expression, in: $0.file)
    }
  }

  private func facts(_ evaluator: Evaluator) -> ProviderFacts {
    let paths = ["bootstrap/app.php"] + providerPaths(evaluator)
    let sources = paths.compactMap { evaluator.world.file($0) }
    if let known = providerFacts, isSame(known.key, sources) { return known.facts }
    var facts = ProviderFacts()
    facts.read(knownMacros, facade: evaluator.facade)
    for source in sources {
      if let file = file(source.path, evaluator) { facts.read(file, facade: evaluator.facade) }
    }
    providerFacts = (sources, facts)
    return facts
  }

  /// The providers in their usual folder, and the ones that the application registers by name.
  private func providerPaths(_ evaluator: Evaluator) -> [String] {
    var paths = evaluator.world.files(in: "app/Providers").filter { $0.hasSuffix(".php") }
    for name in registeredProviders(evaluator) {
      let candidates = composer(evaluator).paths(of: name.text)
      if let path = candidates.first(where: { evaluator.world.file($0) != nil }),
        !paths.contains(path)
      {
        paths.append(path)
      }
    }
    return paths
  }

  /// The providers that the application itself registers, the framework's own left out.
  func registeredProviders(_ evaluator: Evaluator) -> [PHPName] {
    var registered = composer(evaluator).providers.map { PHPName($0) }
    for list in ["bootstrap/providers.php", "config/app.php", "app/Config/app.php"] {
      guard let file = file(list, evaluator) else { continue }
      var names = ClassMentions()
      names.collect(file.statements)
      registered += names.found
    }
    return registered.filter {
      $0.lower.hasSuffix("serviceprovider") && !$0.lower.hasPrefix("illuminate\\")
    }
  }

  // MARK: Blueprints

  package func makeBlueprint(
    _ table: String,
    isCreating: Bool,
    connection: String?,
    at source: SourceReference,
    _ evaluator: Evaluator
  ) -> any BlueprintRecording {
    BlueprintObject(
      table,
      isCreating: isCreating,
      connection: connection,
      major: evaluator.frameworkMajor ?? 0,
      prefix: indexPrefix(connection, evaluator),
      at: source,
      evaluator.world.dialect
    )
  }

  /// The prefix as it goes into the derived names of indexes: only where `prefix_indexes` says so.
  private func indexPrefix(_ connection: String?, _ evaluator: Evaluator) -> String {
    let prefix = evaluator.tablePrefix(connection)
    guard !prefix.isEmpty, evaluator.world.setting("config.database.prefix") == nil else {
      return prefix
    }
    let name = connection ?? evaluator.defaultConnection
    let isOn = evaluator.config("database.connections." + name + ".prefix_indexes").truth
    return isOn ?? false ? prefix : ""
  }

  package func plural(_ word: String) -> String { englishPlural(word) }
  package func singular(_ word: String) -> String { englishSingular(word) }
}

/// Whether a file is the one that was read before, by its digest where it has one.
private func isSame(_ one: SourceFile?, _ other: SourceFile?) -> Bool {
  guard let one, let other else { return one == nil && other == nil }
  if one.digest != .none, other.digest != .none {
    return one.digest == other.digest && one.path == other.path
  }
  return one == other
}

private func isSame(_ one: [SourceFile], _ other: [SourceFile]) -> Bool {
  one.count == other.count && zip(one, other).allSatisfy { isSame($0, $1) }
}

/// `NAME=value` lines, quotes and comments taken off.
func environmentValues(_ bytes: [UInt8]) -> [String: String] {
  var values: [String: String] = [:]
  for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
    let trimmed = line.drop { $0 == " " || $0 == "\t" }
    guard !trimmed.hasPrefix("#"), let equals = trimmed.firstIndex(of: "=") else { continue }
    var name = trimmed[..<equals]
    if name.hasPrefix("export ") { name = name.dropFirst(7) }
    let key = name.filter { $0 != " " }
    var value = trimmed[trimmed.index(after: equals)...].drop { $0 == " " }
    if let quote = value.first, quote == "\"" || quote == "'" {
      value = value.dropFirst()
      if let close = value.firstIndex(of: quote) { value = value[..<close] }
    } else {
      if let comment = value.firstRange(of: " #") { value = value[..<comment.lowerBound] }
      while value.last?.isWhitespace == true { value = value.dropLast() }
    }
    values[String(key)] = String(value)
  }
  return values
}
