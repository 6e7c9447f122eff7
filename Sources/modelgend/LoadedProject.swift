import ArgumentParser
import Catalog
import Engine
import Linux
import Modeling
import Projects
import Rendering
import Settings
import SourceText

/// Exit codes as `sysexits.h` has them.
enum Exit {
  static let outOfDate = ExitCode(1)
  static let usage = ExitCode(64)
  static let badMigrations = ExitCode(65)
  static let noInput = ExitCode(66)
  static let unavailable = ExitCode(69)
  static let cannotCreate = ExitCode(73)
  static let writeError = ExitCode(74)
  static let timeout = ExitCode(75)
  static let permission = ExitCode(77)
  static let configuration = ExitCode(78)
}

/// A project with its settings: what every command starts from.
struct LoadedProject {
  var setup: ProjectSetup

  var root: ProjectRoot { setup.root }
  var settings: ProjectSettings { setup.settings }
  var analysis: AnalysisSettings { setup.analysis }

  /// Finds `modelgend.toml` in the given folder or above it, and lets flags win over it.
  init(_ options: ProjectOptions) throws {
    keepMemory()
    let (folder, found) = try findSettings(options.root)
    var settings = found
    if !options.migrations.isEmpty { settings.migrations = options.migrations }
    settings.usesSchemaDump = settings.usesSchemaDump && !options.noSchemaDump
    settings.followsProviders = settings.followsProviders && options.migrations.isEmpty
    applyTargets(options, to: &settings)
    do throws(SetupError) {
      setup = try ProjectSetup(
        folder: folder,
        settings: settings,
        dialect: options.dialect,
        convention: options.convention
      )
    } catch {
      throw report(error)
    }
  }

  /// What the configuration says about models, or what holds without one.
  func eloquentOptions() -> (ModelingOptions, EloquentOptions) {
    (setup.outputs.modeling, setup.outputs.eloquent ?? EloquentOptions())
  }

  /// Reads everything; problems of the world end the command.
  func analyse(isExplained: Bool = false) throws -> (Analysis, Schema) {
    let result: Analysis
    do throws(FileSystemError) {
      result = try Projects.analyse(root, analysis, isExplained: isExplained)
    } catch {
      throw report("modelgend: " + error.message, Exit.noInput)
    }
    guard !result.plan.units.isEmpty || !result.diagnostics.isEmpty else {
      throw report(
        "modelgend: there are no migrations in \(settings.migrations.joined(separator: ", "))",
        Exit.noInput
      )
    }
    guard let schema = result.schema() else { throw Exit.noInput }
    // The command ends with its process, which gives all memory back at once.
    _ = Unmanaged.passRetained(result.history)
    return (result, schema)
  }
}

private func applyTargets(_ options: ProjectOptions, to settings: inout ProjectSettings) {
  if !options.targets.isEmpty {
    let isDocumented = options.targets.contains(.docs)
    settings.docsFolder = isDocumented ? settings.docsFolder ?? "docs/schema" : nil
    guard options.targets.contains(.eloquent) else {
      settings.eloquent = nil
      settings.docsFolder = options.out ?? settings.docsFolder
      return
    }
    settings.eloquent = settings.eloquent ?? ProjectSettings.Eloquent()
  }
  if options.out == nil, options.namespace == nil { return }
  var eloquent = settings.eloquent ?? ProjectSettings.Eloquent()
  if let out = options.out {
    eloquent.folder = out
    eloquent.enumFolder = out + "/Enums"
  }
  if let namespace = options.namespace {
    eloquent.namespace = namespace
    eloquent.enumNamespace = namespace + "\\Enums"
  }
  settings.eloquent = eloquent
}

private func exitCode(of error: SetupError) -> ExitCode {
  switch error.kind {
  case .configuration: Exit.configuration
  case .noInput: Exit.noInput
  case .usage: Exit.usage
  }
}

/// The folder that holds `modelgend.toml`, from the given one upwards, and what it says.
private func findSettings(_ start: String) throws -> (String, ProjectSettings) {
  guard var folder = resolvedPath(start), isFolder(folder) else { return (start, .init()) }
  while true {
    do throws(SetupError) {
      if let settings = try readSettings(in: folder) { return (folder, settings) }
    } catch {
      throw report(error)
    }
    guard let cut = folder.lastIndex(of: "/"), folder != "/" else { break }
    folder = cut == folder.startIndex ? "/" : String(folder[..<cut])
  }
  return (start, .init())
}

private func report(_ error: SetupError) -> ExitCode {
  // What is about a file begins with its place, as compilers have it.
  let isPlaced = error.message.hasPrefix(ProjectSetup.settingsName)
  return report((isPlaced ? "" : "modelgend: ") + error.message, exitCode(of: error))
}

/// Prints a message for a person and gives the exit code to throw.
func report(_ message: String, _ code: ExitCode) -> ExitCode {
  writeStandardError(message + "\n")
  return code
}

/// Prints diagnostics as compilers do, one a line, worst kinds in colour on a terminal.
func printDiagnostics(_ diagnostics: [Diagnostic]) {
  let isColoured = wantsColour(2)
  for diagnostic in diagnostics {
    let place = diagnostic.source.map {
      "\($0.file):\($0.position.line):\($0.position.column): "
    }
    var severity = diagnostic.severity.rawValue
    if isColoured {
      let colour =
        diagnostic.severity == .error ? "31" : diagnostic.severity == .warning ? "33" : "36"
      severity = "\u{1B}[\(colour)m\(severity)\u{1B}[0m"
    }
    writeStandardError("\(place ?? "")\(severity)[\(diagnostic.code)]: \(diagnostic.message)\n")
  }
}

/// The exit code that the diagnostics call for; nil for success.
func failureCode(_ diagnostics: [Diagnostic], strict: Bool) -> ExitCode? {
  let worst = diagnostics.map(\.severity).max() ?? .note
  return worst == .error || (strict && worst == .warning) ? Exit.badMigrations : nil
}
