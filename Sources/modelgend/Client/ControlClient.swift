import ArgumentParser
import ControlAPI
import Linux

/// What a command says to the daemon, and how it ends where that fails.
///
/// 69 nobody answers, 75 it took too long, 77 permission; a problem of the daemon brings its own.
struct ControlClient {
  /// A response with its whole body.
  struct Reply {
    var head: ResponseHead
    var body: [UInt8]
  }

  /// How long an answer may take that waits for nothing.
  static let patience = Duration.seconds(30)

  let path: String

  init(_ options: SocketOptions) throws {
    var last: (path: String, failure: UnixConnection.Failure)?
    for path in options.candidates {
      do throws(UnixConnection.Failure) {
        _ = try UnixConnection(path)
        self.path = path
        return
      } catch {
        // A denied socket is somebody's daemon; a missing one only is not there.
        if case .permissionDenied? = last?.failure { continue }
        last = (path, error)
      }
    }
    throw reportFailure(last?.failure ?? .unreachable("there is no socket"), last?.path ?? "")
  }

  /// Asks, and reads the answer as a page.
  func page<Page: Decodable>(
    _ type: Page.Type,
    _ method: String,
    _ path: String,
    body: [UInt8] = [],
    within patience: Duration = patience
  ) throws -> Page {
    let reply = try ask(method, path, body: body, within: patience)
    do {
      return try readWireJSON(type, reply.body)
    } catch {
      throw report(
        "modelgend: the answer of the daemon at \(self.path) cannot be read; is it the same "
          + "version (\(reply.head.header(APIHeader.version) ?? "unknown"), this is "
          + "\(programVersion))?",
        Exit.unavailable
      )
    }
  }

  /// Asks, and ends the command with the daemon's problem where there is one.
  @discardableResult
  func ask(
    _ method: String,
    _ path: String,
    body: [UInt8] = [],
    within patience: Duration = patience
  ) throws -> Reply {
    let deadline = ContinuousClock.now + patience
    let reply: Reply
    do throws(UnixConnection.Failure) {
      let connection = try UnixConnection(self.path)
      try connection.send(request(method, path, body, headers: ["Connection: close"]))
      reply = try read(connection, by: deadline)
    } catch {
      throw reportFailure(error, self.path)
    }
    try check(reply.head)
    guard reply.head.status >= 400 else { return reply }
    throw problem(in: reply)
  }

  func request(
    _ method: String,
    _ path: String,
    _ body: [UInt8],
    headers: [String]
  ) -> [UInt8] {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: \(controlHost)\r\n"
    head += "User-Agent: modelgend/\(programVersion)\r\n"
    for header in headers { head += header + "\r\n" }
    if method == "POST" {
      head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n"
    }
    return Array((head + "\r\n").utf8) + body
  }

  private func read(
    _ connection: UnixConnection,
    by deadline: ContinuousClock.Instant
  ) throws(UnixConnection.Failure) -> Reply {
    var reader = ResponseReader()
    var body: [UInt8] = []
    while true {
      let bytes = try connection.receive(by: deadline)
      if bytes.isEmpty {
        guard reader.end(), let head = reader.head else {
          throw .unreachable("the connection was closed before the answer was complete")
        }
        return Reply(head: head, body: body)
      }
      guard let part = reader.take(bytes) else { throw .other("what answers is no modelgend") }
      body += part
      if reader.isDone, let head = reader.head { return Reply(head: head, body: body) }
    }
  }

  /// Refuses only a daemon that says it needs a newer client.
  private func check(_ head: ResponseHead) throws {
    guard let oldest = head.header(APIHeader.oldestAPI).flatMap({ APIVersion($0) }),
      oldest > .current
    else { return }
    throw report(
      "modelgend: the daemon (\(head.header(APIHeader.version) ?? "unknown")) needs a newer "
        + "command than this one (\(programVersion))",
      Exit.unavailable
    )
  }

  func problem(in reply: Reply) -> ExitCode {
    guard let problem = try? readWireJSON(Problem.self, reply.body) else {
      return report(
        "modelgend: the daemon answered with \(reply.head.status)",
        Exit.unavailable
      )
    }
    return report(problemText(problem), ExitCode(problem.exitStatus))
  }
}

/// A problem as a person reads it.
func problemText(_ problem: Problem) -> String {
  var place = ""
  if let path = problem.path {
    place = path + (problem.line.map { ":\($0)" } ?? "") + (problem.column.map { ":\($0)" } ?? "")
    place += ": "
  }
  var text = "modelgend: \(place)\(problem.title)"
  if !problem.detail.isEmpty { text += ": " + problem.detail }
  if let hint = problem.hint { text += "\n  " + hint }
  return text
}

func reportFailure(_ failure: UnixConnection.Failure, _ path: String) -> ExitCode {
  switch failure {
  case .unreachable(let reason):
    report(
      "modelgend: no daemon answers at \(path): \(reason)\n"
        + "  Start it with \"systemctl start modelgend\" or \"modelgend run\", or name its socket "
        + "with --socket.",
      Exit.unavailable
    )
  case .permissionDenied:
    report(
      "modelgend: permission denied for \(path)\n"
        + "  Join the group of the service: sudo usermod -aG modelgend $USER, then log in again.",
      Exit.permission
    )
  case .timeout: report("modelgend: the daemon at \(path) did not answer in time", Exit.timeout)
  case .other(let reason): report("modelgend: \(path): \(reason)", Exit.unavailable)
  }
}
