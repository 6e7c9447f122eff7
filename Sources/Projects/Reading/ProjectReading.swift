import Engine
import Linux
import SourceText

/// What a project's files say, asked by one run or by the daemon, which asks again and again.
///
/// All reading and all planning of migrations goes through here, so that both come to the same.
final class ProjectReading {
  let root: ProjectRoot
  let settings: AnalysisSettings
  let files: ProjectFiles
  /// The project as its evaluators see it.
  let project: ProjectContext
  private(set) var sources: MigrationSources
  private let answers: FoundAnswers
  /// What was found out of the project's surroundings, as it was then.
  let found: [String: String]

  /// - Parameter files: of the same root.
  init(_ root: ProjectRoot, _ settings: AnalysisSettings, _ files: ProjectFiles) {
    self.root = root
    self.settings = settings
    found = foundValues(root, settings)
    let answers = FoundAnswers(found)
    self.files = files
    self.answers = answers
    project = ProjectContext(
      file: files.answer,
      files: files.files(in:),
      setting: { answers.values[$0] }
    )
    sources = MigrationSources(root, settings, project)
  }

  /// Finds out anew which folders hold migrations.
  func findSources() { sources = MigrationSources(root, settings, project) }

  func list() throws(FileSystemError) -> [ListedFile] {
    try listMigrations(sources.folders, in: root)
  }

  /// The migrations in the order of their tool; each file is read once and kept.
  func plan(_ listing: [ListedFile]) -> PlannedMigrations {
    let placeholders = environmentPlaceholders()
    let wanted = PlanSettings(
      dialect: settings.dialect,
      convention: settings.convention,
      placeholders: placeholders,
      schemaDumps: settings.usesSchemaDump ? files.files(in: "database/schema") : [],
      connections: sources.connections
    )
    files.expect(listing.count)
    let found = files.together { planMigrations(listing, wanted, read: files.file) }
    answers.values["database.server"] = foundServer(found.value.convention, settings)
    return PlannedMigrations(
      plan: found.value,
      placeholders: placeholders,
      diagnostics: found.diagnostics
    )
  }

  /// What was said besides the migrations themselves: their folders, files that cannot be read,
  /// their order.
  ///
  /// - Parameter isListed: whether a file belongs to the migrations; others may be as they are.
  func diagnostics(
    _ planned: PlannedMigrations,
    isListed: (String) -> Bool
  ) -> [Diagnostic] {
    let problems = files.problems
      .filter { isListed($0.key) || $0.key.hasPrefix("database/schema/") }
      .sorted { $0.key < $1.key }.map(\.value)
    return sources.diagnostics + problems + planned.diagnostics
  }

  /// What placeholders stand for: as the settings say, else as the project's environment files do.
  private func environmentPlaceholders() -> [String: String] {
    var placeholders = settings.placeholders
    for path in ["example.env", ".env.example", ".env"] where settings.placeholders.isEmpty {
      guard let file = files.file(path) else { continue }
      placeholders.merge(Engine.placeholders(fromEnvironment: file.bytes)) { _, later in later }
    }
    return placeholders
  }
}

/// The migrations of a project in order, with what was found out on the way.
struct PlannedMigrations {
  var plan: MigrationPlan
  /// What stands for `${name}` in the files.
  var placeholders: [String: String]
  /// What there is to say about their order.
  var diagnostics: [Diagnostic]
}

/// The settings that evaluators are told, with what was found out.
private final class FoundAnswers {
  var values: [String: String]

  init(_ values: [String: String]) { self.values = values }
}
