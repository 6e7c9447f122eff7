import Glibc

/// Reads a whole file with plain system calls.
///
/// `Data(contentsOf:)` costs more than twice as much per small file, and projects have tens of
/// thousands of them.
package func readFile(
  _ path: String,
  limit: Int = largestFile
) throws(FileSystemError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "read", path) }
  defer { close(descriptor) }
  return try readAll(descriptor, path, limit: limit)
}

/// Bytes of a file with the stamp that they have.
package struct StampedBytes: Sendable {
  package var bytes: [UInt8]
  package var stamp: FileStamp

  /// Whether a NUL stands early, which no text has.
  package var looksBinary: Bool {
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      return memchr(start, 0, min(bytes.count, 4096)) != nil
    }
  }
}

/// Which links may be on the way to a file that is opened.
package enum LinksOnTheWay: Sendable {
  case followed
  /// No part of the path is to be one, so that the file is where its path says.
  case none
}

/// Reads a whole file with the stamp that its bytes have, as often as it takes for it to hold still.
///
/// Both come from one descriptor, so a file that is renamed over meanwhile cannot lend its stamp to
/// the bytes of another. The stamp is taken first: a file that is written after that has another
/// one, whatever was read of it. One that never holds still counts as it was read last.
package func readStamped(
  _ path: String,
  links: LinksOnTheWay = .followed
) throws(FileSystemError) -> StampedBytes {
  try readStamped(openToRead(path, links), path)
}

/// - Parameter descriptor: closed at the end; negative where opening failed just now.
func readStamped(_ descriptor: Int32, _ path: String) throws(FileSystemError) -> StampedBytes {
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "read", path) }
  defer { close(descriptor) }
  var attempt = 1
  while true {
    let stamp = try stamp(of: descriptor, path)
    let (bytes, isWhole) = try readAll(descriptor, path, stamp, limit: largestFile)
    if isWhole || attempt == 4 { return StampedBytes(bytes: bytes, stamp: stamp) }
    attempt += 1
    guard lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw FileSystemError(errno: errno, "read", path)
    }
  }
}

/// What is larger is no migration.
package let largestFile = 64 << 20

private func openToRead(_ path: String, _ links: LinksOnTheWay) -> Int32 {
  let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
  return switch links {
  case .followed: open(path, flags)
  case .none: openWithoutLinks(path, flags)
  }
}

private func stamp(of descriptor: Int32, _ path: String) throws(FileSystemError) -> FileStamp {
  var information = stat()
  guard fstat(descriptor, &information) == 0 else {
    throw FileSystemError(errno: errno, "read", path)
  }
  return FileStamp(information)
}

/// Reads a file that is open.
func readAll(
  _ descriptor: Int32,
  _ path: String,
  limit: Int
) throws(FileSystemError) -> [UInt8] {
  try readAll(descriptor, path, try stamp(of: descriptor, path), limit: limit).bytes
}

/// The bytes, and whether they were as many as the file's stamp says.
///
/// - Parameter stamp: as the file is just now.
private func readAll(
  _ descriptor: Int32,
  _ path: String,
  _ stamp: FileStamp,
  limit: Int
) throws(FileSystemError) -> (bytes: [UInt8], isWhole: Bool) {
  guard stamp.isFile else { throw FileSystemError(.notAFolder, "read", path) }
  let size = Int(stamp.size)
  guard size <= limit else { throw FileSystemError(.tooLarge, "read", path) }
  var failure: Int32 = 0
  var bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
    while count < buffer.count, let base = buffer.baseAddress {
      let read = Glibc.read(descriptor, base + count, buffer.count - count)
      if read < 0 {
        if errno == EINTR { continue }
        failure = errno
        return
      }
      count += read
      // Room was left for one byte more than there were: who gets less is at the end.
      if read == 0 || count == size { return }
    }
  }
  guard failure == 0 else { throw FileSystemError(errno: failure, "read", path) }
  let isWhole = bytes.count == size
  // A file that grew while it was read is read again when its change is noticed.
  if bytes.count > size { bytes.removeLast(bytes.count - size) }
  return (bytes, isWhole)
}

/// The first 64 KiB of a file whose size the system does not tell, as those of `/proc`.
func readSmallFile(_ path: String) throws(FileSystemError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "read", path) }
  defer { close(descriptor) }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  let count = read(descriptor, &bytes, bytes.count)
  guard count >= 0 else { throw FileSystemError(errno: errno, "read", path) }
  return Array(bytes.prefix(count))
}

/// The path with every symbolic link followed; nil where it does not exist.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// A path as the folder (empty where it names none) and the name in it.
package func splitPath(_ path: String) -> (folder: String, name: String) {
  guard let slash = path.utf8.lastIndex(of: 0x2F) else { return ("", path) }
  return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
}

/// Whether something is there, and whether it is a folder.
package func isFolder(_ path: String) -> Bool {
  var information = stat()
  return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
}

package func fileExists(_ path: String) -> Bool {
  var information = stat()
  return stat(path, &information) == 0
}

/// Whether nothing is there for sure: what may not be looked at may well be.
package func isMissing(_ path: String) -> Bool {
  var information = stat()
  return stat(path, &information) != 0 && errno == ENOENT
}

/// An entry of a folder.
package struct FolderEntry: Sendable, Equatable {
  package var name: String
  package var isFolder: Bool
  package var isLink: Bool
}

/// The entries of a folder, sorted by name, without `.` and `..`; links to folders count as
/// folders.
package func listFolder(_ path: String) throws(FileSystemError) -> [FolderEntry] {
  guard let folder = opendir(path) else { throw FileSystemError(errno: errno, "list", path) }
  defer { closedir(folder) }
  var entries: [FolderEntry] = []
  while let entry = readdir(folder) {
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name == "." || name == ".." { continue }
    var kind = Int32(entry.pointee.d_type)
    let isLink = kind == Int32(DT_LNK)
    if isLink || kind == Int32(DT_UNKNOWN) {
      kind = Int32(isFolderAt(dirfd(folder), name) ? DT_DIR : DT_REG)
    }
    entries.append(FolderEntry(name: name, isFolder: kind == Int32(DT_DIR), isLink: isLink))
  }
  return entries.sorted { $0.name < $1.name }
}

private func isFolderAt(_ folder: Int32, _ name: String) -> Bool {
  var information = stat()
  return fstatat(folder, name, &information, 0) == 0 && information.st_mode & S_IFMT == S_IFDIR
}
