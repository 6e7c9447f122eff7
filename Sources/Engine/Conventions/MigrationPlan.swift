package import Catalog
package import SourceText

extension DiagnosticCode {
  static let duplicateVersion = DiagnosticCode(1)
  static let codeMigration = DiagnosticCode(2)
  static let binaryDump = DiagnosticCode(3)
}

/// The migrations of a project in the order in which their tool would run them.
package struct MigrationPlan: Sendable {
  package var convention: Convention
  package var units: [MigrationUnit]
  package var bookkeepingTable: String?
}

/// How the files of the migration folders are to be read.
package struct PlanSettings: Sendable {
  package var dialect: Dialect
  /// Nil to recognise it.
  package var convention: Convention?
  /// What `${name}` and `{{name}}` stand for.
  package var placeholders: [String: String]
  /// Laravel's schema dumps that may be loaded first: `database/schema/mysql-schema.sql`.
  package var schemaDumps: [String]
  /// The connections whose dump it may be, best first; empty for those with a driver's own name.
  package var connections: [String]

  package init(
    dialect: Dialect,
    convention: Convention? = nil,
    placeholders: [String: String] = [:],
    schemaDumps: [String] = [],
    connections: [String] = []
  ) {
    self.dialect = dialect
    self.convention = convention
    self.placeholders = placeholders
    self.schemaDumps = schemaDumps
    self.connections = connections
  }
}

/// Puts the files of the migration folders into the tool's order and finds their "up" parts.
package func planMigrations(
  _ listing: [ListedFile],
  _ settings: PlanSettings,
  read: (String) -> SourceFile?
) -> Parsed<MigrationPlan> {
  let files = filesOfDialect(listing, settings.dialect)
  let convention = settings.convention ?? detectConvention(files, read: read)
  var plan = MigrationPlan(
    convention: convention,
    units: [],
    bookkeepingTable: convention.bookkeepingTable
  )
  var diagnostics = codeMigrations(files, convention)
  let ordered = order(files, convention, settings.dialect, read: read)
  diagnostics += duplicateVersions(ordered, convention)
  var contained: Set<String> = []
  if convention == .laravel, let dump = dumpInUse(settings), let source = read(dump) {
    if isBinaryDump(source.bytes) {
      diagnostics.append(binaryDump(dump))
    } else {
      contained = migrationsInDump(source.bytes)
      plan.units.append(MigrationUnit(id: dump, file: source, isDump: true))
    }
  }
  var ties: (number: Substring, files: [SourceFile]) = ("", [])
  for file in ordered {
    if !contained.isEmpty, contained.contains(String(file.name.prefix { $0 != "." })) { continue }
    // A file that is gone by now is the reader's to report.
    guard let source = read(file.path) else { continue }
    var unit = migrationUnit(source, of: convention, settings.placeholders)
    let number = convention == .plain ? throughNumber(file) : ""
    if !number.isEmpty, number == ties.number {
      unit.tied = ties.files
      ties.files.append(unit.file)
    } else {
      ties = (number, [unit.file])
    }
    plan.units.append(unit)
  }
  return Parsed(plan, diagnostics: diagnostics)
}

/// One file as a migration of a convention.
package func migrationUnit(
  _ file: SourceFile,
  of convention: Convention,
  _ placeholders: [String: String]
) -> MigrationUnit {
  var source = file
  // PHP has its own `{$name}`.
  if convention != .laravel, !placeholders.isEmpty, source.mayHoldPlaceholders {
    source.bytes = substitute(source.bytes, placeholders)
  }
  return MigrationUnit(
    id: source.path,
    file: source,
    upRanges: convention.hasMarks ? upRanges(source.bytes, of: convention) : nil,
    language: convention == .laravel ? .laravel : .sql,
    isDump: convention == .dump || convention == .rails
  )
}

/// The dump of the connection in use; where that is not known, of the one that has the driver's
/// own name, as fresh applications call it.
private func dumpInUse(_ settings: PlanSettings) -> String? {
  let usual =
    switch settings.dialect {
    case .postgres: ["pgsql"]
    case .mysql: ["mysql"]
    case .mariadb: ["mariadb", "mysql"]
    case .sqlite: ["sqlite"]
    }
  for connection in settings.connections.isEmpty ? usual : settings.connections {
    for ending in ["-schema.dump", "-schema.sql"] {
      let found = settings.schemaDumps.first { $0.hasSuffix("/" + connection + ending) }
      if let found { return found }
    }
  }
  return nil
}

private func binaryDump(_ path: String) -> Diagnostic {
  Diagnostic(
    .binaryDump,
    .error,
    "this dump is in pg_dump's custom format, which only pg_restore reads; write it again as "
      + "plain SQL, or leave it out with --no-schema-dump",
    at: SourceReference(file: path, line: 1, column: 1)
  )
}

/// The files that are migrations of this convention, in the order of the tool.
func order(
  _ files: [ListedFile],
  _ convention: Convention,
  _ dialect: Dialect,
  read: (String) -> SourceFile?
) -> [ListedFile] {
  let scripts = numberedOnly(files.filter { $0.name.ends(in: ".sql") }, convention)
  switch convention {
  case .laravel: return laravelOrder(files)
  case .flyway, .refinery: return flywayOrder(scripts)
  case .pop: return popOrder(scripts, dialect)
  case .drizzle: return drizzleOrder(files, read: read)
  case .prisma: return byteOrder(scripts.filter { $0.name == "migration.sql" }) { $0.inner[...] }
  case .diesel: return dieselOrder(scripts.filter { $0.name == "up.sql" })
  case .golangMigrate:
    return natural(scripts.filter { isUp($0.name) }, byNumber: true)
  case .goose, .tern: return natural(scripts.filter(startsWithDigit), byNumber: true)
  case .sqlx, .sqlMigrate: return natural(scripts.filter { !isDown($0) }, byNumber: true)
  case .dbmate, .supabase: return byteOrder(scripts.filter { !isDown($0) }) { $0.name }
  case .nested: return nestedOrder(natural(scripts.filter { !isDown($0) }), files, read: read)
  case .plain, .dump, .rails: return natural(scripts.filter { !isDown($0) })
  }
}

private func laravelOrder(_ files: [ListedFile]) -> [ListedFile] {
  var byName: [Substring: ListedFile] = [:]
  // A later folder wins a tie, as keys of the migrator's list do.
  for file in files where !file.inner.holds("/") {
    // The migrator takes a path that ends in `.php` for a file, whatever its name.
    let isNamed = file.isNamed && file.name.ends(in: ".php")
    if isNamed || isLaravelMigration(file.name) { byName[file.name] = file }
  }
  return byteOrder(Array(byName.values)) { $0.name }
}

private func drizzleOrder(
  _ files: [ListedFile],
  read: (String) -> SourceFile?
) -> [ListedFile] {
  var ordered: [ListedFile] = []
  for journal in files where journal.inner.ends(in: "meta/_journal.json") {
    guard let source = read(journal.path) else { continue }
    let base = journal.path.dropLast("meta/_journal.json".utf8.count)
    let known = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for tag in drizzleTags(source.bytes) {
      if let file = known[base + tag + ".sql"] { ordered.append(file) }
    }
  }
  return ordered
}

/// Diesel compares the folder's name up to the first `_`, without dashes.
private func dieselOrder(_ files: [ListedFile]) -> [ListedFile] {
  let keyed: [(version: String, file: ListedFile)] = files.map { file in
    let folder = file.innerFolder.split(separator: "/").last ?? ""
    return (String(folder.prefix { $0 != "_" }.filter { $0 != "-" }), file)
  }
  let sorted = keyed.sorted { left, right in
    left.version == right.version
      ? left.file.inner < right.file.inner : left.version < right.version
  }
  return sorted.map(\.file)
}

private func natural(_ files: [ListedFile], byNumber: Bool = false) -> [ListedFile] {
  let keyed: [(key: NaturalKey, file: ListedFile)] = files.map { file in
    (NaturalKey(byNumber ? String(file.name) : file.inner), file)
  }
  let sorted = keyed.sorted { left, right in
    left.key == right.key ? left.file.folder < right.file.folder : left.key < right.key
  }
  return sorted.map(\.file)
}

/// The order of tools that compare names letter by letter: `20250625_b` comes after
/// `20250101000000_a`, and `10_b` before `9_a`.
private func byteOrder(_ files: [ListedFile], _ name: (ListedFile) -> Substring) -> [ListedFile] {
  let keyed = files.map { (name: name($0).utf8, file: $0) }
  let sorted = keyed.sorted { left, right in
    left.name.elementsEqual(right.name)
      ? left.file.folder < right.file.folder : left.name.lexicographicallyPrecedes(right.name)
  }
  return sorted.map(\.file)
}

/// Leaves out files without a number where all others have one: notes and drafts lie beside
/// numbered migrations, and no tool runs them.
private func numberedOnly(_ scripts: [ListedFile], _ convention: Convention) -> [ListedFile] {
  guard convention == .plain, scripts.count > 4 else { return scripts }
  let numbered = scripts.filter(startsWithDigit)
  return numbered.count * 10 >= scripts.count * 9 ? numbered : scripts
}

/// golang-migrate takes `^([0-9]+)_(.*)\.(down|up)\.(.*)$`, so `1_a.up..sql`, too.
private func isUp(_ name: Substring) -> Bool {
  if name.ends(in: ".up.sql") { return true }
  let rest = name[name.leadingDigits.endIndex...]
  return rest.startIndex > name.startIndex && rest.hasPrefix("_") && rest.holds(".up.")
}

private func startsWithDigit(_ file: ListedFile) -> Bool {
  file.name.utf8.first.map(isDigit) ?? false
}

/// The path up to the end of the number that the file's name begins with; empty where there is
/// none.
private func throughNumber(_ file: ListedFile) -> Substring {
  let digits = file.name.leadingDigits
  return digits.isEmpty ? "" : file.path[..<digits.endIndex]
}

/// Files that lead down in every tool that keeps them apart.
private func isDown(_ file: ListedFile) -> Bool {
  let name = file.name.lowercased()
  return name.ends(in: ".down.sql") || name.ends(in: "_down.sql") || name.ends(in: "-down.sql")
    || name.ends(in: ".rollback.sql") || name.ends(in: "_rollback.sql")
    || name.ends(in: ".undo.sql") || name == "down.sql"
}

/// Migrations in code stand in the same sequence: what they do is not seen.
private func codeMigrations(_ files: [ListedFile], _ convention: Convention) -> [Diagnostic] {
  guard convention != .laravel else { return [] }
  return files.filter { file in
    guard startsWithDigit(file), !file.name.ends(in: ".sql") else { return false }
    let ends = [".go", ".ts", ".js", ".php", ".py", ".rb"].contains { file.name.hasSuffix($0) }
    return ends && !file.name.holds("_test.")
      && !file.name.holds(".test.")
  }
  .sorted { $0.path < $1.path }
  .map { file in
    Diagnostic(
      .codeMigration,
      .note,
      "a migration in code: what it does to the schema is not read",
      at: SourceReference(file: file.path, line: 1, column: 1)
    )
  }
}

private func duplicateVersions(
  _ ordered: [ListedFile],
  _ convention: Convention
) -> [Diagnostic] {
  guard [.golangMigrate, .goose, .dbmate, .flyway, .sqlx, .tern].contains(convention) else {
    return []
  }
  var found: [Diagnostic] = []
  var previous: (version: String, file: ListedFile)?
  for file in ordered {
    let version = versionText(file, convention)
    defer { previous = (version, file) }
    guard let before = previous, before.version == version, !version.isEmpty else { continue }
    found.append(
      Diagnostic(
        .duplicateVersion,
        .warning,
        "version \(version) is also that of \(before.file.path): which runs first is decided "
          + "by name; give one of them a version of its own",
        at: SourceReference(file: file.path, line: 1, column: 1)
      )
    )
  }
  return found
}

func versionText(_ file: ListedFile, _ convention: Convention) -> String {
  if convention == .flyway {
    guard let name = FlywayName(file.name), name.kind == .versioned else { return "" }
    return name.version.map { String($0) }.joined(separator: ".")
  }
  return String(decoding: file.name.leadingDigits.utf8.drop { $0 == 0x30 }, as: UTF8.self)
}
