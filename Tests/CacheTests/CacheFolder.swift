import Cache
import Catalog
import Foundation
import SourceText
import Synchronization

/// A folder with a cache in it, gone with the test.
final class CacheFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "modelgend-cache-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The database file of the format of today.
  var file: String {
    names.filter { $0.hasPrefix("schema-v") && $0.hasSuffix(".sqlite") }.sorted().last
      .map { path + "/" + $0 } ?? path + "/schema-v1.sqlite"
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  func open(
    _ options: CacheOptions = CacheOptions(),
    clock: TestClock = TestClock()
  ) throws -> SchemaCache {
    try SchemaCache(folder: path, options: options, clock: { clock.now })
  }

  /// Another folder with the same files, as they are at this moment.
  func copy() throws -> CacheFolder {
    let other = try CacheFolder()
    for name in names where name.contains(".sqlite") {
      try FileManager.default.copyItem(atPath: path + "/" + name, toPath: other.path + "/" + name)
    }
    return other
  }

  func bytes(_ file: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
  }

  /// Writes a file in place, or makes it.
  func create(_ file: String, _ bytes: [UInt8]) throws {
    if !FileManager.default.fileExists(atPath: file) {
      _ = FileManager.default.createFile(atPath: file, contents: nil)
    }
    try overwrite(file, bytes)
  }

  /// Overwrites a file in place, as a broken disk would.
  func overwrite(_ file: String, _ bytes: [UInt8]) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }
}

/// Seconds that pass when a test says so.
final class TestClock: Sendable {
  private let seconds = Mutex<Int64>(1_700_000_000)

  var now: Int64 { seconds.withLock { $0 } }

  func advance(_ more: Int64) { seconds.withLock { $0 += more } }
}

let print1 = ContentDigest(1, 2, 3, 4)
let print2 = ContentDigest(5, 6, 7, 1 << 63)

func row(
  _ name: String,
  _ value: [UInt8]?,
  _ shelf: RowStore.Shelf = .traces,
  _ fingerprint: ContentDigest = print1
) -> RowStore.Row {
  RowStore.Row(shelf, fingerprint, key: Array(name.utf8), value: value)
}

extension SchemaCache {
  func value(
    _ name: String,
    _ shelf: RowStore.Shelf = .traces,
    _ fingerprint: ContentDigest = print1
  ) -> [UInt8]? {
    find(shelf, fingerprint, key: Array(name.utf8))
  }

  /// A hundred rows, some long enough to need pages of their own.
  func fill() {
    store((0..<100).map { row("row \($0)", CacheSample.value($0)) })
  }
}

enum CacheSample {
  static func value(_ number: Int) -> [UInt8] {
    let count = number % 10 == 0 ? 9000 : 40 + number
    return (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
  }
}

let isLong = ProcessInfo.processInfo.environment["MODELGEND_TEST_LONG"] == "1"
