import ArgumentParser
import Daemon
import Linux
import Logging
import Projects
import Settings

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watch projects and keep their files up to date.",
    discussion: """
      Runs in the foreground, for systemd and for a terminal. Inside a project (a folder with a \
      modelgend.toml, or given by --root) it watches that project; elsewhere it reads the \
      projects of its configuration: --config, else modelgend.toml in $CONFIGURATION_DIRECTORY, \
      $XDG_CONFIG_HOME/modelgend or /etc/modelgend. SIGHUP reads it again, SIGTERM ends.
      """
  )

  @Option(help: "The configuration with the projects to watch.")
  var config: String?

  @Option(help: "Watch this project alone.")
  var root: String?

  @Option(help: "The control socket, where systemd hands none over.")
  var socket: String?

  @Option(help: "The folder of state.")
  var state: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical.")
  var logLevel = "info"

  func run() throws {
    guard let level = Logger.Level(rawValue: logLevel) else {
      throw report("modelgend: unknown log level \"\(logLevel)\"", Exit.usage)
    }
    LoggingSystem.bootstrap { label in
      var handler = JournalLogHandler(label: label)
      handler.logLevel = level
      return handler
    }
    var places = DaemonPlaces(configuration: config)
    if let state { places.state = state }
    let alone = config == nil ? root ?? projectHere(places) : nil
    if alone != nil { places.configuration = nil }
    let read = reader(alone, places)
    let settings: DaemonSettings
    do throws(SettingsError) {
      settings = try read()
    } catch {
      throw report(error.description, Exit.configuration)
    }
    let options = DaemonOptions(settings: settings, places: places, readSettings: read)
    do throws(FileSystemError) {
      try runDaemon(options, logger: Logger(label: "modelgend"))
    } catch {
      let isBusy = error.code == .inUse
      throw report("modelgend: " + error.message, isBusy ? ExitCode(75) : Exit.cannotCreate)
    }
  }

  /// The project of the current folder, where the daemon was not started as a service.
  private func projectHere(_ places: DaemonPlaces) -> String? {
    if ServiceNotifications.isListening { return nil }
    guard let here = resolvedPath("."), fileExists(here + "/" + ProjectSetup.settingsName) else {
      return nil
    }
    return here
  }

  private func reader(
    _ alone: String?,
    _ places: DaemonPlaces
  ) -> @Sendable () throws(SettingsError) -> DaemonSettings {
    let (socket, path) = (socket, places.configuration)
    let root = alone.map { resolvedPath($0) ?? $0 }
    return { () throws(SettingsError) in
      var settings = DaemonSettings()
      if let path {
        guard let bytes = try? readFile(path) else {
          throw SettingsError(file: path, message: "it cannot be read")
        }
        settings = try parseDaemonSettings(String(decoding: bytes, as: UTF8.self), file: path)
      }
      if let root { settings.projects = [DaemonSettings.Project(root: root)] }
      if let socket { settings.controlSocket = socket }
      if let socket, settings.statusSocket == nil {
        settings.statusSocket = splitPath(socket).folder + "/status.sock"
      }
      return settings
    }
  }
}
