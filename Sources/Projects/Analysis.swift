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
  package var history: History
  package var plan: MigrationPlan
  package var diagnostics: [Diagnostic]

  /// The schema at the end (or after one migration), bookkeeping tables left out.
  package func schema(at id: String? = nil) -> Schema? {
    let found = id.map { history.schema(at: $0) } ?? history.schema()
    guard var schema = found else { return nil }
    schema.diagnostics = diagnostics + schema.diagnostics
    guard plan.bookkeepingTable != nil, plan.units.contains(where: \.isDump) else {
      return schema
    }
    let dumps = Set(plan.units.filter(\.isDump).map(\.id))
    return Schema(
      dialect: schema.dialect,
      tables: schema.tables.filter { table in
        table.name.name != plan.bookkeepingTable || !dumps.contains(table.source.file)
      },
      views: schema.views,
      enums: schema.enums,
      domains: schema.domains,
      opaqueTypes: schema.opaqueTypes,
      diagnostics: schema.diagnostics
    )
  }
}

/// Reads all migrations of a project and works out what they lead to.
package func analyse(
  _ root: ProjectRoot,
  _ settings: AnalysisSettings
) throws(FileSystemError) -> Analysis {
  var settings = settings
  settings.values = foundValues(root, settings)
  let project = context(of: root) { settings.values[$0] }
  let sources = MigrationSources(root, settings, project)
  var diagnostics = sources.diagnostics
  let listing = try listMigrations(sources.folders, in: root)
  var known: [String: SourceFile] = [:]
  let read: (String) -> SourceFile? = { path in
    if let file = known[path] { return file }
    do throws(FileSystemError) {
      let file = try root.read(path)
      guard !looksBinary(file.bytes) || path.hasPrefix("database/schema/") else {
        diagnostics.append(binary(path))
        return nil
      }
      known[path] = file
      return file
    } catch {
      diagnostics.append(unreadable(path, error))
      return nil
    }
  }
  let placeholders = environmentPlaceholders(settings, ProjectFiles(root))
  let plan = planMigrations(
    listing,
    PlanSettings(
      dialect: settings.dialect,
      convention: settings.convention,
      placeholders: placeholders,
      schemaDumps: settings.usesSchemaDump ? root.files(in: "database/schema") : []
    ),
    read: read
  )
  settings.values["database.server"] = foundServer(plan.value.convention, settings)
  let history = History(
    dialect: settings.dialect,
    project: project,
    evaluators: makeEvaluators(settings.dialect)
  )
  _ = history.setMigrations(plan.value.units)
  return Analysis(
    history: history,
    plan: plan.value,
    diagnostics: diagnostics + plan.diagnostics
  )
}

/// The files and settings of a project as its evaluators ask for them.
///
/// Every migration asks for the same few files of the application: each is read once a run.
func context(
  of root: ProjectRoot,
  setting: @escaping (String) -> String?
) -> ProjectContext {
  var answers: [String: SourceFile?] = [:]
  var folders: [String: [String]] = [:]
  return ProjectContext(
    file: { path in
      if let answer = answers[path] { return answer }
      let file = try? root.read(path)
      answers[path] = .some(file)
      return file
    },
    files: { folder in
      if let answer = folders[folder] { return answer }
      let files = root.files(in: folder)
      folders[folder] = files
      return files
    },
    setting: setting
  )
}

/// What placeholders stand for: as the settings say, else as the project's environment files do.
func environmentPlaceholders(
  _ settings: AnalysisSettings,
  _ files: ProjectFiles
) -> [String: String] {
  var placeholders = settings.placeholders
  for path in ["example.env", ".env.example", ".env"] where settings.placeholders.isEmpty {
    guard let file = files.file(path) else { continue }
    placeholders.merge(Engine.placeholders(fromEnvironment: file.bytes)) { _, later in later }
  }
  return placeholders
}

/// SQL has no NUL bytes; a file that has one early is something else.
func looksBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(4096).contains(0) }

func binary(_ path: String) -> Diagnostic {
  Diagnostic(
    .binaryFile,
    .error,
    "this is a binary file; a dump must be plain SQL (pg_dump --format=plain)",
    at: SourceReference(file: path, line: 1, column: 1)
  )
}

func unreadable(_ path: String, _ error: FileSystemError) -> Diagnostic {
  Diagnostic(
    .unreadableFile,
    .error,
    error.message,
    at: SourceReference(file: path, line: 1, column: 1)
  )
}
