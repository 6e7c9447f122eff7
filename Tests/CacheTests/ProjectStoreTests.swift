import Cache
import Catalog
import Engine
import Foundation
import Linux
import Projects
import SourceText
import Testing

/// A project that starts again with the cache of its last run, in a real file.
struct ProjectStoreTests {
  private let texts = [
    "CREATE TYPE mood AS ENUM ('a', 'b');\nCREATE TABLE users (id bigserial PRIMARY KEY, m mood);",
    "CREATE TABLE posts (\n  id bigint PRIMARY KEY,\n  author bigint REFERENCES users (id)\n);",
    "ALTER TABLE posts ADD COLUMN title text NOT NULL DEFAULT '';\nCREATE INDEX ON posts (title);",
    "ALTER TABLE users RENAME TO people;\nALTER TABLE nothing ADD COLUMN a text;",
  ]

  @Test("A restart with nothing changed evaluates nothing and means the same")
  func nothingChanged() throws {
    let folder = try CacheFolder()
    let first = try run(folder, texts)
    #expect(first.work.replayed.isEmpty)
    #expect(first.work.evaluated.count == 4)
    let second = try run(folder, texts)
    #expect(second.work.evaluated.isEmpty)
    #expect(second.work.replayed == first.work.evaluated)
    #expect(second.tables == first.tables)
    #expect(second.diagnostics == first.diagnostics)
    #expect(!first.diagnostics.isEmpty)
  }

  @Test("After a restart with one file changed only that one is evaluated")
  func oneChanged() throws {
    let folder = try CacheFolder()
    _ = try run(folder, texts)
    var changed = texts
    changed[2] = "ALTER TABLE posts ADD COLUMN subtitle text;"
    #expect(try run(folder, changed).work.evaluated == ["m2.sql"])
    // Both contents are known now, so going back costs nothing either.
    #expect(try run(folder, texts).work.evaluated.isEmpty)
  }

  @Test("Another build, dialect, project or value of a placeholder knows nothing of these traces")
  func fingerprints() throws {
    let folder = try CacheFolder()
    _ = try run(folder, texts)
    #expect(try run(folder, texts, build: "another").work.evaluated.count == 4)
    #expect(try run(folder, texts, dialect: .sqlite).work.evaluated.count == 4)
    #expect(try run(folder, texts, placeholders: ["a": "b"]).work.evaluated.count == 4)
    let other = try CacheFolder()
    #expect(try run(folder, texts, root: other.path).work.evaluated.count == 4)
    #expect(try run(folder, texts).work.evaluated.isEmpty)
  }

  @Test("With its cache damaged the project starts as the first time")
  func damaged() throws {
    let folder = try CacheFolder()
    let first = try run(folder, texts)
    let bytes = try folder.bytes(folder.file)
    for distance in [5, 50, 500] {
      var bad = bytes
      for place in stride(from: distance, to: bad.count, by: distance) { bad[place] ^= 0x10 }
      try folder.overwrite(folder.file, bad)
      let again = try run(folder, texts)
      #expect(again.tables == first.tables)
      #expect(again.diagnostics == first.diagnostics)
    }
  }

  @Test("A digest is known for the very stamp it was taken with, once that is old enough")
  func stamps() throws {
    let folder = try CacheFolder()
    let stamp = FileStamp(
      size: 5,
      modified: 10_000_000_000,
      changed: 10_000_000_001,
      inode: 7,
      device: 1,
      mode: 0o100644
    )
    let sum = digest(of: [1, 2, 3])
    try withStore(folder) { store in
      store.note("old.sql", stamp, FileContent(digest: sum), readAt: 12_100_000_000)
      store.note("young.sql", stamp, FileContent(digest: sum), readAt: 11_900_000_000)
      store.noteWritten("User.php", stamp, sum, at: 90_000_000_000)
      store.keepNoted(of: history(.postgres))
    }
    try withStore(folder) { store in
      #expect(store.content(of: "old.sql", stamp)?.digest == sum)
      #expect(store.content(of: "young.sql", stamp) == nil)
      #expect(store.content(of: "User.php", stamp) == nil)
      #expect(store.writtenDigest(of: "User.php", stamp) == sum)
      for change in 0..<4 {
        var other = stamp
        if change == 0 { other.size += 1 }
        if change == 1 { other.modified += 1 }
        if change == 2 { other.changed += 1 }
        if change == 3 { other.inode += 1 }
        #expect(store.content(of: "old.sql", other) == nil)
      }
      store.forget("old.sql")
      store.keepNoted(of: history(.postgres))
    }
    try withStore(folder) { store in #expect(store.content(of: "old.sql", stamp) == nil) }
  }

  @Test("A file of the same size and time but other content is never taken for the old one")
  func racyFiles() throws {
    let folder = try CacheFolder()
    let path = folder.path + "/file"
    try withStore(folder) { store in
      for round in 0..<(isLong ? 1000 : 100) {
        let bytes = Array(String(1000 + round).utf8)
        try folder.create(path, bytes)
        setBack(path)
        let stamp = try #require(try fileStamp(path))
        if let known = store.content(of: "file", stamp) {
          #expect(known.digest == digest(of: bytes))
        }
        store.note(
          "file",
          stamp,
          FileContent(digest: digest(of: bytes)),
          readAt: WallClock.now()
        )
      }
    }
  }

  @Test("A batch that was begun is remembered until it ends")
  func batches() throws {
    let folder = try CacheFolder()
    let batch = [
      DescribedFile(path: "User.php", hash: "12ab", digest: digest(of: [1])),
      DescribedFile(path: "Base/User.php", hash: "", digest: digest(of: [2])),
    ]
    try withStore(folder) { store in
      #expect(store.unfinishedBatch().isEmpty)
      store.begin(batch: batch)
    }
    try withStore(folder) { store in
      #expect(store.unfinishedBatch() == batch)
      store.endBatch()
    }
    // Not forgotten before the stamps of its files are kept.
    try withStore(folder) { store in
      #expect(store.unfinishedBatch() == batch)
      store.endBatch()
      store.keepNoted(of: history(.postgres))
    }
    try withStore(folder) { store in #expect(store.unfinishedBatch().isEmpty) }
  }

  // MARK: -

  private struct Outcome {
    var work: Work
    var tables: [Table]
    var diagnostics: [Diagnostic]
  }

  private func run(
    _ folder: CacheFolder,
    _ texts: [String],
    build: String = "test",
    dialect: Dialect = .postgres,
    placeholders: [String: String] = [:],
    root: String? = nil
  ) throws -> Outcome {
    let cache = try folder.open()
    defer { cache.close() }
    let store = ProjectStore(
      cache.rows,
      root: try ProjectRoot(root ?? folder.path),
      dialect: dialect,
      build: build
    )
    store.placeholders = placeholders
    let history = history(dialect)
    store.attach(to: history)
    let units = texts.enumerated().map { number, text in
      let bytes = Array(text.utf8)
      return MigrationUnit(
        file: SourceFile(path: "m\(number).sql", bytes: bytes, digest: digest(of: bytes))
      )
    }
    let report = history.setMigrations(units)
    store.note(report.work, of: history)
    store.keepNoted(of: history)
    return Outcome(
      work: report.work,
      tables: history.schema().tables,
      diagnostics: history.diagnostics()
    )
  }

  private func history(_ dialect: Dialect) -> History {
    History(dialect: dialect, evaluators: makeEvaluators(dialect))
  }

  private func withStore(
    _ folder: CacheFolder,
    _ body: (ProjectStore) throws -> Void
  ) throws {
    let cache = try folder.open()
    defer { cache.close() }
    try body(
      ProjectStore(
        cache.rows,
        root: try ProjectRoot(folder.path),
        dialect: .postgres,
        build: "test"
      )
    )
  }

  /// Gives a file the time it had in 2001.
  private func setBack(_ path: String) {
    var times = [
      timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000_000, tv_nsec: 0),
    ]
    _ = utimensat(AT_FDCWD, path, &times, 0)
  }
}
