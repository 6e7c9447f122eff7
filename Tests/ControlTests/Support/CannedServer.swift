import Foundation
import Glibc
import Linux

/// Answers every connection with the same bytes and closes it.
final class CannedServer: Sendable {
  private let listener: UnixSocketListener

  init(_ path: String, _ response: String) throws {
    listener = try UnixSocketListener(path)
    let descriptor = listener.descriptor
    Thread.detachNewThread {
      while true {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, -1) >= 0 else { return }
        let connection = accept(descriptor, nil, nil)
        if connection < 0 {
          if errno == EAGAIN { continue }
          return
        }
        // A client that only tries the socket says nothing, and gets nothing.
        var request = [UInt8](repeating: 0, count: 4096)
        if recv(connection, &request, request.count, 0) > 0 {
          let bytes = Array(response.utf8)
          _ = bytes.withUnsafeBytes {
            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
          }
        }
        close(connection)
      }
    }
  }

  func end() {
    shutdown(listener.descriptor, Int32(SHUT_RDWR))
    listener.remove()
  }
}
