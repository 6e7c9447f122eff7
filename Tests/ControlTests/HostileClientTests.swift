import ControlAPI
import Daemon
import Foundation
import NIOCore
import Testing

/// Bytes that a client sends, with a short name for the log.
struct Hostile: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var bytes: String

  init(_ name: String, _ bytes: String) {
    testDescription = name
    self.bytes = bytes
  }
}

@Suite("Clients that do not behave", .serialized)
struct HostileClientTests {
  @Test(
    "A web page is refused: by Origin, Referer, a foreign host or none",
    arguments: [
      "GET /v1/status HTTP/1.1\r\nHost: modelgend\r\nOrigin: http://evil.example\r\n\r\n",
      "GET /v1/status HTTP/1.1\r\nHost: modelgend\r\nReferer: http://evil.example/\r\n\r\n",
      "GET /v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "GET /v1/status HTTP/1.1\r\nHost: modelgend.evil.example\r\n\r\n",
      "GET /v1/status HTTP/1.1\r\n\r\n",
      "POST /v1/reload HTTP/1.1\r\nHost: localhost:80\r\nContent-Length: 0\r\n\r\n",
      "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ]
  )
  func foreignOrigin(request: String) async throws {
    try await withServer { server in
      let answer = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(request)
        return connection.receive(until: "}\n")
      }
      #expect(answer.hasPrefix("HTTP/1.1 403 "))
      #expect(problemCode(answer) == "foreign-origin")
    }
  }

  @Test("Half a request is ended after the header timeout with a problem; others go on meanwhile")
  func halfRequest() async throws {
    var limits = ControlLimits()
    limits.headerTimeout = .milliseconds(300)
    try await withServer(limits: limits) { server in
      let (half, other) = try await blocking {
        let slow = try RawConnection(server.control)
        slow.send("GET /v1/status HTTP/1.1\r\nHost: mod")
        let quick = try RawConnection(server.control)
        quick.send(get("/v1/health"))
        let other = quick.receive(until: "}\n")
        return (slow.receiveAll(), other)
      }
      #expect(problemCode(half) == "request-too-slow")
      #expect(other.hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test("A body that does not come ends the connection")
  func halfBody() async throws {
    var limits = ControlLimits()
    limits.bodyTimeout = .milliseconds(300)
    try await withServer(limits: limits) { server in
      let answer = try await blocking {
        let slow = try RawConnection(server.control)
        slow.send("POST /v1/projects HTTP/1.1\r\nHost: modelgend\r\nContent-Length: 50\r\n\r\n{")
        return slow.receiveAll()
      }
      #expect(problemCode(answer) == "request-too-slow")
    }
  }

  @Test(
    "A head that is too large ends the connection with a problem",
    arguments: [
      Hostile(
        "a header",
        "GET /v1/status HTTP/1.1\r\nHost: modelgend\r\nX: "
          + String(repeating: "x", count: 200_000) + "\r\n\r\n"
      ),
      Hostile(
        "a path",
        "GET /" + String(repeating: "x", count: 200_000) + " HTTP/1.1\r\nHost: modelgend\r\n\r\n"
      ),
      Hostile(
        "5000 headers",
        "GET /v1/status HTTP/1.1\r\nHost: modelgend\r\n"
          + (0..<5000).map { "X-\($0): y\r\n" }.joined() + "\r\n"
      ),
    ]
  )
  func hugeHead(request: Hostile) async throws {
    try await withServer { server in
      let answer = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(request.bytes)
        return connection.receiveAll()
      }
      #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer.prefix(300))")
      #expect(problemCode(answer) == "headers-too-large")
    }
  }

  @Test(
    "A body above 64 KiB is refused and the connection closed",
    arguments: [
      Hostile("sent", "Content-Length: 70000\r\n\r\n" + String(repeating: "x", count: 70_000)),
      Hostile("announced", "Content-Length: 9999999999\r\n\r\n"),
      Hostile(
        "chunks without end",
        "Transfer-Encoding: chunked\r\n\r\n"
          + String(repeating: "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n", count: 40)
      ),
    ]
  )
  func hugeBody(rest: Hostile) async throws {
    try await withServer { server in
      let answer = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send("POST /v1/projects HTTP/1.1\r\nHost: modelgend\r\n" + rest.bytes)
        return connection.receiveAll()
      }
      #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer.prefix(300))")
      #expect(problemCode(answer) == "body-too-large")
    }
  }

  @Test(
    "What is no HTTP is answered with a problem and closed",
    arguments: ["\u{16}\u{3}\u{1}\u{2}\u{0}\r\n\r\n", "HELLO\r\n\r\n", "GET\r\n\r\n"]
  )
  func noHTTP(request: String) async throws {
    try await withServer { server in
      let answer = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(request)
        return connection.receiveAll()
      }
      #expect(problemCode(answer) == "bad-request", "\(answer.prefix(300))")
    }
  }

  @Test("An idle connection is closed")
  func idle() async throws {
    var limits = ControlLimits()
    limits.idleTimeout = .milliseconds(300)
    try await withServer(limits: limits) { server in
      let (answer, rest) = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(get("/v1/health"))
        return (connection.receive(until: "}\n"), connection.receiveAll())
      }
      #expect(answer.hasPrefix("HTTP/1.1 200 "))
      #expect(rest.isEmpty)
    }
  }

  @Test("64 connections are served at once, one more hears why it is not, and the next one is")
  func manyConnections() async throws {
    try await withServer { server in
      try await blocking {
        var connections = try (0..<64).map { _ in try RawConnection(server.control) }
        for connection in connections { connection.send(get("/v1/health")) }
        for connection in connections {
          #expect(connection.receive(until: "}\n").hasPrefix("HTTP/1.1 200 "))
        }
        let refused = try RawConnection(server.control)
        #expect(problemCode(refused.receiveAll()) == "too-many-connections")
        let other = try RawConnection(server.status)
        other.send(get("/v1/health"))
        #expect(other.receive(until: "}\n").hasPrefix("HTTP/1.1 200 "))
        connections.removeLast(32)
        var answer = ""
        for _ in 0..<200 where !answer.hasPrefix("HTTP/1.1 200 ") {
          let again = try RawConnection(server.control)
          again.send(get("/v1/health"))
          answer = again.receive(until: "}\n")
        }
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
      }
    }
  }

  @Test("64 clients ask at once, hostile ones among others' requests, and all are answered")
  func load() async throws {
    let isLong = ProcessInfo.processInfo.environment["MODELGEND_TEST_LONG"] == "1"
    let rounds = isLong ? 1600 : 15
    try await withServer { server in
      let path = server.control
      try await withThrowingTaskGroup(of: Int.self) { group in
        for client in 0..<63 {
          group.addTask {
            try await blocking {
              let connection = try RawConnection(path)
              var answered = 0
              for round in 0..<rounds {
                connection.send(get(round % 2 == client % 2 ? "/v1/status" : "/v1/health"))
                let answer = connection.receive(until: "\n}\n")
                if answer.hasPrefix("HTTP/1.1 200 ") { answered += 1 }
              }
              return answered
            }
          }
        }
        group.addTask {
          try await blocking {
            for _ in 0..<rounds {
              let hostile = try RawConnection(path)
              hostile.send("GET / HTTP/1.1\r\nHost: elsewhere\r\n\r\n")
              _ = hostile.receive(until: "}\n")
            }
            return rounds
          }
        }
        for try await answered in group { #expect(answered == rounds) }
      }
    }
  }

  @Test("Hundreds of good, broken and abandoned connections leave no descriptor behind")
  func descriptors() async throws {
    let folder = try await withServer { server in
      try await blocking {
        for round in 0..<300 {
          let connection = try RawConnection(server.control)
          switch round % 5 {
          case 0: connection.send(get("/v1/status"))
          case 1: connection.send("GET /v1/st")
          case 2: connection.send("nonsense\r\n\r\n")
          case 3:
            connection.send(get("/v1/events"))
            _ = connection.receive()
          default:
            connection.send(get("/v1/status"))
            _ = connection.receive(until: "}\n")
          }
        }
      }
      // Abandoned connections are noticed by their end, without a heartbeat having to fail.
      #expect(try await becomes(2, socketsIn: server.folder), "the two that listen")
      #expect(server.daemon.events.listenerCounts.open == 0)
      return server.folder
    }
    #expect(try await becomes(0, socketsIn: folder))
  }
}

/// Waits for a number of sockets; the kernel's list is no snapshot, so one reading proves little.
private func becomes(_ count: Int, socketsIn folder: String) async throws -> Bool {
  for _ in 0..<1000 {
    if socketsOfServer(in: folder) == count { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return false
}
