import ControlAPI
import Foundation
import Glibc
import Logging
import Testing

@testable import Daemon
@testable import Linux

/// HTTP on loopback: a socket that systemd bound and handed over, on which nobody is known.
@Suite(.serialized) struct LoopbackTests {
  @Test(
    "All that reads is answered on loopback, and nothing else, and only to names of this machine"
  )
  func reads() async throws {
    let (descriptor, port) = try listener("127.0.0.1")
    let inherited = InheritedSocket(descriptor: descriptor, name: "http", family: .internet)
    let socket = try #require(ControlSocket(loopback: inherited))
    var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    let server = ControlServer(daemon: ScriptedDaemon(), sockets: [socket], logger: logger)
    async let ended: Void = server.run()
    let curl = "curl -s -m 20 -o /dev/null -w '%{http_code}'"
    for path in ["/v1", "/v1/status", "/v1/projects/shop/tables", "/v1/metrics"] {
      let answer = try await shell("\(curl) http://localhost:\(port)\(path)")
      #expect(answer.output == "200", "\(path)")
    }
    let changes = [
      "-X POST http://127.0.0.1:\(port)/v1/reload",
      "-X DELETE http://127.0.0.1:\(port)/v1/projects/shop",
      "-H 'Host: modelgend' http://127.0.0.1:\(port)/v1/status",
      "-H 'Host: evil.example:\(port)' http://127.0.0.1:\(port)/v1/status",
      "-H 'Origin: http://localhost:\(port)' http://127.0.0.1:\(port)/v1/status",
    ]
    for change in changes {
      let answer = try await shell("\(curl) \(change)")
      #expect(answer.output == "403", "\(change)")
    }
    server.stop()
    try await ended
  }

  @Test("A socket that others can reach is not served") func elsewhere() throws {
    let (descriptor, _) = try listener("0.0.0.0")
    defer { close(descriptor) }
    let inherited = InheritedSocket(descriptor: descriptor, name: "http", family: .internet)
    #expect(ControlSocket(loopback: inherited) == nil)
  }

  /// As systemd binds one, on a port that is free.
  private func listener(_ host: String) throws -> (Int32, Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, host, &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain -> Int in
        guard bind(descriptor, plain, length) == 0, listen(descriptor, 16) == 0,
          getsockname(descriptor, plain, &length) == 0
        else { return -1 }
        return Int(UInt16(bigEndian: pointer.pointee.sin_port))
      }
    }
    try #require(port > 0)
    return (descriptor, port)
  }
}
