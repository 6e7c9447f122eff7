import Glibc

/// A connection to a socket file, with a time by which everything must have happened.
///
/// A handful of system calls instead of async-http-client, which also speaks to Unix sockets: it
/// would bring a TLS library and its own threads into every command for one request each.
final class UnixConnection {
  enum Failure: Error, Equatable {
    /// No socket there, or nobody behind it.
    case unreachable(String)
    case permissionDenied
    case timeout
    case other(String)
  }

  private let descriptor: Int32

  init(_ path: String) throws(Failure) {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .other(String(cString: strerror(errno))) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path), !bytes.contains(0) else {
      close(descriptor)
      throw .other("the path of a socket has at most 107 bytes")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let number = errno
      close(descriptor)
      switch number {
      case ENOENT, ENOTDIR: throw .unreachable("there is no socket")
      case ECONNREFUSED: throw .unreachable("nobody listens there")
      case EACCES, EPERM: throw .permissionDenied
      default: throw .other(String(cString: strerror(number)))
      }
    }
  }

  deinit { close(descriptor) }

  /// Sends all of it; a peer that closed early is no failure, since it may have answered.
  func send(_ bytes: [UInt8]) throws(Failure) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE || errno == ECONNRESET { return }
        throw .other(String(cString: strerror(errno)))
      }
      sent += count
    }
  }

  /// What comes next; empty at the end of the connection.
  func receive(by deadline: ContinuousClock.Instant?) throws(Failure) -> ArraySlice<UInt8> {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      var milliseconds: Int32 = -1
      if let deadline {
        let left = (deadline - .now) / Duration.milliseconds(1)
        milliseconds = Int32(max(0, min(left.rounded(.up), 1e9)))
      }
      let ready = poll(&request, 1, milliseconds)
      if ready == 0 { throw .timeout }
      if ready < 0 {
        if errno == EINTR { continue }
        throw .other(String(cString: strerror(errno)))
      }
      break
    }
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = recv(descriptor, &bytes, bytes.count, 0)
      if count >= 0 { return bytes[..<count] }
      if errno == ECONNRESET { return [] }
      if errno != EINTR { throw .other(String(cString: strerror(errno))) }
    }
  }
}
