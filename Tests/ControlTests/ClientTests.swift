import ControlAPI
import Daemon
import Foundation
import Glibc
import Synchronization
import Testing

@Suite("Commands over the socket", .serialized)
struct ClientTests {
  @Test("Without a daemon the commands end with 69 and say how to start one")
  func unreachable() async throws {
    for command in ["status", "sync", "reload", "project list", "events", "tables"] {
      let outcome = try await shell("modelgend \(command) --socket /tmp/no-such.sock")
      #expect(outcome.status == 69, "\(command)")
      #expect(outcome.errors.contains("no daemon answers at /tmp/no-such.sock"))
      #expect(outcome.errors.contains("modelgend run"))
    }
  }

  @Test("The socket is looked for in --socket, $MODELGEND_SOCKET and $XDG_RUNTIME_DIR")
  func search() async throws {
    try await withServer { server in
      let folder = server.folder
      try FileManager.default.createDirectory(
        atPath: folder + "/modelgend",
        withIntermediateDirectories: true
      )
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/modelgend/control.sock",
        withDestinationPath: server.control
      )
      let list = "modelgend project list"
      #expect(try await shell("\(list) --socket \(server.control)").status == 0)
      let named = ["MODELGEND_SOCKET": server.control]
      #expect(try await shell(list, environment: named).status == 0)
      #expect(try await shell("\(list) --socket /no", environment: named).status == 69)
      #expect(try await shell(list, environment: ["XDG_RUNTIME_DIR": folder]).status == 0)
      let both = ["MODELGEND_SOCKET": "/no", "XDG_RUNTIME_DIR": folder]
      #expect(try await shell(list, environment: both).status == 69)
    }
  }

  @Test("A socket that may not be opened ends with 77, the counts for everybody and what to do")
  func permission() async throws {
    // Root may open everything, so another user asks.
    guard getuid() == 0 else { return }
    try await withServer { server in
      chmod(server.folder, 0o755)
      let readable = "/tmp/mgc-binary-" + UUID().uuidString.prefix(8)
      try FileManager.default.copyItem(atPath: binary, toPath: readable)
      defer { try? FileManager.default.removeItem(atPath: readable) }
      chmod(readable, 0o755)
      let library = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? ""
      let outcome = try await shell(
        "setpriv --reuid 65534 --regid 65534 --clear-groups \(readable) status --socket "
          + server.control,
        environment: ["LD_LIBRARY_PATH": library]
      )
      #expect(outcome.status == 77, "\(outcome.errors)")
      #expect(outcome.errors.contains("usermod -aG modelgend"))
      #expect(outcome.output.contains("1 project, 2 tables, 0 errors, 1 warning"))
      #expect(!outcome.output.contains("shop"))
    }
  }

  @Test("A refused configuration ends reload with 78 and its place")
  func reload() async throws {
    let daemon = ScriptedDaemon()
    try await withServer(daemon) { server in
      let good = try await shell("modelgend reload --wait --socket \(server.control)")
      #expect(good.status == 0)
      #expect(good.output == "reloaded: nothing changed\n")
      daemon.script.withLock {
        $0.reloadProblem = Problem(
          .badConfiguration,
          "unknown key \"settel\"",
          hint: "did you mean settle?",
          path: "/etc/modelgend/modelgend.toml",
          line: 3,
          column: 1
        )
      }
      let bad = try await shell("modelgend reload --wait --socket \(server.control)")
      #expect(bad.status == 78)
      #expect(bad.errors.contains("/etc/modelgend/modelgend.toml:3:1: "))
      #expect(bad.errors.contains("did you mean settle?"))
    }
  }

  @Test("A project is chosen by name, by folder or because it is the only one; else 64")
  func choice() async throws {
    try await withServer { server in
      let socket = "--socket \(server.control)"
      #expect(try await shell("modelgend sync \(socket)").status == 0)
      #expect(try await shell("modelgend sync shop \(socket)").status == 0)
      let unknown = try await shell("modelgend sync shpo \(socket)")
      #expect(unknown.status == 64)
      #expect(unknown.errors.contains("known: shop"))
      let added = try await shell(
        "mkdir -p blog/app && modelgend project add blog \(socket)",
        in: server.folder
      )
      #expect(added.status == 0, "\(added.errors)")
      let several = try await shell("modelgend sync \(socket)")
      #expect(several.status == 64)
      #expect(several.errors.contains("shop, blog"))
      let inside = try await shell("modelgend sync \(socket)", in: server.folder + "/blog/app")
      #expect(inside.output.hasPrefix("blog is up to date"))
      #expect(try await shell("modelgend project remove blog \(socket)").status == 0)
      #expect(try await shell("modelgend project remove blog \(socket)").status == 64)
      #expect(try await shell("modelgend project add /no/such \(socket)").status == 66)
    }
  }

  @Test("--grant opens a project for the service's user and names a folder that no deploy replaces")
  func grant() async throws {
    // Only root can give access to others.
    guard getuid() == 0 else { return }
    try await withServer { server in
      let setUp = """
        mkdir -p 'a b/releases/1/migrations' && chmod 0700 'a b/releases/1' \
        && ln -s releases/1 'a b/current' \
        && echo 'CREATE TABLE t (id int PRIMARY KEY);' > 'a b/releases/1/migrations/1.sql'
        """
      #expect(try await shell(setUp, in: server.folder).status == 0)
      let add =
        "modelgend project add 'a b/current' --id site --grant --service-user nobody"
        + " --drop-in-folder units --socket \(server.control)"
      let outcome = try await shell(add, in: server.folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("systemctl daemon-reload"))
      let unit = try String(contentsOfFile: server.folder + "/units/50-site.conf", encoding: .utf8)
      #expect(unit.contains("[Service]\nReadWritePaths=-\(server.folder)/a\\x20b\n"))
      let access = try await shell(
        "getfacl -cp 'a b/releases/1' 'a b/releases/1/app/Models'",
        in: server.folder
      )
      #expect(access.output.contains("user:nobody:rwx"))
      #expect(access.output.contains("default:user:nobody:rwx"))
      #expect(outcome.output.contains("site is watched at \(server.folder)/a b/current"))
      #expect(try await shell(add, in: server.folder).status == 64)
      let odd = try await shell("modelgend project add . --id ../x --socket \(server.control)")
      #expect(odd.status == 64)
    }
  }

  @Test("--json prints the daemon's answer as it is")
  func json() async throws {
    try await withServer { server in
      for (command, path) in [
        ("status", "status"), ("status shop", "projects/shop"), ("tables", "projects/shop/tables"),
        ("project list", "projects"),
      ] {
        let own = try await shell("modelgend \(command) --json --socket \(server.control)")
        let curl = try await shell(
          "curl -s --unix-socket \(server.control) http://modelgend/v1/\(path)"
        )
        #expect(own.output == curl.output)
        #expect(!own.output.isEmpty)
      }
    }
  }

  @Test("The events are followed until the daemon stops, and go on behind an id")
  func events() async throws {
    try await withServer { server in
      let daemon = server.daemon
      daemon.events.publish(.runStarted(finishedRun))
      let control = server.control
      async let followed = shell("modelgend events --follow --after a1b2:0 --socket \(control)")
      for _ in 0..<500 where daemon.events.listenerCounts.open == 0 {
        try await Task.sleep(for: .milliseconds(10))
      }
      daemon.events.publish(.runFinished(finishedRun))
      daemon.events.publish(.stopping)
      let outcome = try await followed
      #expect(outcome.status == 0, "\(outcome.errors)")
      let ids = outcome.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
      #expect(ids == ["a1b2:1", "a1b2:2", "a1b2:3"])
    }
  }

  @Test("A connection that breaks off is taken up again, with a note where events were lost")
  func reconnect() async throws {
    let folder = try scratchFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let link = folder + "/now.sock"
    @Sendable func point(to path: String) throws {
      unlink(link)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    }
    @Sendable func heard(_ daemon: ScriptedDaemon) async throws {
      for _ in 0..<1000 where daemon.events.listenerCounts.open == 0 {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    // It says one thing and breaks off, again and again.
    let started = String(decoding: Event.runStarted(finishedRun).data, as: UTF8.self)
    let canned = try CannedServer(
      folder + "/canned.sock",
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
        + "id: a1b2:1\nevent: run-started\ndata: \(started)\n\n"
    )
    defer { canned.end() }
    try point(to: folder + "/canned.sock")
    let followed = Task.detached { try await shell("modelgend events --follow --socket \(link)") }
    try await Task.sleep(for: .seconds(1))
    let first = ScriptedDaemon()
    first.events.publish(.runStarted(finishedRun))
    first.events.publish(.runFinished(finishedRun))
    try await withServer(first) { server in
      try point(to: server.control)
      try await heard(first)
    }
    let second = ScriptedDaemon(events: EventStream(epoch: "c3d4"))
    try await withServer(second) { server in
      try point(to: server.control)
      try await heard(second)
      second.events.publish(.stopping)
      let outcome = try await followed.value
      #expect(outcome.status == 0, "\(outcome.errors)")
      var lines: [String] = []
      for line in outcome.output.split(separator: "\n") {
        let start = line.split(separator: " ").prefix(2).joined(separator: " ")
        if lines.last != start { lines.append(start) }
      }
      #expect(
        lines == ["a1b2:1 run-started", "a1b2:2 run-finished", "c3d4:0 reset", "c3d4:1 stopping"]
      )
      #expect(outcome.errors.contains("events were lost"))
      #expect(outcome.errors.contains("broke off"))
    }
  }

  @Test("What is wrong stands in the status page with what to do")
  func status() async throws {
    let daemon = ScriptedDaemon()
    daemon.script.withLock { script in
      script.projects[0].state = .degraded
      script.projects[0].degradations = [
        Degradation(
          "inotify-limit",
          "the kernel watches no more folders; they are polled every 2 s",
          hint: "sudo sysctl fs.inotify.max_user_watches=524288",
          since: moment(60)
        )
      ]
      script.projects[0].conflicts = [
        ConflictReport(path: "app/Models/Base/User.php", reason: "it was edited")
      ]
    }
    try await withServer(daemon) { server in
      let text = try await shell("modelgend status --socket \(server.control)").output
      #expect(text.contains("degraded for 12 min"))
      #expect(text.contains("→ sudo sysctl fs.inotify.max_user_watches=524288"))
      #expect(text.contains("app/Models/Base/User.php: it was edited"))
      #expect(text.contains("migrations/0002_orders.up.sql:12:5: MG0205"))
      #expect(!text.contains("\u{1B}"))
    }
  }
}

/// A server that says what a test wants, for daemons of other versions.
private func answering(
  _ response: String,
  _ body: @Sendable (String) async throws -> Void
)
  async throws
{
  let folder = try scratchFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  let path = folder + "/s.sock"
  let listener = try CannedServer(path, response)
  defer { listener.end() }
  try await body(path)
}

@Suite("Daemons of other versions", .serialized)
struct VersionTests {
  @Test("A daemon that needs a newer client is named with its version")
  func newerDaemon() async throws {
    let head = "HTTP/1.1 200 OK\r\nModelgend-Version: 9.1\r\nModelgend-Api: 1.9\r\n"
    try await answering(head + "Modelgend-Api-Min: 1.8\r\nContent-Length: 2\r\n\r\n{}") { path in
      let outcome = try await shell("modelgend status --socket \(path)")
      #expect(outcome.status == 69)
      #expect(outcome.errors.contains("(9.1) needs a newer command"))
    }
  }

  @Test("A newer daemon's page with more in it is read, its problem judged by its status")
  func newerPage() async throws {
    let page = "{\"projects\":[],\"aNewMember\":{\"a\":1}}"
    let head = "HTTP/1.1 200 OK\r\nModelgend-Api: 1.9\r\nTransfer-Encoding: chunked\r\n\r\n"
    let chunks =
      head + "9;x=y\r\n\(page.prefix(9))\r\n"
      + "\(String(page.utf8.count - 9, radix: 16))\r\n\(page.dropFirst(9))\r\n0\r\n\r\n"
    try await answering(chunks) { path in
      let outcome = try await shell("modelgend project list --socket \(path)")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let problem = "{\"code\":\"later\",\"title\":\"Later\",\"status\":503,\"detail\":\"Not now.\"}"
    let refusal = "HTTP/1.1 503 X\r\nContent-Length: \(problem.utf8.count)\r\n\r\n\(problem)"
    try await answering(refusal) { path in
      let outcome = try await shell("modelgend project list --socket \(path)")
      #expect(outcome.status == 75)
      #expect(outcome.errors.contains("Later: Not now."))
    }
  }

  @Test(
    "What is no daemon, or breaks off, is no crash",
    arguments: ["", "SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", "HTTP/1.1 "]
  )
  func noDaemon(response: String) async throws {
    try await answering(response) { path in
      let outcome = try await shell("modelgend project list --socket \(path)")
      #expect(outcome.status == 69, "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix("modelgend: "))
    }
  }
}
