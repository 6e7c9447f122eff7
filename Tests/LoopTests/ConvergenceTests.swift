import ControlAPI
import Foundation
import Testing

@testable import Daemon

/// Whatever happens to the files, after `sync` disk and daemon are what a one-shot run would make.
@Suite(.serialized) struct ConvergenceTests {
  /// 200 seeds, 25 to a daemon; `MODELGEND_TEST_LONG=1` runs ten thousand, and
  /// `MODELGEND_SEEDS=FROM-TO` any range of them.
  static let blocks: [Range<Int>] = {
    let environment = ProcessInfo.processInfo.environment
    if let range = environment["MODELGEND_SEEDS"] {
      let ends = range.split(separator: "-").compactMap { Int($0) }
      if ends.count == 2, ends[0] <= ends[1] { return [ends[0]..<(ends[1] + 1)] }
    }
    let count = environment["MODELGEND_TEST_LONG"] == nil ? 200 : 10_000
    return stride(from: 0, to: count, by: 25).map { $0..<min($0 + 25, count) }
  }()

  @Test("Random edits converge", arguments: blocks)
  func converges(_ seeds: Range<Int>) async throws {
    let daemon = try DaemonFolder()
    defer { daemon.stop() }
    for seed in seeds {
      var edits = RandomEdits(root: daemon.root, seed: UInt64(seed + 1))
      edits.burst()
      if edits.below(3) == 0 { try await Task.sleep(for: .milliseconds(edits.below(20))) }
      if edits.below(2) == 0 { edits.burst() }
      try await daemon.sync()
      let differences = try await daemon.differences()
      #expect(differences.isEmpty, "seed \(seed): \(edits.steps)")
      if !differences.isEmpty { return }
    }
  }

  /// Were this green, the convergence above would prove nothing: some burst has to be seen early.
  @Test("Without the barrier of sync the random edits do not converge") func barrier() async throws
  {
    var timing = LoopTiming.quick
    timing.hasBarrier = false
    let daemon = try DaemonFolder(timing: timing)
    defer { daemon.stop() }
    var missed = 0
    for seed in 0..<25 where missed == 0 {
      var edits = RandomEdits(root: daemon.root, seed: UInt64(seed + 1))
      edits.burst()
      try await daemon.sync()
      if try await !daemon.differences().isEmpty { missed += 1 }
    }
    #expect(missed > 0)
  }

  @Test("Without sync the quiet period brings it about") func quiet() async throws {
    let daemon = try DaemonFolder()
    defer { daemon.stop() }
    try await daemon.sync()
    try daemon.write("migrations/001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
    try await eventually { daemon.exists("app/Models/Base/User.php") }
    try daemon.write(
      "migrations/002_posts.sql",
      "CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));"
    )
    try await eventually { daemon.text("app/Models/Base/User.php")?.contains("posts") == true }
    unlink(daemon.root + "/migrations/002_posts.sql")
    try await eventually { !daemon.exists("app/Models/Base/Post.php") }
    #expect(try await daemon.differences().isEmpty)
  }
}

/// Waits until something is so, ten seconds at most.
func eventually(
  _ condition: () async throws -> Bool,
  at place: SourceLocation = #_sourceLocation
) async throws {
  for _ in 0..<1000 {
    if try await condition() { return }
    try await Task.sleep(for: .milliseconds(10))
  }
  Issue.record("it did not come about in ten seconds", sourceLocation: place)
}
