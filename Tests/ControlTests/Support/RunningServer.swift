import ControlAPI
import Daemon
import Foundation
import Linux
import Logging

/// A server with the scripted daemon behind it, on sockets of its own.
struct RunningServer: Sendable {
  let daemon: ScriptedDaemon
  let folder: String
  let server: ControlServer
  let sockets: [ControlSocket]

  var control: String { folder + "/control.sock" }
  var status: String { folder + "/status.sock" }
}

/// Runs a server for the length of a test, and expects it to end when it is stopped.
func withServer<Result: Sendable>(
  _ daemon: ScriptedDaemon = ScriptedDaemon(),
  limits: ControlLimits = ControlLimits(),
  _ body: @Sendable (RunningServer) async throws -> Result
) async throws -> Result {
  let folder = try scratchFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  logger.logLevel = .critical
  let sockets = [
    ControlSocket(
      role: .control,
      own: try UnixSocketListener(folder + "/control.sock", mode: 0o660)
    ),
    ControlSocket(
      role: .status,
      own: try UnixSocketListener(folder + "/status.sock", mode: 0o666)
    ),
  ]
  let server = ControlServer(daemon: daemon, sockets: sockets, limits: limits, logger: logger)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.run() }
    let result: Result
    do {
      result = try await body(
        RunningServer(daemon: daemon, folder: folder, server: server, sockets: sockets)
      )
    } catch {
      server.stop()
      throw error
    }
    server.stop()
    try await group.waitForAll()
    return result
  }
}

/// A folder with a short name: the path of a socket has at most 107 bytes.
func scratchFolder() throws -> String {
  let path = "/tmp/mgc-" + UUID().uuidString.prefix(8)
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  return path
}

/// Runs what blocks on a thread of its own, so that it takes none from the server under test.
func blocking<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: .init(catching: work)) }
  }
}

/// The folder of this checkout.
let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// What a command left.
struct Outcome: Sendable {
  var output: String
  var errors: String
  var status: Int32
}

/// The binary that was built beside these tests.
let binary: String = {
  var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
  for _ in 0..<4 {
    let path = folder.appendingPathComponent("modelgend").path
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    folder.deleteLastPathComponent()
  }
  return checkout.appendingPathComponent(".build/debug/modelgend").path
}()

/// Runs a line of shell with `modelgend` on the path.
func shell(
  _ line: String,
  environment: [String: String] = [:],
  in folder: String = "/tmp"
) async throws -> Outcome {
  try await blocking {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var variables = ProcessInfo.processInfo.environment
    variables["PATH"] =
      (binary as NSString).deletingLastPathComponent + ":" + (variables["PATH"] ?? "/usr/bin:/bin")
    for name in ["MODELGEND_SOCKET", "XDG_RUNTIME_DIR"] { variables[name] = nil }
    process.environment = variables.merging(environment) { _, new in new }
    let base = NSTemporaryDirectory() + "modelgend-control-" + UUID().uuidString
    defer {
      try? FileManager.default.removeItem(atPath: base + ".out")
      try? FileManager.default.removeItem(atPath: base + ".err")
    }
    _ = FileManager.default.createFile(atPath: base + ".out", contents: nil)
    _ = FileManager.default.createFile(atPath: base + ".err", contents: nil)
    process.standardOutput = FileHandle(forWritingAtPath: base + ".out")
    process.standardError = FileHandle(forWritingAtPath: base + ".err")
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    func read(_ path: String) -> String {
      FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    return Outcome(
      output: read(base + ".out"),
      errors: read(base + ".err"),
      status: process.terminationStatus
    )
  }
}
