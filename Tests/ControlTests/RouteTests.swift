import ControlAPI
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import Daemon

/// Asks as an ordinary client does, on a connection of its own.
private func ask(
  _ socket: String,
  _ method: String,
  _ path: String,
  body: String = "",
  headers: [String] = []
) async throws -> (status: Int, text: String) {
  try await blocking {
    let connection = try RawConnection(socket)
    var request = "\(method) \(path) HTTP/1.1\r\nHost: modelgend\r\nConnection: close\r\n"
    for header in headers { request += header + "\r\n" }
    request += "Content-Length: \(body.utf8.count)\r\n\r\n" + body
    connection.send(request)
    let text = connection.receiveAll()
    return (Int(text.dropFirst(9).prefix(3)) ?? 0, text)
  }
}

@Suite("Routes", .serialized)
struct RouteTests {
  @Test("The status socket serves what names nothing, and refuses every other route")
  func statusSocket() async throws {
    try await withServer { server in
      for route in controlRoutes where route.path != "/v1/events" || route.role == .control {
        let path = route.path.replacingOccurrences(of: "{id}", with: "shop")
        let answer = try await ask(server.status, route.method.rawValue, path)
        if route.role == .status {
          #expect(answer.status == 200, "\(route.path)")
          #expect(!answer.text.contains("shop"), "\(route.path)")
          #expect(!answer.text.contains("users"), "\(route.path)")
        } else {
          #expect(problemCode(answer.text) == "control-only", "\(route.path)")
        }
        #expect(answer.text.contains("Modelgend-Api: 1.0\r\n"))
      }
    }
  }

  @Test("Every error has a problem, with the methods that are allowed and the versions spoken")
  func errors() async throws {
    let cases: [(String, String, Int, String)] = [
      ("GET", "/", 404, "not-found"), ("GET", "/v1/nothing", 404, "not-found"),
      ("GET", "/v2/status", 404, "unknown-version"),
      ("DELETE", "/v1/status", 405, "method-not-allowed"),
      ("GET", "/v1/projects/shop/sync", 405, "method-not-allowed"),
      ("GET", "/v1/projects/none", 404, "no-such-project"),
      ("GET", "/v1/projects/none/tables", 404, "no-such-project"),
      ("GET", "/v1/projects/%ZZ/tables", 400, "bad-request"),
      ("GET", "/v1/projects/shop/schema?format=xml", 400, "bad-request"),
      ("GET", "/v1/projects/shop/schema?table=nope", 404, "no-such-table"),
      ("GET", "/v1/runs/r-0", 404, "no-such-run"),
      ("GET", "/v1/runs/r-41?wait=tomorrow", 400, "bad-request"),
      ("GET", "/v1/runs/r-41?wait=10m", 400, "bad-request"),
      ("POST", "/v1/projects", 400, "bad-request"),
      ("POST", "/v1/projects/shop/sync?timeout=1ms", 504, "timeout"),
    ]
    try await withServer { server in
      for (method, path, status, code) in cases {
        let answer = try await ask(server.control, method, path)
        #expect(answer.status == status, "\(method) \(path)")
        #expect(problemCode(answer.text) == code, "\(method) \(path)")
        #expect(answer.text.contains("Content-Type: application/problem+json\r\n"))
        if status == 405 { #expect(answer.text.contains("Allow: ")) }
      }
    }
  }

  @Test("A project is added once, found under its encoded name, and forgotten")
  func projects() async throws {
    try await withServer { server in
      let body = "{\"root\": \"/srv/a b/é\", \"id\": \"é 1\", \"later\": [1]}"
      let added = try await ask(server.control, "POST", "/v1/projects", body: body)
      #expect(added.status == 201)
      #expect(added.text.contains("Location: /v1/projects/%C3%A9%201\r\n"))
      let again = try await ask(server.control, "POST", "/v1/projects", body: body)
      #expect(problemCode(again.text) == "project-exists")
      let found = try await ask(server.control, "GET", "/v1/projects/%C3%A9%201")
      #expect(found.status == 200)
      let relative = try await ask(server.control, "POST", "/v1/projects", body: "{\"root\":\"x\"}")
      #expect(relative.status == 400)
      let removed = try await ask(server.control, "DELETE", "/v1/projects/%C3%A9%201")
      #expect(removed.status == 204)
      let gone = try await ask(server.control, "DELETE", "/v1/projects/%C3%A9%201")
      #expect(gone.status == 404)
    }
  }

  @Test("A run is started once for an idempotency key, however often and however fast it is sent")
  func idempotency() async throws {
    try await withServer { server in
      let control = server.control
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await ask(
              control,
              "POST",
              "/v1/projects/shop/generate",
              headers: ["Idempotency-Key: one"]
            ).status
          }
        }
        for try await status in group { #expect(status == 202) }
      }
      #expect(server.daemon.started == 1)
      let path = "/v1/projects/shop/generate?wait=1s"
      let other = try await ask(control, "POST", path, headers: ["Idempotency-Key: two"])
      #expect(other.status == 200)
      #expect(server.daemon.started == 2)
      let failed = try await ask(
        control,
        "POST",
        "/v1/projects/none/generate",
        headers: ["Idempotency-Key: three"]
      )
      #expect(failed.status == 404)
    }
  }

  @Test("?sync=1 makes a question wait for the barrier first")
  func sync() async throws {
    try await withServer { server in
      for page in ["", "/tables", "/schema", "/diagnostics"] {
        let path = "/v1/projects/shop" + page
        let synced = try await ask(server.control, "GET", path + "?sync=1")
        let plain = try await ask(server.control, "GET", path)
        #expect(synced.status == 200 && plain.status == 200)
      }
      #expect(server.daemon.syncs == 4)
    }
  }

  @Test("A stop lets a request that is being answered end, and takes no new one")
  func stop() async throws {
    let daemon = ScriptedDaemon()
    daemon.script.withLock { $0.isSlow = true }
    let answer = try await withServer(daemon) { server in
      async let slow = ask(server.control, "POST", "/v1/projects/shop/sync?timeout=500ms")
      try await Task.sleep(for: .milliseconds(200))
      server.server.stop()
      return try await slow
    }
    #expect(answer.status == 200)
  }

  @Test("A request that does not end is cut off after the grace of a stop")
  func stopWithoutEnd() async throws {
    let daemon = ScriptedDaemon()
    daemon.script.withLock { $0.isSlow = true }
    var limits = ControlLimits()
    limits.stopping = .milliseconds(300)
    let clock = ContinuousClock()
    let began = clock.now
    try await withServer(daemon, limits: limits) { server in
      let control = server.control
      Thread.detachNewThread {
        let connection = try? RawConnection(control)
        connection?.send(
          "POST /v1/projects/shop/sync?timeout=5m HTTP/1.1\r\nHost: modelgend\r\n\r\n"
        )
        _ = connection?.receiveAll()
      }
      try await Task.sleep(for: .milliseconds(300))
    }
    #expect(clock.now - began < .seconds(15))
  }
}
