import Glibc

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

  /// Closing alone would leave it to a child between fork and exec a moment longer.
  package func release() {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
