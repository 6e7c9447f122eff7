import Glibc

/// Puts a file in place whole or not at all.
///
/// The bytes go to a temporary file in the same folder, which is then renamed: a reader sees the
/// old file or the new one, never a part. The mode is kept where a file was there before.
/// `isDurable` is for what cannot be made again from anything: it is forced to the disk first,
/// which costs more than all the rest.
package func replaceFile(
  _ path: String,
  with bytes: [UInt8],
  isNew: Bool,
  isDurable: Bool
) throws(FileSystemError) {
  let (folder, name) = splitPath(path)
  var mode: mode_t = 0o644
  var information = stat()
  if stat(path, &information) == 0 { mode = information.st_mode & 0o7777 }
  let parent = folder.isEmpty && !path.hasPrefix("/") ? "." : folder
  let temporary = "\(parent)/.modelgend-\(getpid())-\(name).tmp"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "write", temporary) }
  var failure = writeAll(descriptor, bytes)
  if failure == 0, fchmod(descriptor, mode) != 0 { failure = errno }
  if failure == 0, isDurable, fsync(descriptor) != 0 { failure = errno }
  close(descriptor)
  if failure == 0 {
    // A hard link refuses to replace what somebody put there meanwhile; a rename would not.
    if isNew {
      if link(temporary, path) != 0 { failure = errno }
      unlink(temporary)
    } else if rename(temporary, path) != 0 {
      failure = errno
    }
  }
  guard failure == 0 else {
    unlink(temporary)
    throw FileSystemError(errno: failure, "write", path)
  }
}

package func removeFile(_ path: String) throws(FileSystemError) {
  guard unlink(path) == 0 || errno == ENOENT else {
    throw FileSystemError(errno: errno, "remove", path)
  }
}

/// Makes a folder and those above it.
package func makeFolder(_ path: String) throws(FileSystemError) {
  if isFolder(path) { return }
  if let cut = path.lastIndex(of: "/"), cut != path.startIndex {
    try makeFolder(String(path[..<cut]))
  }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw FileSystemError(errno: errno, "make", path)
  }
}

/// The lock that all writers of one project take; held until `release`.
package struct FileLock: Sendable {
  private let descriptor: Int32

  /// Nil where another process holds it.
  package init?(_ path: String) throws(FileSystemError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw FileSystemError(errno: errno, "lock", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  package func release() { close(descriptor) }
}
