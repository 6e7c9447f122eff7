package import Catalog
package import Linux
import SourceText

/// A file as it was when all was done, and how to tell that it still is.
struct SettledFile: Equatable, BinaryCoded {
  /// Relative to the root.
  var path: String
  /// Nil where nothing was there.
  var stamp: FileStamp?
  /// Of its content, where the stamp is too young to tell; nil where the stamp does.
  var digest: ContentDigest?

  init(path: String, stamp: FileStamp?, digest: ContentDigest? = nil) {
    self.path = path
    self.stamp = stamp
    self.digest = digest
  }

  /// What is known of a file, with its content where a second write may hide behind the stamp.
  ///
  /// A stamp that was young when the file was read is old by now, if nothing was written since:
  /// the file is read once more. Nil where it is not as it was.
  init?(
    path: String,
    _ stamp: FileStamp,
    _ digest: ContentDigest,
    readAt: Int64,
    in root: ProjectRoot,
    clock: () -> Int64
  ) {
    self.init(path: path, stamp: stamp)
    guard stamp.isYoung(at: readAt) else { return }
    let now = clock()
    guard let found = try? readStamped(join(root.path, path)),
      Projects.digest(of: found.bytes) == digest
    else { return nil }
    self.stamp = found.stamp
    if found.stamp.isYoung(at: now) { self.digest = digest }
  }

  func isStill(in root: ProjectRoot, _ stamps: FolderStamps) -> Bool {
    let now: FileStamp?
    do throws(FileSystemError) {
      now = try stamps.stamp(of: path)
    } catch {
      return false
    }
    guard now == stamp else { return false }
    guard let digest else { return true }
    return (try? readFile(join(root.path, path))).map(Projects.digest(of:)) == digest
  }

  func write(to writer: inout BinaryWriter) { writer.put(path, stamp, digest) }

  init(from reader: inout BinaryReader) throws(MalformedBytes) {
    path = try reader.read()
    stamp = try reader.read()
    digest = try reader.read()
  }
}

extension FileStamp: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(Int(size), Int(modified), Int(changed), inode, device)
    writer.put(UInt64(mode), UInt64(user), UInt64(group))
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      size: Int64(try Int(from: &reader)),
      modified: Int64(try Int(from: &reader)),
      changed: Int64(try Int(from: &reader)),
      inode: try reader.read(),
      device: try reader.read(),
      mode: UInt32(truncatingIfNeeded: try UInt64(from: &reader)),
      user: UInt32(truncatingIfNeeded: try UInt64(from: &reader)),
      group: UInt32(truncatingIfNeeded: try UInt64(from: &reader))
    )
  }
}
