import Catalog
import Linux
import SourceText

/// The digests of files by the stamps they had when they were hashed.
///
/// Loaded with the first question, written with `takeRows`.
struct StampTable {
  private struct Entry {
    var stamp: FileStamp
    var digest: ContentDigest
    var readAt: Int64
  }

  private let shelf: RowStore.Shelf
  private let fingerprint: ContentDigest
  private var entries: [String: Entry] = [:]
  private var changed: Set<String> = []
  private var isLoaded = false

  init(_ shelf: RowStore.Shelf, _ fingerprint: ContentDigest) {
    self.shelf = shelf
    self.fingerprint = fingerprint
  }

  mutating func digest(of path: String, _ stamp: FileStamp, _ rows: RowStore) -> ContentDigest? {
    if !isLoaded { load(rows) }
    guard let entry = entries[path], entry.stamp == stamp, !isRacy(entry) else { return nil }
    return entry.digest
  }

  mutating func note(
    _ path: String,
    _ stamp: FileStamp,
    _ digest: ContentDigest,
    readAt: Int64
  ) {
    let entry = Entry(stamp: stamp, digest: digest, readAt: readAt)
    if let known = entries[path], known.stamp == stamp, known.digest.words == digest.words,
      isRacy(known) == isRacy(entry)
    {
      return
    }
    entries[path] = entry
    changed.insert(path)
  }

  mutating func forget(_ path: String) {
    entries[path] = nil
    changed.insert(path)
  }

  /// What has to be stored since the last time.
  mutating func takeRows() -> [RowStore.Row] {
    defer { changed = [] }
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
    let stamp = entry.stamp
    writer.put(Int(stamp.size), Int(stamp.modified), Int(stamp.changed), stamp.inode, stamp.device)
    writer.put(UInt64(stamp.mode), UInt64(stamp.user), UInt64(stamp.group))
    writer.put(entry.digest, Int(entry.readAt))
    return writer.bytes
  }

  private func entry(_ bytes: [UInt8]) -> Entry? {
    var reader = BinaryReader(bytes)
    do throws(MalformedBytes) {
      let stamp = FileStamp(
        size: Int64(try Int(from: &reader)),
        modified: Int64(try Int(from: &reader)),
        changed: Int64(try Int(from: &reader)),
        inode: try reader.read(),
        device: try reader.read(),
        mode: UInt32(truncatingIfNeeded: try UInt64(from: &reader)),
        user: UInt32(truncatingIfNeeded: try UInt64(from: &reader)),
        group: UInt32(truncatingIfNeeded: try UInt64(from: &reader))
      )
      let digest: ContentDigest = try reader.read()
      let readAt = Int64(try Int(from: &reader))
      return reader.isAtEnd ? Entry(stamp: stamp, digest: digest, readAt: readAt) : nil
    } catch {
      return nil
    }
  }
}
