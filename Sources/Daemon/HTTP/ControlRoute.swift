import ControlAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// One line of the table of routes: what docs/api.md describes and the router serves.
struct ControlRoute: Sendable {
  var method: HTTPRequest.Method
  /// With `{name}` for a part that varies.
  var path: String
  /// The least of the sockets that serves it: `.status` ones are served by both.
  var role: SocketRole
  /// One sentence without the full stop.
  var summary: String
  var answer: @Sendable (ControlCall) async throws -> Response

  init(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ role: SocketRole,
    _ summary: String,
    _ answer: @escaping @Sendable (ControlCall) async throws -> Response
  ) {
    self.method = method
    self.path = path
    self.role = role
    self.summary = summary
    self.answer = answer
  }

  /// Whether a socket answers this route.
  func isServed(on socket: SocketRole) -> Bool {
    switch socket {
    case .control: true
    case .status: role == .status
    case .loopback: method == .get
    }
  }

  /// Whether a path has the shape of this route.
  func matches(_ other: String) -> Bool {
    let own = path.split(separator: "/")
    let parts = other.split(separator: "/")
    return own.count == parts.count
      && zip(own, parts).allSatisfy { $0.first == "{" || $0 == $1 }
  }
}

/// A request on its way to an answer.
struct ControlCall: Sendable {
  var request: Request
  var context: ControlContext
  var body: [UInt8]
  var role: SocketRole
  var server: ControlServer

  var daemon: any ControlledDaemon { server.daemon }

  /// A part of the path that varies.
  func part(_ name: String) throws(Problem) -> String {
    guard let text = context.parameters.get(name).flatMap(percentDecoded), !text.isEmpty
    else { throw Problem(.badRequest, "The path has no valid \(name).") }
    return text
  }

  func query(_ name: String) -> String? {
    request.uri.queryParameters[Substring(name)].map(String.init)
  }

  func queries(_ name: String) -> [String] {
    request.uri.queryParameters[values: Substring(name)].map(String.init)
  }

  /// A span of time such as `30s`, `500ms` or `2m`, at most five minutes.
  func duration(_ name: String) throws(Problem) -> Duration? {
    guard let text = query(name) else { return nil }
    guard let duration = spanOfTime(text), duration <= WaitLimit.longest else {
      throw Problem(
        .badRequest,
        "\(name)=\(text) is no span of time up to 5m.",
        hint: "Write it as 500ms, 30s or 2m."
      )
    }
    return duration
  }

  /// Makes the answer reflect everything written before the call, where it asks for that.
  func syncIfAsked(_ project: String) async throws(Problem) {
    guard let asked = query("sync"), asked != "0" else { return }
    let timeout = try duration("timeout") ?? WaitLimit.sync
    _ = try await daemon.sync(project, timeout: timeout)
  }
}

/// Reads `500ms`, `30s` or `2m`.
func spanOfTime(_ text: String) -> Duration? {
  let units: [(String, Duration)] = [
    ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)),
  ]
  for (suffix, unit) in units where text.hasSuffix(suffix) {
    let digits = text.dropLast(suffix.utf8.count)
    guard digits.utf8.count <= 9, let number = Int(digits), number >= 0 else { return nil }
    return unit * number
  }
  return nil
}
