import Daemon
import Foundation
import Glibc
import Linux
import Testing

@Test("A second instance never takes a live socket, and the first goes on answering")
func secondInstance() async throws {
  try await withServer { server in
    for _ in 0..<20 {
      #expect(throws: FileSystemError.self) {
        try UnixSocketListener(server.control, mode: 0o660)
      }
    }
    let answer = try await blocking {
      let connection = try RawConnection(server.control)
      connection.send(get("/v1/health"))
      return connection.receive(until: "}\n")
    }
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
  }
}

@Test("A socket that systemd holds has no lock beside it and is not taken either")
func inheritedSocket() async throws {
  try await withServer { server in
    try FileManager.default.removeItem(atPath: server.control + ".lock")
    #expect(throws: FileSystemError.self) {
      try UnixSocketListener(server.control, mode: 0o660)
    }
  }
}

@Test("A socket that a dead process left is replaced, with the mode that was asked for")
func leftover() throws {
  let folder = try scratchFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let path = folder + "/s.sock"
  let first = try UnixSocketListener(path, mode: 0o666)
  close(first.descriptor)
  try FileManager.default.removeItem(atPath: path + ".lock")
  let second = try UnixSocketListener(path, mode: 0o660)
  defer { close(second.descriptor) }
  var information = stat()
  #expect(stat(path, &information) == 0)
  #expect(information.st_mode & 0o7777 == 0o660)
}

@Test("When the server ends, its own socket file is gone and its lock is free")
func withdrawal() async throws {
  let daemon = ScriptedDaemon()
  let path = try await withServer(daemon) { server in
    #expect(FileManager.default.fileExists(atPath: server.control))
    return server.control
  }
  #expect(!FileManager.default.fileExists(atPath: path))
}

@Test("A path that is too long or in no folder is a problem that says so")
func badPaths() {
  let long = "/tmp/" + String(repeating: "x", count: 200)
  #expect(throws: FileSystemError.self) { try UnixSocketListener(long, mode: 0o600) }
  #expect(throws: FileSystemError.self) {
    try UnixSocketListener("/tmp/no-such-folder/s.sock", mode: 0o600)
  }
}

@Test(
  "The self-check sees a server that answers, also with all connections taken, and one that hangs"
)
func selfCheck() async throws {
  let folder = try scratchFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let hung = ControlSocket(role: .control, own: try UnixSocketListener(folder + "/hung.sock"))
  let (isAnswered, took) = try await blocking {
    let began = ContinuousClock.now
    return (hung.answers(within: .milliseconds(300)), ContinuousClock.now - began)
  }
  #expect(!isAnswered)
  #expect(took < .seconds(5))
  try await withServer { server in
    let socket = server.sockets[0]
    #expect(try await blocking { socket.answers(within: .seconds(10)) })
    let taken = try await blocking {
      let connections = try (0..<70).map { _ in try RawConnection(server.control) }
      return withExtendedLifetime(connections) { socket.answers(within: .seconds(10)) }
    }
    #expect(taken)
  }
}
