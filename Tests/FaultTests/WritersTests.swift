import Foundation
import Testing

/// Processes that end at any moment, and several that write to one project.
@Suite(.serialized) struct WritersTests {
  @Test("generate and run killed at random moments lose nothing", arguments: ["generate", "run"])
  func killed(_ command: String) async throws {
    let template = try #require(FaultProject.template)
    for _ in 0..<(isLong ? 250 : 10) {
      let project = try template.copy()
      let program = try Program([command], in: project.path)
      let pause = Int.random(in: 0...150)
      try await Task.sleep(for: .milliseconds(pause))
      program.kill(SIGKILL)
      _ = program.wait()
      try project.expectWhole("\(command), killed after \(pause) ms")
      try project.expectHeals("\(command), killed after \(pause) ms")
    }
  }

  @Test("Two daemons and generate on one project take turns") func several() async throws {
    let template = try #require(FaultProject.template)
    for _ in 0..<(isLong ? 20 : 1) {
      let project = try template.copy()
      let config = project.path + ".home/modelgend.toml"
      let first = try Program(["run"], in: project.path)
      // Another place for its sockets, its state and its cache.
      let other = try FaultProject.template?.copy()
      let elsewhere = try #require(other).path
      try """
      [[project]]
      root = "\(project.path)"
      """.write(toFile: config, atomically: true, encoding: .utf8)
      let second = try Program(["run", "--config", config], in: elsewhere)
      for number in 20..<26 {
        try project.write(
          "CREATE TABLE t\(number) (id int PRIMARY KEY);",
          to: "migrations/0\(number)_t.up.sql"
        )
        let generate = try Program(["generate"], in: project.path)
        let code = generate.wait()
        #expect(code == 0 || code == 75 || code == 74, "\(code): \(generate.message)")
      }
      for program in [first, second] {
        #expect(program.isRunning, "\(program.message)")
        program.kill(SIGTERM)
        #expect(program.wait() == 0, "\(program.message)")
      }
      for name in FaultProject.edited {
        #expect(try project.files()[name] == FaultProject.before[name])
      }
      #expect(try project.generate() == 0)
      let fresh = try template.copy()
      for number in 20..<26 {
        try fresh.write(
          "CREATE TABLE t\(number) (id int PRIMARY KEY);",
          to: "migrations/0\(number)_t.up.sql"
        )
      }
      #expect(try fresh.generate() == 0)
      let (now, wanted) = (try project.files(), try fresh.files())
      for name in Set(now.keys).union(wanted.keys).sorted() {
        #expect(now[name] == wanted[name], "\(name)")
      }
    }
  }
}
