import Glibc

/// The lock that makes a cache folder one process's own; freed with the process, however it ends.
final class CacheLock: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit {
    // Closing is not enough: a child between fork and exec holds the same lock a moment longer.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  enum Failure: Error {
    case inUse(CacheInUse)
    case problem(CacheProblem)
  }

  static func take(in folder: String) throws(Failure) -> CacheLock {
    let path = folder + "/cache.lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard descriptor >= 0 else { throw .problem(problem(errno, path)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let failure = errno
      let pid = pid(in: descriptor)
      close(descriptor)
      guard failure == EWOULDBLOCK else { throw .problem(problem(failure, path)) }
      throw .inUse(CacheInUse(pid: pid, path: folder))
    }
    // The number is for people; the lock itself is the kernel's.
    let text = Array((String(getpid()) + "\n").utf8)
    _ = ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.count, 0)
    return CacheLock(descriptor)
  }

  private static func pid(in descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: bytes.prefix(count).prefix { $0 != 0x0A }, as: UTF8.self))
  }
}

/// A failure of the file system as the cache's problem.
func problem(_ number: Int32, _ path: String) -> CacheProblem {
  let isSpace = number == ENOSPC || number == EDQUOT
  return CacheProblem(isSpace ? .noSpace : .readOnly, path, String(cString: strerror(number)))
}
