import ControlAPI
import Glibc

extension ControlSocket {
  /// Whether this socket answers a request in time, as a client from outside would see it.
  ///
  /// The address is the descriptor's own, so that an inherited socket can be asked as well. Any
  /// response counts: one that says that all connections are taken comes from a living server.
  /// Blocks; for the thread of the self-check.
  package func answers(within timeout: Duration) -> Bool {
    let deadline = ContinuousClock.now + timeout
    var address = sockaddr_un()
    var length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let client = socket(
      AF_UNIX,
      Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue),
      0
    )
    guard client >= 0 else { return false }
    defer { close(client) }
    let hasName = withAddress(of: &address) { getsockname(descriptor, $0, &length) }
    guard hasName == 0 else { return false }
    while withAddress(of: &address, { connect(client, $0, length) }) != 0 {
      // A full backlog: the server may be about to take from it.
      guard errno == EAGAIN || errno == EINTR, ContinuousClock.now < deadline else { return false }
      usleep(10_000)
    }
    let request = Array(
      "GET /v1/health HTTP/1.1\r\nHost: \(controlHost)\r\nConnection: close\r\n\r\n".utf8
    )
    // A server that refuses the connection may have closed it already; what it said is read below.
    _ = send(client, request, request.count, Int32(MSG_NOSIGNAL))
    let expected = Array("HTTP/1.1 ".utf8)
    var answer = [UInt8](repeating: 0, count: expected.count)
    var count = 0
    while count < answer.count {
      var wait = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
      let left = (deadline - .now) / Duration.milliseconds(1)
      guard left > 0 else { return false }
      if poll(&wait, 1, Int32(min(left.rounded(.up), 1e9))) <= 0 { continue }
      let part = answer[count...].withUnsafeMutableBytes {
        recv(client, $0.baseAddress, $0.count, 0)
      }
      if part < 0, errno == EINTR || errno == EAGAIN { continue }
      guard part > 0 else { return false }
      count += part
    }
    return answer == expected
  }
}

private func withAddress(
  of address: inout sockaddr_un,
  _ body: (UnsafeMutablePointer<sockaddr>) -> Int32
) -> Int32 {
  withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
  }
}
