import Cache
import Catalog
import Foundation
import SourceText
import Testing

/// What is stored is found again, by its whole key and no other.
struct RowTests {
  @Test("Rows are found again by shelf, fingerprint and key, also after the file was opened anew")
  func storeAndFind() throws {
    let folder = try CacheFolder()
    do {
      let cache = try folder.open()
      cache.store([
        row("a", [1, 2]), row("a", [3], .files), row("a", [4], .traces, print2), row("b", []),
      ])
      cache.close()
    }
    let cache = try folder.open()
    #expect(cache.value("a") == [1, 2])
    #expect(cache.value("a", .files) == [3])
    #expect(cache.value("a", .traces, print2) == [4])
    #expect(cache.value("b") == [])
    #expect(cache.value("c") == nil)
    #expect(cache.value("a", .outputs) == nil)
    cache.store([row("a", [9]), row("b", nil)])
    #expect(cache.value("a") == [9])
    #expect(cache.value("b") == nil)
    #expect(cache.takeProblems().isEmpty)
  }

  @Test("A scan shows every row of one shelf and fingerprint in the order of the keys")
  func scan() throws {
    let cache = try CacheFolder().open()
    cache.store([
      row("b", [2]), row("a", [1]), row("c", [3], .files), row("d", [4], .traces, print2),
    ])
    var found: [String] = []
    cache.rows.scan(.traces, print1) { key, value in
      found.append(String(decoding: key, as: UTF8.self) + "=\(value)")
    }
    #expect(found == ["a=[1]", "b=[2]"])
  }

  @Test("Hits, misses and what is scanned are counted by kind, and too old is a miss")
  func lookups() throws {
    let clock = TestClock()
    let cache = try CacheFolder().open(.reference, clock: clock)
    cache.store([row("schema:users", [1], .schemas), row("template:User.php", [2], .templates)])
    _ = cache.value("schema:users", .schemas)
    _ = cache.value("schema:posts", .schemas)
    clock.advance(3600)
    _ = cache.value("schema:users", .schemas)
    _ = cache.value("template:User.php", .templates)
    cache.rows.scan(.templates, print1) { _, _ in }
    let found = cache.lookups
    #expect(found[.schemas]?.hits == 1)
    #expect(found[.schemas]?.misses == 2)
    #expect(found[.templates]?.hits == 1)
    #expect(found[.templates]?.misses == 0)
    #expect(found[.templates]?.scanned == 1)
  }

  @Test("The oldest uses make room, and what is being written stays")
  func sizeBound() throws {
    let clock = TestClock()
    let folder = try CacheFolder()
    let limit = 2 << 20
    let cache = try folder.open(CacheOptions(sizeLimit: limit), clock: clock)
    cache.store([row("batch", [1], .batches), row("loved", [2])])
    for number in 0..<60 {
      clock.advance(7200)
      // A row that is read again and again is not the oldest, though it was made first.
      #expect(cache.value("loved") == [2])
      cache.store((0..<10).map { row("\(number)/\($0)", [UInt8](repeating: 7, count: 9000)) })
    }
    #expect(cache.size <= limit)
    #expect(cache.value("batch", .batches) == [1])
    #expect(cache.value("loved") == [2])
    #expect(cache.value("0/0") == nil)
    #expect(cache.value("59/9") != nil)
    cache.idle()
    let size = try folder.bytes(folder.file).count
    #expect(size <= limit + (1 << 20))
    #expect(cache.takeProblems().isEmpty)
  }

  @Test("A value that would crowd out the rest is not kept")
  func hugeValue() throws {
    let cache = try CacheFolder().open(CacheOptions(sizeLimit: 1 << 20))
    cache.store([row("a", [1]), row("huge", [UInt8](repeating: 1, count: 1 << 18))])
    #expect(cache.value("a") == [1])
    #expect(cache.value("huge") == nil)
  }

  @Test("Who asks how the cache is does not wait for who is in it") func health() throws {
    let folder = try CacheFolder()
    let cache = try folder.open()
    cache.store([row("a", [1])])
    let (inside, answered) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      // Within a scan the cache is held.
      cache.scan(.traces, print1) { _, _ in
        inside.signal()
        _ = answered.wait(timeout: .now() + 20)
      }
      inside.signal()
    }
    inside.wait()
    let asked = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      _ = (cache.obstacle, cache.takeProblems(), cache.lookups)
      asked.signal()
    }
    #expect(asked.wait(timeout: .now() + 10) == .success)
    answered.signal()
    inside.wait()
  }

  @Test("Idling empties the log, whatever was written before")
  func logAtRest() throws {
    let folder = try CacheFolder()
    let cache = try folder.open()
    for number in 0..<300 {
      cache.store((0..<10).map { row("\(number)/\($0)", CacheSample.value(10)) })
    }
    cache.idle()
    #expect(try folder.bytes(folder.file + "-wal").count <= 8 << 20)
  }

  @Test("Ages are bounded only where a bound is set, by the clock that was handed in")
  func lifetimes() throws {
    let clock = TestClock()
    let shelves: [RowStore.Shelf] = [.schemas, .templates, .traces, .files]
    func rows() -> [RowStore.Row] { shelves.map { row("schema:users", [1], $0) } }
    func found(_ cache: SchemaCache) -> [Bool] {
      shelves.map { cache.value("schema:users", $0) != nil }
    }
    let forever = try CacheFolder().open(clock: clock)
    forever.store(rows())
    let cache = try CacheFolder().open(.reference, clock: clock)
    cache.store(rows())
    clock.advance(3599)
    #expect(found(cache) == [true, true, true, true])
    clock.advance(1)
    #expect(found(cache) == [false, true, false, true])
    clock.advance(86_400 - 3601)
    #expect(found(cache) == [false, true, false, true])
    clock.advance(1)
    #expect(found(cache) == [false, false, false, true])
    cache.store(rows())
    #expect(found(cache) == [true, true, true, true])
    clock.advance(1_000_000_000)
    #expect(found(forever) == [true, true, true, true])
  }
}
