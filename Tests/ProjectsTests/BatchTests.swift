import Cache
import Catalog
import Foundation
import Linux
import Projects
import Synchronization
import Testing

/// A process that ends while it writes: the next one takes up what it left.
struct BatchTests {
  @Test(
    "However far a killed writer came, the next start finishes its batch",
    arguments: [false, true]
  )
  func finished(_ isTableGone: Bool) throws {
    let whole = try LiveShop()
    _ = try whole.started()
    let files = try whole.written()
    #expect(files.count >= 9)
    for count in 0...files.count {
      let shop = try LiveShop()
      let rows = try MortalRows()
      rows.endsWithBatch()
      _ = try shop.started(rows.store)
      // The process got as far as `count` files and never wrote the lock file.
      for path in try shop.written().dropFirst(count) { shop.remove(path) }
      shop.remove(LockFile.name)
      if isTableGone { shop.remove("migrations/003_tags.up.sql") }
      rows.revive()
      let next = try shop.started(rows.store)
      try shop.expectSame(next, "\(count)")
      let fresh = try LiveShop()
      if isTableGone { fresh.remove("migrations/003_tags.up.sql") }
      _ = try fresh.started()
      #expect(try shop.written() == fresh.written(), "\(count)")
      #expect(shop.folder.text(LockFile.name) == fresh.folder.text(LockFile.name), "\(count)")
    }
  }

  @Test("A file of a killed writer that somebody edited since is theirs") func edited() throws {
    let shop = try LiveShop()
    let rows = try MortalRows()
    rows.endsWithBatch()
    _ = try shop.started(rows.store)
    shop.remove(LockFile.name)
    shop.remove("migrations/003_tags.up.sql")
    let edited = try #require(shop.folder.text("app/Models/Tag.php")) + "// mine\n"
    try shop.write(edited, to: "app/Models/Tag.php")
    rows.revive()
    _ = try shop.started(rows.store)
    #expect(shop.folder.text("app/Models/Tag.php") == edited)
  }

  @Test("Only files that the lock file does not speak of are described before they are written")
  func described() throws {
    let shop = try LiveShop()
    let rows = SeenRows()
    let live = try shop.started(rows.store)
    live.keepNoted()
    #expect(rows.take().contains(.batches))
    try shop.write("ALTER TABLE users ADD COLUMN age int;", to: "migrations/004_age.up.sql")
    try follow(live, "migrations/004_age.up.sql")
    #expect(shop.folder.text("app/Models/Base/User.php")?.contains("age") == true)
    // Nothing was kept before the file was there, and then all of it.
    #expect(rows.take() == [])
    live.keepNoted()
    #expect(rows.take() == [.traces, .files, .outputs])
    try shop.write("CREATE TABLE labels (id int);", to: "migrations/005_labels.up.sql")
    try follow(live, "migrations/005_labels.up.sql")
    #expect(rows.take() == [.batches])
    live.keepNoted()
    #expect(rows.take().contains(.batches))
  }

  @Test("A lock file that cannot be read stops everything, since names would be lost")
  func unreadableLock() throws {
    let shop = try LiveShop()
    _ = try shop.started()
    shop.remove(LockFile.name)
    #expect(mkdir(shop.path + "/" + LockFile.name, 0o755) == 0)
    #expect(throws: FileSystemError.self) { try shop.live() }
  }

  @Test("A file that cannot be written is tried again, also where its folder is what fails")
  func failing() throws {
    let shop = try LiveShop()
    try shop.write("in the way", to: "app/Models")
    let live = try shop.live()
    _ = try live.refresh(nil)
    let report = try live.write()
    #expect(report.failures.count > 3)
    #expect(live.hasPending)
    shop.remove("app/Models")
    #expect(try live.write().failures == [])
    try shop.expectSame(live)
    #expect(!live.hasPending)
  }
}

extension LiveShop {
  /// The files that outputs wrote, sorted.
  func written() throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: path)
    return all.filter { name in
      (name.hasPrefix("app/") || name.hasPrefix("docs/")) && !isFolder(path + "/" + name)
    }
    .sorted()
  }
}

/// Remembers which kinds of rows were stored.
private final class SeenRows: Sendable {
  private let seen = Mutex<Set<RowStore.Shelf>>([])

  var store: RowStore {
    var rows = RowStore.none
    rows.store = { [self] given in seen.withLock { $0.formUnion(given.map(\.shelf)) } }
    return rows
  }

  func take() -> Set<RowStore.Shelf> {
    seen.withLock { seen in
      defer { seen = [] }
      return seen
    }
  }
}

/// A real cache, to which nothing is written any more once its process has ended.
private final class MortalRows: @unchecked Sendable {
  private let folder: ScratchFolder
  private let cache: SchemaCache
  private let state = Mutex((isMortal: false, isDead: false))

  init() throws {
    folder = try ScratchFolder()
    cache = try SchemaCache(folder: folder.path, clock: { 0 })
  }

  /// The process ends with the first batch it describes.
  func endsWithBatch() { state.withLock { $0.isMortal = true } }

  func revive() { state.withLock { $0 = (false, false) } }

  var store: RowStore {
    var rows = cache.rows
    rows.store = { [self] given in
      let isLost = state.withLock { state in
        defer {
          if state.isMortal, given.contains(where: { $0.shelf == .batches }) { state.isDead = true }
        }
        return state.isDead
      }
      if !isLost { cache.store(given) }
    }
    return rows
  }
}
