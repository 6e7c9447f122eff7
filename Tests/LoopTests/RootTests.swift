import ControlAPI
import Daemon
import Foundation
import Testing

/// A root may go, come back, or be another folder under the same name.
@Suite(.serialized) struct RootTests {
  @Test("A root that is removed is missing, and picked up when it returns") func returns()
    async throws
  {
    let daemon = try DaemonFolder()
    defer { daemon.stop() }
    try daemon.write("migrations/001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
    try await daemon.sync()
    let away = daemon.root + "-away"
    #expect(rename(daemon.root, away) == 0)
    try await eventually { await daemon.state() == .missing }
    try FileManager.default.createDirectory(
      atPath: daemon.root + "/migrations",
      withIntermediateDirectories: true
    )
    try daemon.write("migrations/001_tags.sql", "CREATE TABLE tags (id int PRIMARY KEY);")
    try FileManager.default.copyItem(
      atPath: away + "/modelgend.toml",
      toPath: daemon.root + "/modelgend.toml"
    )
    try await eventually { daemon.exists("app/Models/Base/Tag.php") }
    #expect(!daemon.exists("app/Models/Base/User.php"))
    // The watches of the folders below went with the root that was moved; the new ones have theirs.
    try daemon.write("migrations/002_notes.sql", "CREATE TABLE notes (id int PRIMARY KEY);")
    try await eventually { daemon.exists("app/Models/Base/Note.php") }
    #expect(FileManager.default.fileExists(atPath: away + "/app/Models/Base/User.php"))
    try FileManager.default.removeItem(atPath: away)
  }

  @Test("Settings that are not valid keep those before them, and the status says so")
  func settings() async throws {
    let daemon = try DaemonFolder()
    defer { daemon.stop() }
    try await daemon.sync()
    let good = try #require(daemon.text("modelgend.toml"))
    try daemon.write("modelgend.toml", "[project\nmigrations = 3\n")
    try await daemon.sync()
    let status = try #require(await daemon.control.status().projects.first)
    #expect(status.degradations.contains { $0.code == "settings" })
    try daemon.write("migrations/001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
    try await eventually { daemon.exists("app/Models/Base/User.php") }
    try daemon.write("modelgend.toml", good)
    try await daemon.sync()
    let healed = try #require(await daemon.control.status().projects.first)
    #expect(healed.degradations.isEmpty)
    #expect(try await daemon.differences().isEmpty)
  }

  @Test("A file that a person edited is a conflict, kept until it is gone") func conflict()
    async throws
  {
    let daemon = try DaemonFolder()
    defer { daemon.stop() }
    try daemon.write("migrations/001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
    try await daemon.sync()
    let path = "app/Models/Base/User.php"
    let edited = try #require(daemon.text(path)) + "// mine\n"
    try daemon.write(path, edited)
    try daemon.write("migrations/002_age.sql", "ALTER TABLE users ADD COLUMN age int;")
    try await daemon.sync()
    #expect(daemon.text(path) == edited)
    let status = try #require(await daemon.control.status().projects.first)
    #expect(status.conflicts.map(\.path) == [path])
    unlink(daemon.root + "/" + path)
    try await daemon.sync()
    #expect(daemon.text(path)?.contains("age") == true)
    #expect(try await daemon.differences().isEmpty)
  }
}
