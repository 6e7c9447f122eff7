import Glibc

/// The lock that all writers of one project take; held until `release`.
package struct FileLock: Sendable {
  private let descriptor: Int32

  /// Nil where another process holds it.
  package init?(_ path: String) throws(FileSystemError) {
    // Closing what was open for writing would tell everybody who watches the folder.
    if let taken = try take(path, O_RDONLY) {
      descriptor = taken
    } else if errno == EBADF, let taken = try take(path, O_RDWR) {
      // A lock of NFS wants to write.
      descriptor = taken
    } else {
      return nil
    }
  }

  /// Closing alone would leave it to a child between fork and exec a moment longer.
  package func release() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

/// Nil where it cannot be locked; why is in `errno`.
private func take(_ path: String, _ access: Int32) throws(FileSystemError) -> Int32? {
  let descriptor = open(path, access | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "lock", path) }
  if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
  let failure = errno
  close(descriptor)
  errno = failure
  return nil
}
