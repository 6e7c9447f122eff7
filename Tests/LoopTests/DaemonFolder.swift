import Cache
import ControlAPI
import Daemon
import Foundation
import Linux
import Logging
import Projects
import Rendering
import Settings

/// A project in a folder of its own and a daemon's loop over it, in this process.
final class DaemonFolder {
  let root: String
  let loop: MainLoop
  let control: LoopControl
  private let thread: Thread
  private let ended = DispatchSemaphore(value: 0)

  /// - Parameter other: whose folder is taken over, as it was left.
  init(
    settings text: String? = nil,
    timing: LoopTiming = .quick,
    cache: SchemaCache? = nil,
    after other: DaemonFolder? = nil
  ) throws {
    let folder =
      other?.root ?? FileManager.default.temporaryDirectory.path + "/loop-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/migrations",
      withIntermediateDirectories: true
    )
    root = resolvedPath(folder) ?? folder
    let toml =
      text ?? """
        [project]
        migrations = ["migrations"]
        dialect = "postgres"
        convention = "plain"

        [docs]
        folder = "docs/schema"

        """
    if other == nil {
      try toml.write(toFile: root + "/modelgend.toml", atomically: true, encoding: .utf8)
    }
    var settings = DaemonSettings()
    settings.projects = [DaemonSettings.Project(root: root, id: "shop")]
    let read = settings
    loop = try MainLoop(
      settings: settings,
      configurationPath: nil,
      timing: timing,
      cache: cache,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      readSettings: { read }
    )
    control = LoopControl(loop)
    let (loop, ended) = (loop, ended)
    thread = Thread {
      loop.run()
      ended.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Ends the loop; its folder stays for another.
  func leave() {
    loop.terminate()
    ended.wait()
  }

  func stop() {
    leave()
    try? FileManager.default.removeItem(atPath: root)
  }

  func write(_ path: String, _ text: String) throws {
    try text.write(toFile: root + "/" + path, atomically: false, encoding: .utf8)
  }

  func text(_ path: String) -> String? {
    try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + path) }

  @discardableResult
  func sync() async throws -> SyncReport {
    try await control.sync("shop", timeout: .seconds(30))
  }

  func state() async -> ProjectState? { await control.status().projects.first?.state }

  /// How disk and daemon differ from what a one-shot run makes of the same files: empty where they
  /// do not.
  func differences() async throws -> [String] {
    let setup = try ProjectSetup(folder: root)
    let analysis = try analyse(setup.root, setup.analysis)
    guard let schema = analysis.schema() else { return ["no schema"] }
    var found = try WantedFiles(setup, schema).plan(in: setup.root).changes.map {
      "\($0.action) \($0.path)"
    }
    let cold = schemaJSON(schema, listing: .catalogue)
    let warm = try await control.schema(of: "shop", format: .json, tables: [])
    if cold != warm { found.append("schema") }
    return found
  }
}

extension LoopTiming {
  /// Short enough that a test need not wait, long enough that a burst is one change.
  static var quick: LoopTiming {
    var timing = LoopTiming()
    timing.settle = 5_000_000
    timing.maximumWait = 100_000_000
    return timing
  }
}
