import Cache
import Catalog
import Engine
import Foundation
import Linux
import Projects
import Synchronization
import Testing

/// A process that starts with what the one before it knew.
struct RestartTests {
  @Test("With nothing changed nothing is parsed, read or written") func nothing() throws {
    for files in [LiveShop.files, RestartTests.withPlaceholders] {
      let shop = try LiveShop(files)
      let cache = try Restarts()
      let first = try cache.start(shop)
      #expect(first.live.readCount >= files.count)
      // Their stamps were too young to be trusted until now.
      let second = try cache.start(shop)
      #expect(second.evaluated.isEmpty)
      let third = try cache.start(shop)
      #expect(third.evaluated.isEmpty)
      // What placeholders stand for has to be known before anything else.
      let needed = files[".env"] == nil ? 0 : 1
      #expect(third.live.readCount == needed)
      #expect(third.written.isNothing)
      try shop.expectSame(third.live)
      let before = cache.stored
      let fourth = try cache.start(shop)
      #expect(fourth.live.readCount == needed)
      #expect(cache.stored == before)
    }
  }

  @Test("With one file changed that one is read and evaluated") func one() throws {
    let shop = try LiveShop()
    let cache = try Restarts()
    for _ in 0..<3 { _ = try cache.start(shop) }
    try shop.write("CREATE TABLE labels (id int PRIMARY KEY);", to: "migrations/003_tags.up.sql")
    let next = try cache.start(shop)
    #expect(next.live.readCount == 1)
    #expect(next.evaluated == ["migrations/003_tags.up.sql"])
    try shop.expectSame(next.live)
    // What follows may still need the content of files that were not read.
    try shop.write("ALTER TABLE users ADD COLUMN a int;", to: "migrations/001_users.up.sql")
    try follow(next.live, "migrations/001_users.up.sql")
    try shop.expectSame(next.live)
  }

  @Test("An output that is other than its stamp was when it was left is looked at") func output()
    throws
  {
    let shop = try LiveShop()
    let cache = try Restarts()
    for _ in 0..<3 { _ = try cache.start(shop) }
    let path = "app/Models/Base/User.php"
    let good = try #require(shop.folder.text(path))
    shop.remove(path)
    _ = try cache.start(shop)
    #expect(shop.folder.text(path) == good)
    try shop.write(good + "// mine\n", to: path)
    let next = try cache.start(shop)
    #expect(next.live.conflicts.keys.sorted() == [path])
    #expect(shop.folder.text(path) == good + "// mine\n")
  }

  @Test("A file that changes between the look at it and its reading is read as it is, and again")
  func meanwhile() throws {
    let shop = try LiveShop()
    let cache = try Restarts()
    for _ in 0..<3 { _ = try cache.start(shop) }
    // Another answer of the table before makes the last one be evaluated, and so read.
    try shop.write(
      "CREATE TABLE posts (id int PRIMARY KEY, title text);\nCREATE TABLE tags (id int);",
      to: "migrations/002_posts.up.sql"
    )
    let live = try LiveProject(shop.setup(), rows: cache.rows, clock: cache.clock)
    _ = try live.refresh(nil)
    try shop.write("CREATE TABLE labels (id int PRIMARY KEY);", to: "migrations/003_tags.up.sql")
    _ = try live.refresh(["migrations/003_tags.up.sql"])
    _ = try live.write()
    try shop.expectSame(live)
    try shop.expectSame(try cache.start(shop).live)
  }

  @Test("Whatever byte of the cache is turned, cut or zeroed, a start comes to the same")
  func damaged() throws {
    let shop = try LiveShop()
    let cache = try Restarts()
    for _ in 0..<3 { _ = try cache.start(shop) }
    cache.close()
    let good = try Data(contentsOf: URL(fileURLWithPath: cache.file))
    let isLong = ProcessInfo.processInfo.environment["MODELGEND_TEST_LONG"] == "1"
    let stride = isLong ? 64 : good.count / 24
    for place in Swift.stride(from: 0, to: good.count, by: stride) {
      for kind in 0..<3 {
        var bad = good
        let end = min(place + 64, bad.count)
        switch kind {
        case 0: bad[place] ^= 0x20
        case 1: bad.replaceSubrange(place..<end, with: Data(count: end - place))
        default: bad = bad.prefix(place)
        }
        let other = try Restarts(bad)
        let next = try other.start(shop)
        try shop.expectSame(next.live, "\(kind) at \(place)")
        #expect(next.written.isNothing, "\(kind) at \(place)")
        other.close()
      }
    }
  }

  static let withPlaceholders = [
    ".env": "DB_SCHEMA=shop\n",
    "migrations/001_users.up.sql": "CREATE TABLE users (id int PRIMARY KEY);",
    "migrations/002_posts.up.sql": "CREATE TABLE posts (id int PRIMARY KEY, u int);",
    "migrations/003_more.up.sql": "ALTER TABLE posts ADD FOREIGN KEY (u) REFERENCES users (id);",
  ]
}

/// One process after the other, each with the cache of the one before and a later hour.
final class Restarts: @unchecked Sendable {
  private let folder: ScratchFolder
  private var cache: SchemaCache
  private let hour = Atomic<Int64>(0)
  private let rowsStored = Atomic<Int>(0)

  init(_ file: Data? = nil) throws {
    folder = try ScratchFolder()
    if let file { try file.write(to: URL(fileURLWithPath: folder.path + "/schema-v1.sqlite")) }
    cache = try SchemaCache(folder: folder.path, clock: { 0 })
  }

  struct Start {
    var live: LiveProject
    var evaluated: [String]
    var written: WriteReport
  }

  var file: String { folder.path + "/schema-v1.sqlite" }

  /// Rows that were stored until now.
  var stored: Int { rowsStored.load(ordering: .relaxed) }

  var rows: RowStore {
    var rows = cache.rows
    let store = rows.store
    rows.store = { [self] given in
      rowsStored.add(given.count, ordering: .relaxed)
      store(given)
    }
    return rows
  }

  var clock: @Sendable () -> Int64 {
    let now = WallClock.now() + hour.load(ordering: .relaxed) * 3_600_000_000_000
    return { now }
  }

  func start(_ shop: LiveShop) throws -> Start {
    hour.add(1, ordering: .relaxed)
    let live = try LiveProject(shop.setup(), rows: rows, clock: clock)
    let update = try live.refresh(nil)
    let written = try live.write()
    #expect(written.failures == [])
    live.keepNoted()
    return Start(live: live, evaluated: update.work.evaluated, written: written)
  }

  func close() { cache.close() }
}
