import Cache
import ControlAPI
import Daemon
import Foundation
import Testing

/// The loop looks after the cache when nothing happens, and goes on whatever becomes of it.
@Suite(.serialized) struct CacheCareTests {
  @Test("When nothing happens the log goes into the file") func idle() async throws {
    let place = try CachePlace()
    defer { place.remove() }
    var timing = LoopTiming.quick
    timing.idle = 50_000_000
    let cache = try place.open()
    let daemon = try DaemonFolder(timing: timing, cache: cache)
    defer { daemon.stop() }
    try daemon.write("migrations/001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
    try await daemon.sync()
    try await eventually { try place.size("-wal") == 0 && place.size("") > 4096 }
  }

  @Test("A cache that is damaged while the daemon runs is set aside at the audit and begun anew")
  func damaged() async throws {
    let place = try CachePlace()
    defer { place.remove() }
    let cache = try place.open()
    let daemon = try DaemonFolder(timing: .checkedOften, cache: cache)
    defer { daemon.stop() }
    try daemon.write("migrations/001_users.sql", "CREATE TABLE users (id int PRIMARY KEY);")
    try await daemon.sync()
    try await eventually { try place.size("-wal") == 0 }
    let handle = try #require(FileHandle(forWritingAtPath: place.file))
    try handle.write(contentsOf: Data(repeating: 0xA5, count: try place.size("")))
    try handle.close()
    try await eventually { try place.names().contains { $0.contains(".corrupt-") } }
    try daemon.write("migrations/002_age.sql", "ALTER TABLE users ADD COLUMN age int;")
    try await daemon.sync()
    #expect(try await daemon.differences().isEmpty)
    #expect(cache.obstacle == nil)
    #expect(await daemon.control.status().degradations.isEmpty)
  }

  @Test("A cache whose file is deleted while the daemon runs is begun anew at the audit")
  func deleted() async throws {
    let place = try CachePlace()
    defer { place.remove() }
    let daemon = try DaemonFolder(timing: .checkedOften, cache: try place.open())
    defer { daemon.stop() }
    try await daemon.sync()
    for name in try place.names() where name.contains(".sqlite") {
      unlink(place.folder + "/" + name)
    }
    try await eventually { FileManager.default.fileExists(atPath: place.file) }
  }
}

extension LoopTiming {
  /// Idle at once, and the cache read at each of many audits.
  fileprivate static var checkedOften: LoopTiming {
    var timing = LoopTiming.quick
    timing.idle = 20_000_000
    timing.cacheCheck = 0
    timing.audit = 100_000_000
    return timing
  }
}
