import ControlAPI
import Foundation
import Glibc
import Testing

/// The daemon as it runs, beset from all sides while migrations are dropped in.
@Suite(.serialized) struct LoadTests {
  @Test("64 clients, readers that stall and hostile ones: models appear and nothing is lost")
  func load() async throws {
    let isLong = ProcessInfo.processInfo.environment["MODELGEND_TEST_LONG"] == "1"
    let askers = 48
    let rounds = (isLong ? 100_000 : 5_000) / askers + 1
    let daemon = try RunningDaemon()
    defer { daemon.end() }
    let path = daemon.socket
    try await daemon.isReady()
    // Once, so that what is opened at the first change or request of a kind is not counted as lost.
    try daemon.migrate("cherries")
    try await daemon.has("app/Models/Base/Cherry.php")
    _ = try await blocking {
      // The heartbeat of events opens a timer that stays, one for the whole process.
      let reader = try RawConnection(path)
      reader.send(get("/v1/events"))
      _ = reader.receive()
      return try answers(path, ["/v1/status", "/v1/projects/shop/tables"], 20)
    }
    try await Task.sleep(for: .seconds(1))
    let before = daemon.usage()

    try await withThrowingTaskGroup(of: Int.self) { group in
      for client in 0..<askers {
        group.addTask {
          try await blocking {
            let pages = ["/v1/status", "/v1/health", "/v1/projects/shop/tables", "/v1/metrics"]
            return try answers(path, [pages[client % 4]], rounds)
          }
        }
      }
      for reader in 0..<8 {
        group.addTask {
          try await blocking {
            // Every other one stops reading for a while; all resume from where they were.
            for turn in 0..<(rounds / 20 + 1) {
              let connection = try RawConnection(path)
              connection.send(get("/v1/events", "Last-Event-ID: x:\(turn)"))
              _ = connection.receive()
              usleep(reader % 2 == 0 ? 20_000 : 1_000)
            }
            return rounds
          }
        }
      }
      for hostile in 0..<8 {
        group.addTask {
          try await blocking {
            let header = "X: " + String(repeating: "x", count: 60_000)
            for _ in 0..<(rounds / 4 + 1) {
              let connection = try RawConnection(path)
              switch hostile % 4 {
              case 0: connection.send("GET /v1/st")
              case 1: connection.send(get("/v1/status", header, header))
              case 2: connection.send("GET /v1/status HTTP/1.1\r\nHost: elsewhere\r\n\r\n")
              default: connection.send("\u{16}\u{03}\u{01} no HTTP\r\n\r\n")
              }
              if hostile % 4 != 0 { _ = connection.receive() }
            }
            return rounds
          }
        }
      }
      group.addTask {
        for word in ["Apple", "Pear", "Plum", "Fig", "Lime", "Melon", "Grape", "Olive"] {
          try daemon.migrate(word.lowercased() + "s")
          try await daemon.has("app/Models/Base/\(word).php")
        }
        return rounds
      }
      for try await answered in group { #expect(answered == rounds) }
    }

    // What was abandoned is noticed by its end; memory goes back when the last run is over.
    var after = daemon.usage()
    for _ in 0..<200 where after.descriptors.count > before.descriptors.count {
      try await Task.sleep(for: .milliseconds(50))
      after = daemon.usage()
    }
    #expect(
      after.descriptors.count <= before.descriptors.count,
      "before \(before.descriptors), after \(after.descriptors)"
    )
    let grown = after.megabytes - before.megabytes
    #expect(grown <= 10, "\(before.megabytes) MB before, \(after.megabytes) MB after")
  }
}

/// How many requests for these pages, one after the other on a connection, were answered well.
private func answers(_ path: String, _ pages: [String], _ rounds: Int) throws -> Int {
  var connection = try RawConnection(path)
  var answered = 0
  for round in 0..<rounds {
    // One too many is told so, and comes again.
    for _ in 0..<100 {
      connection.send(get(pages[round % pages.count]))
      if answer(on: connection).hasPrefix("HTTP/1.1 200 ") {
        answered += 1
        break
      }
      connection = try RawConnection(path)
    }
  }
  return answered
}

/// A response with a body of announced length.
private func answer(on connection: RawConnection) -> String {
  var text = connection.receive(until: "\r\n\r\n")
  let head = text.lowercased()
  guard let length = head.range(of: "content-length: "), let end = head.range(of: "\r\n\r\n")
  else { return text }
  let bytes = Int(head[length.upperBound...].prefix { $0.isNumber }) ?? 0
  let whole = head[..<end.upperBound].utf8.count + bytes
  while text.utf8.count < whole {
    let part = connection.receive()
    if part.isEmpty { break }
    text += part
  }
  return text
}

/// A process of `modelgend run` over a small project.
///
/// Unchecked: `Process` is not Sendable, and only the one task that drops migrations in changes it.
private final class RunningDaemon: @unchecked Sendable {
  let folder: String
  let process = Process()
  private var number = 0

  var socket: String { folder + "/c.sock" }

  init() throws {
    folder = try scratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder + "/shop/migrations",
      withIntermediateDirectories: true
    )
    try "[project]\nmigrations = [\"migrations\"]\ndialect = \"postgres\"\nconvention = \"plain\"\n"
      .write(toFile: folder + "/shop/modelgend.toml", atomically: true, encoding: .utf8)
    try migrate("users")
    process.executableURL = URL(fileURLWithPath: binary)
    process.arguments = [
      "run", "--root", folder + "/shop", "--socket", socket, "--state", folder + "/state",
      "--log-level", "critical",
    ]
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = folder + "/cache"
    process.environment = environment
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
  }

  func end() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  func migrate(_ table: String) throws {
    number += 1
    let name = String(format: "/shop/migrations/%03d.sql", number)
    try "CREATE TABLE \(table) (id int PRIMARY KEY, name text);\n"
      .write(toFile: folder + name, atomically: true, encoding: .utf8)
  }

  func isReady() async throws { try await has("app/Models/Base/User.php") }

  func has(_ path: String) async throws {
    for _ in 0..<2000 {
      if access(folder + "/shop/" + path, F_OK) == 0 { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("\(path) did not appear in twenty seconds")
  }

  func usage() -> (descriptors: [String], megabytes: Int) {
    let files = FileManager.default
    let own = "/proc/\(process.processIdentifier)"
    let open = ((try? files.contentsOfDirectory(atPath: own + "/fd")) ?? []).compactMap { number in
      try? files.destinationOfSymbolicLink(atPath: own + "/fd/" + number)
    }
    let bytes = files.contents(atPath: own + "/status") ?? Data()
    let status = String(decoding: bytes, as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    let kilobytes = Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
    return (open.sorted(), kilobytes / 1024)
  }
}
