import Foundation

/// What a command left: its output and how it ended.
struct Outcome {
  var output: String
  var errors: String
  var status: Int32
}

/// The folder of this checkout.
let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

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

/// Runs a line of shell in a folder, with `modelgend` on the path.
func shell(_ line: String, in folder: String) throws -> Outcome {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", line]
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  var environment = ProcessInfo.processInfo.environment
  let tools = (binary as NSString).deletingLastPathComponent
  environment["PATH"] = tools + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
  environment["LC_ALL"] = "C.UTF-8"
  process.environment = environment
  let base = NSTemporaryDirectory() + "modelgend-shell-" + UUID().uuidString
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

/// A folder of its own for one test.
final class Folder {
  let path: String

  init(copying source: String? = nil) throws {
    path = NSTemporaryDirectory() + "modelgend-cli-" + UUID().uuidString
    if let source {
      try FileManager.default.copyItem(
        atPath: checkout.appendingPathComponent(source).path,
        toPath: path
      )
    } else {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent,
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  func run(_ line: String) throws -> Outcome { try shell(line, in: path) }
}
