import ControlAPI
import Foundation
import Glibc

/// A connection on which a test says exactly what it wants; every call blocks.
final class RawConnection: Sendable {
  let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    var time = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor,
      SOL_SOCKET,
      SO_RCVTIMEO,
      &time,
      socklen_t(MemoryLayout<timeval>.size)
    )
  }

  deinit { close(descriptor) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      sent += count
    }
  }

  /// What came next; empty at the end.
  func receive() -> String {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : ""
  }

  /// Everything up to the end of the connection.
  func receiveAll() -> String {
    var text = ""
    while true {
      let part = receive()
      if part.isEmpty { return text }
      text += part
    }
  }

  /// Everything up to and with some text.
  func receive(until end: String) -> String {
    var text = ""
    while !text.contains(end) {
      let part = receive()
      if part.isEmpty { return text }
      text += part
    }
    return text
  }
}

/// A request as an ordinary client writes it.
func get(_ path: String, _ headers: String...) -> String {
  "GET \(path) HTTP/1.1\r\nHost: modelgend\r\n"
    + headers.map { $0 + "\r\n" }.joined() + "\r\n"
}

/// The code of the problem in a response.
func problemCode(_ response: String) -> String? {
  guard let start = response.range(of: "{") else { return nil }
  let body = Array(response[start.lowerBound...].utf8)
  return try? readWireJSON(Problem.self, body).code
}

/// How many descriptors the server with sockets in this folder has: an accepted connection bears
/// the name of the socket that it came in by.
func socketsOfServer(in folder: String) -> Int {
  guard let table = FileManager.default.contents(atPath: "/proc/net/unix") else { return -1 }
  return String(decoding: table, as: UTF8.self).split(separator: "\n")
    .count { $0.contains(folder + "/") }
}
