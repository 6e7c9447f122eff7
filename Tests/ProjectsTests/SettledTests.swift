import Cache
import Catalog
import Foundation
import Linux
import Projects
import Rendering
import Synchronization
import Testing

/// What a process leaves for the next one, which finds the same world or another.
struct SettledTests {
  @Test("What nobody touched is as it was left: nothing is read, replayed, modelled or rendered")
  func untouched() throws {
    let place = try SettledPlace()
    let live = try place.leave()
    let cache = try place.open()
    let (settled, setup) = (try #require(try place.settled(in: cache)), try place.shop.setup())
    #expect(settled.isStill(setup))
    #expect(settled.summary.counts == live.counts)
    #expect(settled.summary.migrationCount == live.migrationCount)
    #expect(settled.summary.diagnostics == live.diagnostics())
    #expect(settled.fileCount == live.fileCount)
    // Two rows were looked up, of the schema and of what was rendered; no definition was loaded.
    for shelf in [RowStore.Shelf.schemas, .templates] {
      let counts = try #require(cache.lookups[shelf])
      #expect(counts.hits == 1)
      #expect(counts.misses + counts.scanned == 0)
    }
    for shelf in [RowStore.Shelf.traces, .files, .outputs] { #expect(cache.lookups[shelf] == nil) }
  }

  @Test("Who asks for the schema gets it from its definitions, without any migration")
  func definitions() throws {
    let place = try SettledPlace()
    let live = try place.leave()
    let cache = try place.open()
    let (settled, setup) = (try #require(try place.settled(in: cache)), try place.shop.setup())
    let kept = try #require(KeptProject(settled, setup, in: try place.store(cache)))
    #expect(json(kept) == json(live))
    #expect(kept.convention == live.convention)
    for table in live.schema.schema().tables {
      let same = try #require(kept.schema.table(named: table.name))
      #expect(kept.className(of: same.id) == live.className(of: table.id))
    }
    #expect(cache.lookups[.traces] == nil)
    let found = cache.find(
      .schemas,
      try place.store(cache).projectFingerprint,
      key: Array("schema:public.users".utf8)
    )
    #expect(found != nil)
  }

  @Test("What was changed since is kept with the names of now") func changed() throws {
    let place = try SettledPlace()
    let cache = try place.open()
    let live = try LiveProject(place.shop.setup(), rows: cache.rows, clock: place.later)
    _ = try live.refresh(nil)
    _ = try live.write()
    live.keepSettled()
    try place.shop.write(
      "ALTER TABLE tags RENAME TO labels; DROP TABLE posts;",
      to: "migrations/004_more.up.sql"
    )
    try follow(live, "migrations/004_more.up.sql")
    live.keepSettled()
    let settled = try #require(try place.settled(in: cache))
    #expect(settled.isStill(try place.shop.setup()))
    let kept = KeptProject(settled, try place.shop.setup(), in: try place.store(cache))
    #expect(json(try #require(kept)) == json(live))
    // The next process has other numbers for the same migrations, and keeps all anew.
    cache.close()
    try place.shop.write("DROP TABLE labels;", to: "migrations/005_less.up.sql")
    let after = try place.leave()
    let next = try place.open()
    let found = try #require(try place.settled(in: next))
    let again = KeptProject(found, try place.shop.setup(), in: try place.store(next))
    #expect(json(try #require(again)) == json(after))
  }

  @Test("Whatever is other than it was left is seen", arguments: SettledPlace.edits)
  func edited(_ edit: SettledPlace.Edit) throws {
    let place = try SettledPlace()
    _ = try place.leave()
    let cache = try place.open()
    let settled = try #require(try place.settled(in: cache))
    try edit.make(place.shop)
    #expect(settled.isStill(try place.shop.setup()) == edit.isNothing)
  }

  @Test("A file that was young is compared by its content") func young() throws {
    let place = try SettledPlace()
    _ = try place.leave(clock: { WallClock.now() })
    let cache = try place.open()
    let settled = try #require(try place.settled(in: cache))
    #expect(settled.isStill(try place.shop.setup()))
    // Of the same size and with the same time, in the same inode.
    let path = place.shop.path + "/migrations/003_tags.up.sql"
    let before = try #require(try fileStamp(path))
    try place.shop.write(
      "CREATE TABLE tags (id int PRIMARY KEY, u text);\n",
      to: "migrations/003_tags.up.sql"
    )
    var times = [
      timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2),
      timespec(
        tv_sec: Int(before.modified / 1_000_000_000),
        tv_nsec: Int(before.modified % 1_000_000_000)
      ),
    ]
    #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
    #expect(!settled.isStill(try place.shop.setup()))
  }

  @Test("While something is left to be done nothing is kept") func unfinished() throws {
    for (path, text) in [
      ("app/Models/Base/User.php", "<?php // somebody else's"),
      ("migrations/004_broken.up.sql", "CREATE TABLE broken (id int"),
    ] {
      let place = try SettledPlace()
      try place.shop.write(text, to: path)
      _ = try place.leave()
      #expect(try place.settled(in: place.open()) == nil, "\(path)")
    }
  }

  @Test("What is older than its bound is worked out again") func ages() throws {
    let place = try SettledPlace()
    _ = try place.leave()
    for (schema, template, age, isFound) in [
      (3600, 86_400, 3599, true), (3600, 86_400, 3600, false), (nil, 60, 59, true),
      (nil, 60, 60, false), (nil, nil, 1_000_000_000, true),
    ] as [(Int64?, Int64?, Int64, Bool)] {
      let options = CacheOptions(schemaLifetime: schema, templateLifetime: template)
      let cache = try place.open(options, age: age)
      let found = try place.settled(in: cache)
      #expect(isFound == (found != nil), "\(age)")
      cache.close()
      // A row that is too old is gone.
      if !isFound { _ = try place.leave() }
    }
  }

  @Test("Definitions of which some are lost are not half a schema") func lost() throws {
    let place = try SettledPlace()
    _ = try place.leave()
    let cache = try place.open()
    let settled = try #require(try place.settled(in: cache))
    let store = try place.store(cache)
    cache.store([
      RowStore.Row(
        .schemas,
        store.projectFingerprint,
        key: Array("schema:public.tags".utf8),
        value: nil
      )
    ])
    #expect(KeptProject(settled, try place.shop.setup(), in: store) == nil)
  }
}

private func json(_ project: some KnownProject) -> [UInt8] {
  var schema = project.schema.schema()
  schema.diagnostics = project.diagnostics()
  return schemaJSON(schema, listing: .catalogue)
}

/// A project and a cache that processes leave to one another.
final class SettledPlace {
  let shop: LiveShop
  private let folder: ScratchFolder

  init() throws {
    shop = try LiveShop()
    folder = try ScratchFolder()
  }

  /// An hour from now: every stamp is old enough to be trusted.
  let later: @Sendable () -> Int64 = { WallClock.now() + 3_600_000_000_000 }

  func open(_ options: CacheOptions = CacheOptions(), age: Int64 = 0) throws -> SchemaCache {
    try SchemaCache(folder: folder.path, options: options, clock: { age })
  }

  func store(_ cache: SchemaCache) throws -> ProjectStore {
    try ProjectStore(cache.rows, root: shop.setup().root, dialect: .postgres)
  }

  func settled(in cache: SchemaCache) throws -> SettledProject? { try store(cache).settled() }

  /// One process from its start to its end.
  func leave(clock: (@Sendable () -> Int64)? = nil) throws -> LiveProject {
    let cache = try open()
    defer { cache.close() }
    let live = try LiveProject(shop.setup(), rows: cache.rows, clock: clock ?? later)
    _ = try live.refresh(nil)
    #expect(try live.write().failures == [])
    live.keepSettled()
    return live
  }

  /// What somebody does between two processes.
  struct Edit: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isNothing = false
    var make: @Sendable (LiveShop) throws -> Void
  }

  static let edits = [
    Edit(testDescription: "nothing", isNothing: true) { _ in },
    Edit(testDescription: "a file beside") { try $0.write("x", to: "migrations/README.md") },
    Edit(testDescription: "a file elsewhere", isNothing: true) { try $0.write("x", to: "notes") },
    Edit(testDescription: "a comment") {
      try $0.write("-- new\n" + (LiveShop.files[tags] ?? ""), to: tags)
    },
    Edit(testDescription: "a touched file") {
      try $0.write(LiveShop.files[tags] ?? "", to: tags)
    },
    Edit(testDescription: "a new migration") {
      try $0.write("CREATE TABLE a (b int);", to: "migrations/009_a.up.sql")
    },
    Edit(testDescription: "a migration less") { $0.remove(tags) },
    Edit(testDescription: "a migration called otherwise") { shop in
      #expect(rename(shop.path + "/" + tags, shop.path + "/migrations/004_tags.up.sql") == 0)
    },
    Edit(testDescription: "a folder") {
      try $0.write("CREATE TABLE a (b int);", to: "migrations/more/009_a.up.sql")
    },
    Edit(testDescription: "the settings") {
      try $0.write(LiveShop.settings + "[eloquent]\nfactories = true\n", to: "modelgend.toml")
    },
    Edit(testDescription: "the settings, in words only", isNothing: true) {
      try $0.write(LiveShop.settings + "# a remark\n", to: "modelgend.toml")
    },
    Edit(testDescription: "the lock file") { shop in
      let lock = try #require(shop.folder.text("modelgend.lock"))
      try shop.write(lock + "# a remark\n", to: "modelgend.lock")
    },
    Edit(testDescription: "no lock file") { $0.remove("modelgend.lock") },
    Edit(testDescription: "what placeholders stand for") { try $0.write("A=b\n", to: ".env") },
    Edit(testDescription: "a model less") { $0.remove("app/Models/Base/User.php") },
    Edit(testDescription: "an edited model") { shop in
      let path = "app/Models/Base/User.php"
      try shop.write(try #require(shop.folder.text(path)) + "//", to: path)
    },
    Edit(testDescription: "a page less") { $0.remove("docs/schema/tables/users.md") },
    Edit(testDescription: "an edited user class", isNothing: true) { shop in
      let path = "app/Models/User.php"
      try shop.write(try #require(shop.folder.text(path)) + "//", to: path)
    },
    Edit(testDescription: "a user class less") { $0.remove("app/Models/User.php") },
  ]
}

private let tags = "migrations/003_tags.up.sql"
