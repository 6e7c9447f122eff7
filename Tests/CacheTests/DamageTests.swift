import Cache
import Catalog
import Foundation
import SourceText
import Testing

/// Whatever happens to the file, every value that is found is the one that was stored.
struct DamageTests {
  @Test("A turned byte anywhere in the file or its log is a miss at most", arguments: ["", "-wal"])
  func flippedBytes(suffix: String) throws {
    let folder = try CacheFolder()
    let open = try folder.open()
    open.fill()
    // The rows are in the log as long as nobody moved them into the file.
    if suffix.isEmpty { open.idle() }
    let original = try folder.copy()
    let good = try original.bytes(original.file + suffix)
    #expect(good.count > 100_000)
    let rounds = isLong ? 3000 : 60
    for round in 0..<rounds {
      // The head of the file and places all over it.
      let place = round < 20 ? round * 5 : (round * 7919 + round * round * 613) % good.count
      var bad = good
      bad[place] ^= UInt8(1 << (round % 8))
      let copy = try original.copy()
      try copy.overwrite(copy.file + suffix, bad)
      try expectOnlyTruth(copy, "byte \(place)")
    }
  }

  @Test("A file cut anywhere is begun anew or read as far as it is good")
  func truncated() throws {
    let original = try filledCopy()
    let good = try original.bytes(original.file)
    for part in [0, 1, 15, 16, 99, 100, 4095, 4096, 4097, 20_000, good.count / 2, good.count - 1] {
      let copy = try original.copy()
      try copy.overwrite(copy.file, Array(good[..<part]))
      try expectOnlyTruth(copy, "cut at \(part)")
    }
  }

  @Test("Pages of zeros are misses")
  func zeroedPages() throws {
    let original = try filledCopy()
    let good = try original.bytes(original.file)
    for page in 0..<(good.count / 4096) where isLong || page < 12 || page % 5 == 0 {
      let copy = try original.copy()
      var bad = good
      for place in (page * 4096)..<((page + 1) * 4096) { bad[place] = 0 }
      try copy.overwrite(copy.file, bad)
      try expectOnlyTruth(copy, "page \(page)")
    }
  }

  @Test("A file that is damaged while it is open costs what was in it, and nothing more")
  func whileOpen() throws {
    for part in [0, 1, 2] {
      let folder = try CacheFolder()
      let cache = try folder.open()
      cache.fill()
      cache.idle()
      let size = try folder.bytes(folder.file).count
      try folder.overwrite(
        folder.file,
        [UInt8](repeating: 0xA5, count: part == 0 ? 0 : size / part)
      )
      for number in 0..<100 {
        let found = cache.value("row \(number)")
        #expect(found == nil || found == CacheSample.value(number))
      }
      cache.fill()
      cache.idle()
      cache.fill()
      #expect(cache.value("row 10") == CacheSample.value(10))
      #expect(cache.obstacle == nil)
    }
  }

  @Test("What is no database at all is set aside, named, and only the last one is kept")
  func setAside() throws {
    let folder = try CacheFolder()
    let file = folder.path + "/schema-v1.sqlite"
    for round in 1...3 {
      try Data("this is no database, whatever its name says; round \(round)".utf8)
        .write(to: URL(fileURLWithPath: file))
      let cache = try folder.open()
      let problems = cache.takeProblems()
      #expect(problems.map(\.code) == [.damaged])
      #expect(problems.first?.path == file)
      #expect(cache.obstacle == nil)
      cache.store([row("a", [1])])
      #expect(cache.value("a") == [1])
      cache.close()
      #expect(
        folder.names.filter { $0.contains(".corrupt-") } == ["schema-v1.sqlite.corrupt-\(round)"]
      )
    }
  }

  @Test("A folder in the file's place and another program's database are set aside as well")
  func strangers() throws {
    let folder = try CacheFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/schema-v1.sqlite",
      withIntermediateDirectories: true
    )
    let first = try folder.open()
    #expect(first.takeProblems().map(\.code) == [.damaged])
    first.fill()
    #expect(first.value("row 3") == CacheSample.value(3))
    first.close()
    var bytes = try folder.bytes(folder.file)
    bytes.replaceSubrange(68..<72, with: [0, 0, 0, 9])
    try folder.overwrite(folder.file, bytes)
    let second = try folder.open()
    #expect(second.takeProblems().map(\.code) == [.damaged])
    #expect(second.value("row 3") == nil)
  }

  @Test("A newer program's file is left alone, an older one's goes")
  func formats() throws {
    let folder = try CacheFolder()
    for name in ["schema-v0.sqlite", "schema-v999.sqlite", "schema-v999.sqlite-wal"] {
      try Data("of another format".utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }
    let cache = try folder.open()
    cache.store([row("a", [1])])
    cache.close()
    #expect(cache.takeProblems().isEmpty)
    #expect(
      folder.names.filter { $0.contains("v999") } == [
        "schema-v999.sqlite", "schema-v999.sqlite-wal",
      ]
    )
    #expect(!folder.names.contains("schema-v0.sqlite"))
  }

  @Test("A check finds what cannot be right and begins anew")
  func check() throws {
    let folder = try CacheFolder()
    let cache = try folder.open()
    cache.fill()
    #expect(cache.check())
    cache.close()
    var bytes = try folder.bytes(folder.file)
    for place in (bytes.count - 40_000)..<bytes.count { bytes[place] = 0xFF }
    try folder.overwrite(folder.file, bytes)
    let again = try folder.open()
    #expect(!again.check())
    #expect(again.takeProblems().map(\.code) == [.damaged])
    #expect(again.check())
  }

  // MARK: -

  private func filledCopy() throws -> CacheFolder {
    let folder = try CacheFolder()
    let cache = try folder.open()
    cache.fill()
    cache.close()
    return try folder.copy()
  }

  /// Opens the folder, reads everything and writes again: true values or none.
  private func expectOnlyTruth(_ folder: CacheFolder, _ what: String) throws {
    let cache = try folder.open()
    for number in 0..<100 {
      let found = cache.value("row \(number)")
      #expect(found == nil || found == CacheSample.value(number), "\(what), row \(number)")
    }
    cache.rows.scan(.traces, print1) { key, value in
      let name = String(decoding: key, as: UTF8.self)
      guard let number = Int(name.dropFirst(4)) else {
        Issue.record("\(what): a key nobody stored: \(name)")
        return
      }
      #expect(value == CacheSample.value(number), "\(what), row \(number)")
    }
    cache.fill()
    #expect(cache.value("row 99") == CacheSample.value(99), "\(what)")
    #expect(cache.obstacle == nil, "\(what)")
    for problem in cache.takeProblems() { #expect(problem.code == .damaged, "\(what)") }
  }
}
