package import Catalog
package import Engine
import Linux
import Modeling
import Rendering
package import Settings
import SourceText

/// Why a project cannot be set up.
package struct SetupError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// `modelgend.toml` is wrong.
    case configuration
    /// What it names is not there.
    case noInput
    case usage
  }

  package var kind: Kind
  package var message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

/// A project with its settings made complete by what its files say.
package struct ProjectSetup: Sendable, Equatable {
  package var root: ProjectRoot
  package var settings: ProjectSettings
  package var analysis: AnalysisSettings
  package var outputs: OutputOptions

  package static let settingsName = "modelgend.toml"

  /// Files whose content decides about the setup itself.
  package static let inputs = [
    settingsName, "composer.lock", "composer.json", ".env", ".env.example", "example.env",
    "config/database.php",
  ]

  /// The project in a folder, with what its `modelgend.toml` says.
  package init(folder: String) throws(SetupError) {
    let settings = try readSettings(in: folder, shownAs: folder + "/" + Self.settingsName)
    try self.init(folder: folder, settings: settings ?? ProjectSettings())
  }

  /// - Parameter dialect: wins over the settings and over what the project says.
  package init(
    folder: String,
    settings given: ProjectSettings,
    dialect: Dialect? = nil,
    convention: String? = nil
  ) throws(SetupError) {
    settings = given
    do throws(FileSystemError) {
      root = try ProjectRoot(folder, allowedPaths: settings.allowPaths)
    } catch {
      throw SetupError(.noInput, error.message)
    }
    if settings.migrations.isEmpty { settings.migrations = guessMigrations(in: root) }
    guard !settings.migrations.isEmpty else {
      throw SetupError(
        .noInput,
        "no migrations found below \(folder); name their folder with --migrations or in "
          + "modelgend.toml (project.migrations)"
      )
    }
    let named: Convention?
    if let convention {
      named = try conventionNamed(convention, .usage)
    } else {
      named = try conventionNamed(settings.convention, .configuration)
    }
    let dialect = dialect ?? settings.dialect ?? laravelDialect(in: root)
    analysis = AnalysisSettings(
      migrations: settings.migrations,
      dialect: dialect ?? guessedDialect(root, settings.migrations)
    )
    analysis.convention = named
    analysis.placeholders = settings.placeholders
    analysis.values = settings.values
    if analysis.dialect == .mysql, settings.values["database.server"] == "mariadb" {
      // Laravel's driver of that name, another server behind it.
      analysis.dialect = .mariadb
      analysis.values["database.driver"] = "mysql"
    }
    analysis.followsProviders = settings.followsProviders
    analysis.usesSchemaDump = settings.usesSchemaDump
    outputs = OutputOptions()
    outputs = outputOptions()
  }

  private func outputOptions() -> OutputOptions {
    var outputs = OutputOptions()
    if let eloquent = settings.eloquent {
      outputs.modeling.classNames = eloquent.classNames
      outputs.modeling.excluded = Set(eloquent.exclude)
      outputs.modeling.tablePrefix = eloquent.tablePrefix
      var options = EloquentOptions()
      options.folder = eloquent.folder
      options.namespace = eloquent.namespace
      options.enumFolder = eloquent.enumFolder
      options.enumNamespace = eloquent.enumNamespace
      options.major = eloquent.laravel ?? laravelMajor(in: root).map { min(13, max(8, $0)) } ?? 12
      options.usesFactories = eloquent.factories
      outputs.eloquent = options
    }
    if let folder = settings.docsFolder {
      var options = DocumentationOptions()
      options.folder = folder
      outputs.documentation = options
    }
    return outputs
  }
}

/// The settings of a folder; nil where it has none.
///
/// A file that is there and cannot be read is an error like one that is wrong: going on without it
/// would write to the wrong places.
///
/// - Parameter name: what errors call the file.
package func readSettings(
  in folder: String,
  shownAs name: String = ProjectSetup.settingsName
) throws(SetupError) -> ProjectSettings? {
  let path = join(folder, ProjectSetup.settingsName)
  let bytes: [UInt8]
  do throws(FileSystemError) {
    bytes = try readFile(path)
  } catch {
    if error.code == .notFound, (try? linkStamp(path)) ?? nil == nil { return nil }
    throw SetupError(.configuration, error.message)
  }
  do throws(SettingsError) {
    return try parseSettings(String(decoding: bytes, as: UTF8.self), file: name)
  } catch {
    throw SetupError(.configuration, error.description)
  }
}

private func conventionNamed(
  _ name: String,
  _ kind: SetupError.Kind
) throws(SetupError) -> Convention? {
  if name == "auto" { return nil }
  if let convention = Convention(rawValue: name) { return convention }
  let known = Convention.allCases.map(\.rawValue)
  let hint = nearest(name, in: known).map { "; did you mean \($0)?" } ?? ""
  let place = kind == .usage ? "" : ProjectSetup.settingsName + ": error: project.convention: "
  throw SetupError(
    kind,
    place + "unknown convention \"\(name)\"\(hint)\nknown: auto, " + known.joined(separator: ", ")
  )
}

private func guessedDialect(_ root: ProjectRoot, _ folders: [String]) -> Dialect {
  guard let files = try? listMigrations(folders, in: root) else { return .postgres }
  for file in files.filter({ $0.path.hasSuffix(".sql") }).prefix(20) {
    guard let source = try? root.read(file.path) else { continue }
    let text = String(decoding: source.bytes, as: UTF8.self)
    if let dialect = guessDialect(text) { return dialect }
  }
  return .postgres
}
