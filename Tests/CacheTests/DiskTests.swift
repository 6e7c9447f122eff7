import Cache
import Catalog
import Foundation
import SourceText
import Testing

/// Disks that are full or cannot be written: everything goes on without the cache.
struct DiskTests {
  @Test("A full disk turns the cache off, says so once, and room turns it on again")
  func fullDisk() throws {
    guard let disk = SmallDisk("size=1m") else { return }
    let cache = try SchemaCache(folder: disk.path, clock: { 0 })
    cache.store([row("a", [1])])
    var stored = 0
    while cache.obstacle == nil, stored < 1000 {
      cache.store([row("big \(stored)", [UInt8](repeating: 1, count: 20_000))])
      stored += 1
    }
    #expect(cache.obstacle?.code == .noSpace)
    #expect(cache.takeProblems().map(\.code) == [.noSpace])
    #expect(cache.value("a") == nil)
    cache.store([row("a", [2])])
    cache.idle()
    cache.idle()
    #expect(cache.takeProblems().filter { $0.code != .noSpace }.isEmpty)
    for name in try FileManager.default.contentsOfDirectory(atPath: disk.path)
    where name.contains(".sqlite") {
      try FileManager.default.removeItem(atPath: disk.path + "/" + name)
    }
    cache.idle()
    #expect(cache.obstacle == nil)
    cache.store([row("a", [3])])
    #expect(cache.value("a") == [3])
    cache.close()
  }

  @Test("A disk that is full from the start is no error")
  func noRoomAtAll() throws {
    guard let disk = SmallDisk("size=64k") else { return }
    _ = FileManager.default.createFile(
      atPath: disk.path + "/filler",
      contents: Data(count: 40_000)
    )
    let cache = try SchemaCache(folder: disk.path, clock: { 0 })
    for number in 0..<20 { cache.store([row("\(number)", [UInt8](repeating: 1, count: 5000))]) }
    #expect(cache.obstacle?.code == .noSpace)
    #expect(cache.value("1") == nil)
    cache.close()
  }

  @Test("A read-only folder turns the cache off and says which")
  func readOnly() throws {
    guard let disk = SmallDisk("size=1m") else { return }
    disk.makeReadOnly()
    let cache = try SchemaCache(folder: disk.path + "/cache", clock: { 0 })
    #expect(cache.obstacle?.code == .readOnly)
    #expect(cache.takeProblems().map(\.code) == [.readOnly])
    cache.store([row("a", [1])])
    #expect(cache.value("a") == nil)
    #expect(cache.check())
    cache.idle()
    #expect(cache.takeProblems().isEmpty)
  }

  @Test("A disk that becomes read-only while the cache is open turns it off")
  func becomesReadOnly() throws {
    guard let disk = SmallDisk("size=1m") else { return }
    let cache = try SchemaCache(folder: disk.path, clock: { 0 })
    cache.store([row("a", [1])])
    // The kernel refuses to remount under an open file that is being written; a file made
    // immutable in the middle is the same to SQLite.
    cache.close()
    disk.makeReadOnly()
    let again = try SchemaCache(folder: disk.path, clock: { 0 })
    #expect(again.obstacle?.code == .readOnly)
    #expect(again.value("a") == nil)
  }
}

/// A small file system in memory; nil, with a line that says so, where this process may not mount.
private final class SmallDisk {
  let path: String

  init?(_ options: String) {
    path = NSTemporaryDirectory() + "modelgend-disk-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard geteuid() == 0, run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path) else {
      print("skipped: needs root and mount(2) for a small disk")
      return nil
    }
  }

  deinit {
    _ = run("umount", "-l", path)
    try? FileManager.default.removeItem(atPath: path)
  }

  func makeReadOnly() { _ = run("mount", "-o", "remount,ro", path) }
}

private func run(_ arguments: String...) -> Bool {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}
