import Foundation
import Testing

/// A running `modelgend`, by itself or with a library before it that makes system calls fail.
final class Program {
  private let process = Process()
  private let errors: String
  let fault: Fault?

  /// Which call fails, and how.
  struct Fault: Sendable, CustomStringConvertible {
    enum Mode: String, Sendable {
      case fail
      /// The process ends right before it.
      case kill
      /// Half of what it would write is written, and the process ends.
      case torn
    }

    var number: Int
    var mode = Mode.fail
    var calls: String?
    var log: String?

    var description: String { "\(mode) at \(number) of \(calls ?? "all")" }
  }

  init(_ arguments: [String], in folder: String, fault: Fault? = nil) throws {
    self.fault = fault
    errors = folder + ".errors-" + UUID().uuidString
    process.executableURL = URL(fileURLWithPath: Program.binary)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    // Nothing of this user's is read or written.
    let home = folder + ".home"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    environment["HOME"] = home
    for name in ["CONFIG", "STATE", "CACHE"] { environment["XDG_\(name)_HOME"] = nil }
    environment["XDG_RUNTIME_DIR"] = home
    for name in ["STATE", "CACHE", "CONFIGURATION"] { environment["\(name)_DIRECTORY"] = nil }
    environment["NOTIFY_SOCKET"] = nil
    environment["SWIFT_BACKTRACE"] = "enable=no"
    if let fault {
      environment["LD_PRELOAD"] = Program.shim
      environment["MODELGEND_FAULT_AT"] = String(fault.number)
      environment["MODELGEND_FAULT_MODE"] = fault.mode.rawValue
      environment["MODELGEND_FAULT_CALLS"] = fault.calls
      environment["MODELGEND_FAULT_LOG"] = fault.log
    }
    process.environment = environment
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
  }

  deinit {
    if process.isRunning { kill(SIGKILL) }
    unlink(errors)
  }

  var isRunning: Bool { process.isRunning }

  func kill(_ signal: Int32) { _ = Foundation.kill(process.processIdentifier, signal) }

  /// How it ended: the exit code, or the signal as a negative number.
  func wait() -> Int32 {
    process.waitUntilExit()
    let status = process.terminationStatus
    return process.terminationReason == .uncaughtSignal ? -status : status
  }

  /// What it said, once it has ended.
  var message: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

  /// The binary that was built beside these tests.
  static let binary: String = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4 {
      let path = folder.appendingPathComponent("modelgend").path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
      folder.deleteLastPathComponent()
    }
    return "modelgend"
  }()

  /// `fault.c`, compiled once; nil where there is no compiler.
  static let shim: String? = {
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("fault.c").path
    let target = NSTemporaryDirectory() + "modelgend-fault-\(getpid()).so"
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["cc", "-shared", "-fPIC", "-O1", "-o", target, source, "-ldl"]
    guard (try? compiler.run()) != nil else { return nil }
    compiler.waitUntilExit()
    return compiler.terminationStatus == 0 ? target : nil
  }()
}

let isLong = ProcessInfo.processInfo.environment["MODELGEND_TEST_LONG"] == "1"
