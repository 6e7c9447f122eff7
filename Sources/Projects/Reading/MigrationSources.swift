import Catalog
import Engine
import SourceText

/// The folders whose migrations belong to a project, in the order in which a later one wins.
struct MigrationSources {
  var folders: [String]
  var connections: [String] = []
  var diagnostics: [Diagnostic] = []
  /// What was asked to find them: a change of an answer may bring others.
  var questions: Set<ProjectQuestion> = []

  /// The settings' own folders; in a Laravel application behind those that its providers, modules
  /// and packages register.
  init(_ root: ProjectRoot, _ settings: AnalysisSettings, _ project: ProjectContext) {
    folders = settings.migrations
    if settings.usesSchemaDump {
      (connections, questions) = dumpConnections(project, settings.dialect)
    }
    guard settings.followsProviders, isLaravelApplication(root) else { return }
    let sources = laravelSources(project, settings.dialect)
    diagnostics = sources.diagnostics
    questions.formUnion(sources.questions)
    let present = (sources.folders + folderPerModule(in: root)).filter { folder in
      root.absolute(folder) != nil && !settings.migrations.contains(folder)
    }
    folders = present + settings.migrations
  }
}

/// What evaluators are told beside the settings: found out from the project's files.
func foundValues(_ root: ProjectRoot, _ settings: AnalysisSettings) -> [String: String] {
  var values = settings.values
  if isLaravelApplication(root) { values["packages"] = packageManifests(in: root) }
  return values
}

/// The server behind a Laravel project's driver, where nobody says: MySQL's speaks to both.
func foundServer(_ convention: Convention, _ settings: AnalysisSettings) -> String? {
  let given = settings.values["database.server"]
  guard convention == .laravel, settings.dialect == .mysql else { return given }
  return given ?? "either"
}
