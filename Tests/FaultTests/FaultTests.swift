import Foundation
import Projects
import Testing

/// Whichever system call of a whole run fails, or is the last, nothing is lost, nothing of a
/// person's is touched, and the next run comes to what a fresh one would.
@Suite(.serialized, .enabled(if: Program.shim != nil, "needs cc to make system calls fail"))
struct FaultTests {
  /// The exit codes of `sysexits.h` that say what could not be done, and none of a crash.
  static let codes: Set<Int32> = [65, 66, 69, 71, 73, 74, 75, 77, 78]

  @Test(
    "A call that fails is told by message and code",
    arguments: [
      "open,list,stat", "read", "write", "fsync", "rename,unlink", "mkdir,chmod", "close",
    ]
  )
  func failing(_ calls: String) throws {
    let template = try #require(FaultProject.template)
    let total = try count(calls)
    #expect(total > 0)
    for number in sample(1...max(1, total), count: 5) {
      let project = try template.copy()
      let fault = Program.Fault(number: number, calls: calls)
      let program = try Program(["generate"], in: project.path, fault: fault)
      let code = program.wait()
      let what = "\(fault), which ended with \(code): \(program.message)"
      #expect(code == 0 || Self.codes.contains(code), "\(what)")
      if code != 0 { #expect(program.message.contains(": "), "\(what)") }
      try project.expectWhole(what)
      // What is said to have gone well has gone well.
      if code == 0 { #expect(try project.files() == FaultProject.after, "\(what)") }
      try project.expectHeals(what)
    }
  }

  @Test("A run that ends at any call is taken up", arguments: [Program.Fault.Mode.kill, .torn])
  func killed(_ mode: Program.Fault.Mode) throws {
    let template = try #require(FaultProject.template)
    let calls = mode == .kill ? nil : "write"
    let total = try count(calls)
    for number in sample(1...max(1, total), count: 6) {
      let project = try template.copy()
      let fault = Program.Fault(number: number, mode: mode, calls: calls)
      let code = try Program(["generate"], in: project.path, fault: fault).wait()
      #expect(code == -SIGKILL || code == 0, "\(fault)")
      try project.expectWhole("\(fault)")
      try project.expectHeals("\(fault)")
    }
  }

  @Test(
    "The daemon lives through a call that fails, its cache's included",
    arguments: ["open,list,stat", "read", "write,fsync,truncate", "rename,unlink", "watch,mkdir"]
  )
  func daemon(_ calls: String) async throws {
    let template = try #require(FaultProject.template)
    let total = try await countOfDaemon(calls)
    for number in sample(1...max(1, total), count: 2) {
      let project = try template.copy()
      let fault = Program.Fault(number: number, calls: calls)
      let program = try Program(["run"], in: project.path, fault: fault)
      try await project.settle(program)
      program.kill(SIGTERM)
      let code = program.wait()
      let what = "\(fault), which ended with \(code): \(program.message)"
      #expect(code == 0 || Self.codes.contains(code), "\(what)")
      try project.expectWhole(what)
      try project.expectHeals(what)
    }
  }

  @Test("A daemon that is killed at any call is taken up by the next, which has its cache")
  func killedDaemon() async throws {
    let template = try #require(FaultProject.template)
    let total = try await countOfDaemon("write,fsync,rename,unlink,truncate")
    for number in sample(1...max(1, total), count: 6) {
      let project = try template.copy()
      let fault = Program.Fault(
        number: number,
        mode: number % 2 == 0 ? .kill : .torn,
        calls: "write,fsync,rename,unlink,truncate"
      )
      let program = try Program(["run"], in: project.path, fault: fault)
      try await project.settle(program)
      program.kill(SIGKILL)
      _ = program.wait()
      try project.expectWhole("\(fault)")
      let next = try Program(["run"], in: project.path)
      try await project.settle(next)
      next.kill(SIGTERM)
      #expect(next.wait() == 0, "\(fault): \(next.message)")
      #expect(try project.files() == FaultProject.after, "\(fault): \(next.message)")
    }
  }

  @Test("Full durability forces every file that is written, and its folders") func durability()
    async throws
  {
    let template = try #require(FaultProject.template)
    var counts: [String: Int] = [:]
    for level in ["normal", "full"] {
      let project = try template.copy()
      let home = project.path + ".home"
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      try """
      [daemon]
      durability = "\(level)"

      [[project]]
      root = "\(project.path)"
      """.write(toFile: home + "/daemon.toml", atomically: true, encoding: .utf8)
      let log = home + "/calls"
      let fault = Program.Fault(number: 0, calls: "fsync", log: log)
      let arguments = ["run", "--config", home + "/daemon.toml"]
      let program = try Program(arguments, in: project.path, fault: fault)
      try await project.settle(program)
      program.kill(SIGTERM)
      #expect(program.wait() == 0, "\(program.message)")
      #expect(try project.files() == FaultProject.after)
      counts[level] = try lines(log)
    }
    let written = FaultProject.after.filter { name, data in
      name != LockFile.name && data != FaultProject.before[name]
    }
    let stubs = written.filter { !$0.key.contains("/Base/") && $0.key.hasPrefix("app/Models/") }
    let generated = written.count - stubs.count
    #expect(generated >= 4)
    let more = try #require(counts["full"]) - #require(counts["normal"])
    #expect(more >= generated, "\(counts)")
  }

  // MARK: -

  /// How many of these calls a whole run makes.
  private func count(_ calls: String?) throws -> Int {
    let project = try #require(try FaultProject.template?.copy())
    let log = project.path + ".home/calls"
    let fault = Program.Fault(number: 0, calls: calls, log: log)
    #expect(try Program(["generate"], in: project.path, fault: fault).wait() == 0)
    return try lines(log)
  }

  private func countOfDaemon(_ calls: String) async throws -> Int {
    let project = try #require(try FaultProject.template?.copy())
    let log = project.path + ".home/calls"
    let fault = Program.Fault(number: 0, calls: calls, log: log)
    let program = try Program(["run"], in: project.path, fault: fault)
    try await project.settle(program)
    let total = try lines(log)
    program.kill(SIGTERM)
    #expect(program.wait() == 0, "\(program.message)")
    #expect(try project.files() == FaultProject.after)
    return total
  }

  private func lines(_ path: String) throws -> Int {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count
  }

  /// All of a range in a long run; else some, spread over it, others at each run of the tests.
  private func sample(_ range: ClosedRange<Int>, count: Int) -> [Int] {
    if isLong || range.count <= count { return Array(range) }
    return (0..<count).map { part in
      let low = range.lowerBound + range.count * part / count
      return Int.random(in: low...(range.lowerBound + range.count * (part + 1) / count - 1))
    }
  }
}

extension FaultProject {
  /// Waits until a daemon has brought everything up to date, has ended, or has had enough time.
  func settle(_ program: Program) async throws {
    for _ in 0..<(isLong ? 500 : 150) {
      if !program.isRunning { return }
      if (try? files()) == FaultProject.after { return }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}
