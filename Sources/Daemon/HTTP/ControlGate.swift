import ControlAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Linux
import Logging
import NIOCore
import NIOHTTP1

/// What every request passes first and every response last: who may ask, and how errors look.
///
/// Hummingbird answers an error with a body of its own or none, so this stands around
/// everything, the page that is not found included.
struct ControlGate: RouterMiddleware {
  let server: ControlServer
  let role: SocketRole

  func handle(
    _ request: Request,
    context: ControlContext,
    next: @concurrent (Request, ControlContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      try admit(request, context)
      if request.method != .get { note(request, context) }
      var request = request
      try await collectBody(&request)
      response = try await next(request, context)
    } catch let error as HTTPParserError {
      // The connection's own handlers answered it and end the connection.
      throw error
    } catch let problem as Problem {
      response = problemResponse(problem)
      if problem.known == .bodyTooLarge { response.headers[.connection] = "close" }
      if problem.known == .methodNotAllowed {
        response.headers[.allow] = allowed(request.uri.path).joined(separator: ", ")
      }
    } catch let error as any HTTPResponseError where error.status == .notFound {
      response = problemResponse(notFound(request))
      let methods = allowed(request.uri.path)
      if !methods.isEmpty { response.headers[.allow] = methods.joined(separator: ", ") }
    } catch is CancellationError {
      response = problemResponse(Problem(.stopping, "The daemon is stopping; try again."))
    } catch {
      context.logger.error("request failed", metadata: ["error": "\(error)"])
      response = problemResponse(
        Problem(.internalError, "\(error)", hint: "See the daemon's log for what came before.")
      )
    }
    let versions = [
      (APIHeader.version, programVersion),
      (APIHeader.api, APIVersion.current.description),
      (APIHeader.oldestAPI, APIVersion.oldest.description),
    ]
    for (name, value) in versions {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    return response
  }

  /// A web page in a browser cannot leave out these headers nor choose this host.
  private func admit(_ request: Request, _ context: ControlContext) throws(Problem) {
    if request.headers[.origin] != nil || request.headers[.referer] != nil {
      throw Problem(.foreignOrigin, "Requests with Origin or Referer are refused.")
    }
    let host = request.head.authority
    if role == .loopback {
      // A name of somebody's that leads to this machine is how web pages reach it.
      let port = context.channel.localAddress?.port ?? 0
      guard ["localhost:\(port)", "127.0.0.1:\(port)", "[::1]:\(port)"].contains(host) else {
        throw Problem(.foreignOrigin, "The host must be localhost:\(port).")
      }
      return
    }
    guard host == controlHost else {
      throw Problem(
        .foreignOrigin,
        "The host must be \(controlHost).",
        hint: "With curl: curl --unix-socket SOCKET http://\(controlHost)/v1/status"
      )
    }
  }

  /// Who asked for a change goes to the log; that they may is what the socket's mode says.
  private func note(_ request: Request, _ context: ControlContext) {
    let peer = server.connections.peer(of: context.channel)
    context.logger.info(
      "\(request.method.rawValue) \(request.uri.path)",
      metadata: [
        "PEER_UID": "\(peer.map { String($0.user) } ?? "unknown")",
        "PEER_PID": "\(peer.map { String($0.process) } ?? "unknown")",
      ]
    )
  }

  private func collectBody(_ request: inout Request) async throws {
    let limit = server.limits.bodyBytes
    let tooLarge = Problem(.bodyTooLarge, "A body may have \(limit) bytes.")
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw tooLarge
    }
    do {
      _ = try await request.collectBody(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw tooLarge
    }
  }

  private func allowed(_ path: String) -> [String] {
    controlRoutes.filter { $0.matches(path) }.map(\.method.rawValue)
  }

  private func notFound(_ request: Request) -> Problem {
    let path = request.uri.path
    if !allowed(path).isEmpty {
      return Problem(.methodNotAllowed, "\(path) does not know \(request.method.rawValue).")
    }
    let first = path.split(separator: "/").first ?? ""
    if first.first == "v", Int(first.dropFirst()) != nil, first != "v1" {
      return Problem(
        .unknownVersion,
        "This daemon speaks version \(APIVersion.current), under /v1.",
        hint: "Use a modelgend of the daemon's version, \(programVersion)."
      )
    }
    return Problem(.notFound, "There is nothing at \(path).", hint: "GET /v1 lists what there is.")
  }
}
