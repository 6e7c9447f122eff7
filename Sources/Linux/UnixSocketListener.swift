import Glibc

/// A listening Unix socket of our own, for where systemd hands none over.
///
/// A socket in use is never taken away: whoever holds the lock file beside it keeps it, and a
/// socket that answers is left alone even without a lock. Only a dead one is replaced.
package struct UnixSocketListener: Sendable {
  package let descriptor: Int32
  package let path: String
  private let lock: FileLock
  private let stamp: FileStamp?

  package init(_ path: String, mode: UInt32 = 0o600, backlog: Int32 = 128) throws(FileSystemError) {
    self.path = path
    guard let lock = try FileLock(path + ".lock") else {
      throw FileSystemError(.inUse, "listen on", path)
    }
    self.lock = lock
    var isDone = false
    defer { if !isDone { lock.release() } }
    if let there = try linkStamp(path) {
      guard there.mode & UInt32(S_IFMT) == UInt32(S_IFSOCK) else {
        throw FileSystemError(.exists, "listen on", path)
      }
      guard try !answers(path) else { throw FileSystemError(.inUse, "listen on", path) }
      try removeFile(path)
    }
    let descriptor = socket(
      AF_UNIX,
      Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue),
      0
    )
    guard descriptor >= 0 else { throw FileSystemError(errno: errno, "listen on", path) }
    defer { if !isDone { close(descriptor) } }
    // The mode of the socket's own inode bounds that of its file, so it is never open too wide.
    guard fchmod(descriptor, mode) == 0,
      try withAddress(path, { bind(descriptor, $0, $1) }) == 0,
      chmod(path, mode) == 0,
      listen(descriptor, backlog) == 0
    else { throw FileSystemError(errno: errno, "listen on", path) }
    self.descriptor = descriptor
    stamp = try linkStamp(path)
    isDone = true
  }

  /// Removes the socket's file, if it still is this one's, and lets go of the lock.
  ///
  /// The descriptor itself belongs to whoever accepts on it, who closes it.
  package func remove() {
    if let now = try? linkStamp(path), now.inode == stamp?.inode, now.device == stamp?.device {
      unlink(path)
    }
    lock.release()
  }
}

/// Whether somebody listens there.
private func answers(_ path: String) throws(FileSystemError) -> Bool {
  let descriptor = socket(
    AF_UNIX,
    Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue),
    0
  )
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "connect to", path) }
  defer { close(descriptor) }
  if try withAddress(path, { connect(descriptor, $0, $1) }) == 0 { return true }
  // A full backlog answers EAGAIN: somebody is there.
  return errno != ECONNREFUSED && errno != ENOENT
}

private func withAddress(
  _ path: String,
  _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) throws(FileSystemError) -> Int32 {
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  let bytes = Array(path.utf8)
  guard bytes.count < MemoryLayout.size(ofValue: address.sun_path), !bytes.contains(0) else {
    throw FileSystemError(errno: ENAMETOOLONG, "use the socket", path)
  }
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
    }
  }
}
