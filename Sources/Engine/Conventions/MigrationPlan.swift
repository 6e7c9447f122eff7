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
  var ties = Ties()
  plan.units.reserveCapacity(plan.units.count + ordered.count)
  for file in ordered {
    if !contained.isEmpty, contained.contains(String(file.name.prefix { $0 != "." })) { continue }
    // A file that is gone by now is the reader's to report.
    guard let source = read(file.path) else { continue }
    plan.units.append(migrationUnit(source, of: convention, settings.placeholders))
    if convention == .plain { ties.note(file, &plan.units[plan.units.count - 1]) }
  }
  return Parsed(plan, diagnostics: diagnostics)
}

/// One file as a migration of a convention.
package func migrationUnit(
  _ source: consuming SourceFile,
  of convention: Convention,
  _ placeholders: [String: String]
) -> MigrationUnit {
  // PHP has its own `{$name}`.
  if convention != .laravel, !placeholders.isEmpty, source.mayHoldPlaceholders {
    source.bytes = substitute(source.bytes, placeholders)
  }
  let upRanges = convention.hasMarks ? upRanges(source.bytes, of: convention) : nil
  return MigrationUnit(
    id: source.path,
    file: source,
    upRanges: upRanges,
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

/// The migrations of one number, one after the other.
private struct Ties {
  /// The path up to the end of the number.
  private var number: Substring = ""
  private var files: [SourceFile] = []

  mutating func note(_ file: ListedFile, _ unit: inout MigrationUnit) {
    let number = file.startsWithDigit ? file.path[..<file.leadingDigits.endIndex] : ""
    if !number.isEmpty, number == self.number {
      unit.tied = files
    } else {
      self.number = number
      files.removeAll()
    }
    files.append(unit.file)
  }
}

/// Migrations in code stand in the same sequence: what they do is not seen.
private func codeMigrations(_ files: [ListedFile], _ convention: Convention) -> [Diagnostic] {
  guard convention != .laravel else { return [] }
  return files.filter { file in
    guard file.startsWithDigit, !file.isScript else { return false }
    let ends = [".go", ".ts", ".js", ".php", ".py", ".rb"].contains { file.name.hasSuffix($0) }
    return ends && !file.name.holds("_test.") && !file.name.holds(".test.")
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
  for (before, file) in zip(ordered, ordered.dropFirst())
  where isVersion(of: before, sameAs: file, convention) {
    found.append(
      Diagnostic(
        .duplicateVersion,
        .warning,
        "version \(versionText(file, convention)) is also that of \(before.path): which runs first is decided "
          + "by name; give one of them a version of its own",
        at: SourceReference(file: file.path, line: 1, column: 1)
      )
    )
  }
  return found
}

private func isVersion(
  of file: ListedFile,
  sameAs other: ListedFile,
  _ convention: Convention
) -> Bool {
  guard convention == .flyway else { return file.isNumbered(as: other) }
  let version = versionText(file, convention)
  return !version.isEmpty && version == versionText(other, convention)
}

func versionText(_ file: ListedFile, _ convention: Convention) -> String {
  if convention == .flyway {
    guard let name = FlywayName(file), name.kind == .versioned else { return "" }
    return name.version.map { String($0) }.joined(separator: ".")
  }
  return String(decoding: file.leadingDigits.utf8.drop { $0 == 0x30 }, as: UTF8.self)
}
