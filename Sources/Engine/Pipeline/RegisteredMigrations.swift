package import Catalog
import PHPParsing
package import SourceText

/// What a Laravel application says about its migrations outside of them.
package struct LaravelSources: Sendable {
  /// Folders and files that providers register, in their order.
  package var folders: [String]
  /// What was asked to find this out: where an answer changes, it is to be found out again.
  package var questions: Set<ProjectQuestion>
  package var diagnostics: [Diagnostic]
}

/// Reads the providers and the configuration of a Laravel application.
///
/// The setting `packages` lists the manifests of packages and modules, one a line.
package func laravelSources(_ project: ProjectContext, _ dialect: Dialect) -> LaravelSources {
  let world = ProjectWorld(project, dialect)
  let folders = LaravelApplication().registeredMigrations(world)
  return LaravelSources(
    folders: folders,
    questions: world.questions,
    diagnostics: world.diagnostics
  )
}

/// The connections whose schema dumps may be loaded, best first, and what was asked to know it;
/// empty where there is no dump or no connection is known.
package func dumpConnections(
  _ project: ProjectContext,
  _ dialect: Dialect
) -> (names: [String], questions: Set<ProjectQuestion>) {
  let world = ProjectWorld(project, dialect)
  return (LaravelApplication().dumpConnections(world), world.questions)
}

/// The driver of the default connection, `mysql` or `pgsql`, as the configuration says it.
package func laravelDriver(_ project: ProjectContext) -> String? {
  LaravelApplication().driver(ProjectWorld(project, .mysql))
}

/// A project without a schema; notes what it is asked.
private final class ProjectWorld: QuietWorld {
  let dialect: Dialect
  private let project: ProjectContext
  var questions: Set<ProjectQuestion> = []
  var diagnostics: [Diagnostic] = []

  init(_ project: ProjectContext, _ dialect: Dialect) {
    self.project = project
    self.dialect = dialect
  }

  func file(_ path: String) -> SourceFile? {
    questions.insert(.file(path))
    return project.file(path)
  }

  func files(in folder: String) -> [String] {
    questions.insert(.files(in: folder))
    return project.files(folder)
  }

  func setting(_ key: String) -> String? {
    questions.insert(.setting(key))
    return project.setting(key)
  }

  /// A provider does much that is no business of ours: only what concerns its migrations is told,
  /// and that it could not be followed to its end.
  func report(_ diagnostic: Diagnostic) {
    guard diagnostic.severity == .note || diagnostic.code == .phpLimits else { return }
    diagnostics.append(
      Diagnostic(
        diagnostic.code,
        .note,
        diagnostic.code == .phpLimits
          ? "this provider cannot be followed to its end; what it registers behind this is left out"
          : diagnostic.message,
        at: diagnostic.source ?? SourceReference(file: "", line: 1, column: 1),
        tables: []
      )
    )
  }
}
