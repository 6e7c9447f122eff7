import Cache
import Catalog
import ControlAPI
import Daemon
import Foundation
import Testing

/// A daemon that starts where another one ended.
@Suite(.serialized) struct SettledStartTests {
  @Test("With nothing changed nothing is done, and what is asked for is answered from the cache")
  func nothing() async throws {
    let place = try CachePlace()
    defer { place.remove() }
    let first = try await begun(place)
    defer { try? FileManager.default.removeItem(atPath: first.root) }
    let tables = try await first.control.tables(of: "shop")
    let before = try #require(await first.control.status().projects.first)
    first.leave()

    let cache = try place.open()
    let second = try DaemonFolder(cache: cache, after: first)
    let report = try #require(try await second.sync().run)
    #expect(report.work == WorkCounts())
    #expect(report.files == FileCounts())
    let status = try #require(await second.control.status().projects.first)
    #expect(status.schema == before.schema)
    #expect(status.dialect == before.dialect)
    #expect(status.convention == before.convention)
    #expect(status.counts == before.counts)
    // Nothing was replayed, and no definition loaded before somebody asks.
    for shelf in [RowStore.Shelf.traces, .files, .outputs] { #expect(cache.lookups[shelf] == nil) }
    #expect(cache.lookups[.schemas]?.scanned == 0)
    #expect(try await second.control.tables(of: "shop") == tables)
    #expect(cache.lookups[.schemas]?.scanned ?? 0 > 0)
    #expect(cache.lookups[.traces] == nil)
    #expect(try await second.differences().isEmpty)
    second.leave()
  }

  @Test("The first change wakes it, and comes to what a fresh run does") func change() async throws
  {
    let place = try CachePlace()
    defer { place.remove() }
    let first = try await begun(place)
    defer { try? FileManager.default.removeItem(atPath: first.root) }
    first.leave()
    let second = try DaemonFolder(cache: try place.open(), after: first)
    try await second.sync()
    try second.write("migrations/003_age.sql", "ALTER TABLE users ADD COLUMN age int;")
    try await eventually { second.text("app/Models/Base/User.php")?.contains("age") == true }
    #expect(try await second.differences().isEmpty)
    // What is generated and goes is noticed when somebody asks for everything.
    second.leave()
    let third = try DaemonFolder(cache: try place.open(), after: first)
    unlink(first.root + "/app/Models/Base/Post.php")
    try await third.sync()
    #expect(third.exists("app/Models/Base/Post.php"))
    #expect(try await third.differences().isEmpty)
    third.leave()
  }

  @Test("Random edits while no daemon runs are found by the next one", arguments: [0, 10, 20, 30])
  func edits(_ first: Int) async throws {
    let place = try CachePlace()
    defer { place.remove() }
    var daemon = try DaemonFolder(cache: try place.open())
    defer { try? FileManager.default.removeItem(atPath: daemon.root) }
    daemon.leave()
    for seed in first..<(first + (isLong ? 500 : 10)) {
      var edits = RandomEdits(root: daemon.root, seed: UInt64(seed + 1))
      // Every third time nothing happens in between, and every second time while it runs.
      if edits.below(3) > 0 { edits.burst() }
      daemon = try DaemonFolder(cache: try place.open(), after: daemon)
      if edits.below(2) == 0 {
        try await daemon.sync()
        edits.burst()
      }
      try await daemon.sync()
      let differences = try await daemon.differences()
      #expect(differences.isEmpty, "seed \(seed): \(edits.steps)")
      daemon.leave()
      if !differences.isEmpty { return }
    }
  }

  /// A daemon that has read two tables.
  private func begun(_ place: CachePlace) async throws -> DaemonFolder {
    let daemon = try DaemonFolder(cache: try place.open())
    try daemon.write("migrations/001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
    try daemon.write(
      "migrations/002_posts.sql",
      "CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users (id));"
    )
    try await daemon.sync()
    return daemon
  }

  private let isLong = ProcessInfo.processInfo.environment["MODELGEND_TEST_LONG"] != nil
}
