package import Catalog
package import Engine
package import Linux
package import SourceText

extension DiagnosticCode {
  static let unreadableFile = DiagnosticCode(700)
  static let binaryFile = DiagnosticCode(701)
}

/// What a project's migrations are and how they are to be read.
package struct AnalysisSettings: Sendable, Equatable {
  package var migrations: [String]
  package var dialect: Dialect
  package var convention: Convention?
  package var placeholders: [String: String]
  /// Answers to `World.setting`: `framework.major`, `env.NAME`, `config.KEY`.
  package var values: [String: String]
  /// Whether Laravel's committed schema dump is loaded first.
  package var usesSchemaDump: Bool
  /// Whether the paths that a Laravel application's providers register are read, too.
  package var followsProviders: Bool

  package init(migrations: [String], dialect: Dialect) {
    self.migrations = migrations
    self.dialect = dialect
    convention = nil
    placeholders = [:]
    values = [:]
    usesSchemaDump = true
    followsProviders = true
  }
}

/// The migrations of a project as read once: their history and what was said while reading.
package struct Analysis {
  package let history: History
  package let plan: MigrationPlan
  /// What was said besides the migrations themselves.
  package let diagnostics: [Diagnostic]

  /// The schema at the end (or after one migration), bookkeeping tables left out.
  package func schema(at id: String? = nil) -> Schema? {
    let found = id.map { history.schema(at: $0) } ?? history.schema()
    guard var schema = found else { return nil }
    schema.diagnostics = diagnostics + schema.diagnostics
    let bookkeeping = BookkeepingTable(plan)
    guard schema.tables.contains(where: bookkeeping.matches) else { return schema }
    return Schema(
      dialect: schema.dialect,
      tables: schema.tables.filter { !bookkeeping.matches($0) },
      views: schema.views,
      enums: schema.enums,
      domains: schema.domains,
      opaqueTypes: schema.opaqueTypes,
      sequences: schema.sequences,
      routines: schema.routines,
      diagnostics: schema.diagnostics
    )
  }
}

/// Reads all migrations of a project and works out what they lead to; with `isExplained` also what
/// each of them did to it.
package func analyse(
  _ root: ProjectRoot,
  _ settings: AnalysisSettings,
  isExplained: Bool = false
) throws(FileSystemError) -> Analysis {
  let reading = ProjectReading(root, settings, ProjectFiles(root, isLookedAtOnce: true))
  let listing = try reading.list()
  let planned = reading.plan(listing)
  let history = History(
    dialect: settings.dialect,
    project: reading.project,
    evaluators: makeEvaluators(settings.dialect),
    isUpdated: isExplained
  )
  _ = history.setMigrations(planned.plan.units)
  let paths = reading.files.problems.isEmpty ? [] : Set(listing.map(\.path))
  return Analysis(
    history: history,
    plan: planned.plan,
    diagnostics: reading.diagnostics(planned, isListed: paths.contains)
  )
}
