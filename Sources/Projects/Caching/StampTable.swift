import Catalog
import Linux
import SourceText

/// A file's content by its digest, with the stamp it had and when that was.
struct NotedFile {
  var stamp: FileStamp
  var digest: ContentDigest
  var readAt: Int64
}

/// What files hold by the stamps they had when they were read.
///
/// Loaded with the first question and let go with the first `takeRows`: a start asks for all. What
/// comes after it asks for files that are other than they were, so that reading them is all it
/// takes.
struct StampTable {
  private struct Entry {
    var stamp: FileStamp
    var content: FileContent
    var readAt: Int64
  }

  private let shelf: RowStore.Shelf
  private let fingerprint: ContentDigest
  private var entries: [String: Entry] = [:]
  private var changed: Set<String> = []
  private var isLoaded = false
  /// Whether what earlier processes knew may still be asked for.
  private(set) var isStarting = true

  init(_ shelf: RowStore.Shelf, _ fingerprint: ContentDigest) {
    self.shelf = shelf
    self.fingerprint = fingerprint
  }

  mutating func content(of path: String, _ stamp: FileStamp, _ rows: RowStore) -> FileContent? {
    if isStarting, !isLoaded { load(rows) }
    guard let found = entries[path], found.stamp == stamp, !isRacy(found) else { return nil }
    return found.content
  }

  mutating func note(
    _ path: String,
    _ stamp: FileStamp,
    _ content: FileContent,
    readAt: Int64
  ) {
    let entry = Entry(stamp: stamp, content: content, readAt: readAt)
    if let known = entries[path], known.stamp == stamp, known.content == content,
      isRacy(known) == isRacy(entry)
    {
      return
    }
    entries[path] = entry
    changed.insert(path)
  }

  /// All that is stored.
  func noted(_ rows: RowStore) -> [String: NotedFile] {
    var found: [String: NotedFile] = [:]
    rows.scan(shelf, fingerprint) { key, value in
      guard let entry = entry(value) else { return }
      found[String(decoding: key, as: UTF8.self)] = NotedFile(
        stamp: entry.stamp,
        digest: entry.content.digest,
        readAt: entry.readAt
      )
    }
    return found
  }

  mutating func forget(_ path: String) {
    entries[path] = nil
    changed.insert(path)
  }

  /// Nothing is asked for any more that an earlier process knew.
  mutating func endStart() { isStarting = false }

  /// Whether anything has to be stored.
  var hasNoted: Bool { !changed.isEmpty }

  var notedCount: Int { changed.count }

  /// What has to be stored since the last time.
  mutating func takeRows() -> [RowStore.Row] {
    defer {
      changed = []
      entries = [:]
      isStarting = false
    }
    return changed.sorted().map { path in
      RowStore.Row(
        shelf,
        fingerprint,
        key: Array(path.utf8),
        value: entries[path].map(bytes)
      )
    }
  }

  private func isRacy(_ entry: Entry) -> Bool { entry.stamp.isYoung(at: entry.readAt) }

  private mutating func load(_ rows: RowStore) {
    isLoaded = true
    var found: [String: Entry] = [:]
    rows.scan(shelf, fingerprint) { key, value in
      guard let entry = entry(value) else { return }
      found[String(decoding: key, as: UTF8.self)] = entry
    }
    // What was noted before the first question is younger.
    for path in changed { found[path] = nil }
    entries.merge(found) { noted, _ in noted }
  }

  private func bytes(_ entry: Entry) -> [UInt8] {
    var writer = BinaryWriter()
    writer.put(entry.stamp)
    writer.put(entry.content.digest, entry.content.mayHoldPlaceholders, Int(entry.readAt))
    writer.put(entry.content.lines?.lengths)
    return writer.bytes
  }

  private func entry(_ bytes: [UInt8]) -> Entry? {
    var reader = BinaryReader(bytes)
    do throws(MalformedBytes) {
      let stamp: FileStamp = try reader.read()
      var content = FileContent(
        digest: try reader.read(),
        mayHoldPlaceholders: try reader.read()
      )
      let readAt = Int64(try Int(from: &reader))
      let lengths: [Int]? = try reader.read()
      content.lines = lengths.map { LineTable(lengths: $0) }
      return reader.isAtEnd ? Entry(stamp: stamp, content: content, readAt: readAt) : nil
    } catch {
      return nil
    }
  }
}
