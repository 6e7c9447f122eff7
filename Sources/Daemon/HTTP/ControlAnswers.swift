import ControlAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

func jsonResponse(_ page: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
  bytesResponse(wireJSON(page, isPretty: true) + [10], type: "application/json", status: status)
}

func bytesResponse(
  _ bytes: [UInt8],
  type: String,
  status: HTTPResponse.Status = .ok
) -> Response {
  Response(
    status: status,
    headers: [.contentType: type, .cacheControl: "no-store"],
    body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
  )
}

func problemResponse(_ problem: Problem) -> Response {
  bytesResponse(
    wireJSON(problem, isPretty: true) + [10],
    type: "application/problem+json",
    status: HTTPResponse.Status(code: problem.status)
  )
}

/// One project of the status page.
func project(
  _ id: String,
  of daemon: any ControlledDaemon
) async throws(Problem) -> ProjectStatus {
  let projects = await daemon.status().projects
  guard let project = projects.first(where: { $0.id == id }) else {
    let known = projects.map(\.id).joined(separator: ", ")
    throw Problem(
      .noSuchProject,
      "No project is called \(id).",
      hint: known.isEmpty ? "Add one with: modelgend project add ROOT" : "Known are: \(known)"
    )
  }
  return project
}

func addProject(_ call: ControlCall) async throws -> Response {
  let request: ProjectRequest
  do {
    request = try readWireJSON(ProjectRequest.self, call.body)
  } catch {
    throw Problem(
      .badRequest,
      "The body is no project.",
      hint: "Send {\"root\": \"/srv/app\"}, with \"id\" where its name should be another."
    )
  }
  guard request.root.hasPrefix("/") else {
    throw Problem(.badRequest, "The root \(request.root) is not an absolute path.")
  }
  let project = try await call.daemon.add(request)
  var response = jsonResponse(project, status: .created)
  response.headers[.location] = "/v1/projects/" + percentEncoded(project.id)
  return response
}

func schema(_ call: ControlCall) async throws -> Response {
  let id = try call.part("id")
  let name = call.query("format") ?? SchemaFormat.json.rawValue
  guard let format = SchemaFormat(rawValue: name) else {
    let known = SchemaFormat.allCases.map(\.rawValue).joined(separator: ", ")
    throw Problem(.badRequest, "There is no format \(name).", hint: "Known are: \(known)")
  }
  try await call.syncIfAsked(id)
  let bytes = try await call.daemon.schema(of: id, format: format, tables: call.queries("table"))
  return bytesResponse(
    bytes,
    type: format == .json ? "application/json" : "text/plain; charset=utf-8"
  )
}

/// Starts what takes its time: 202 and where to look, or the end of it after `?wait=30s`.
///
/// A repeated `Idempotency-Key` starts nothing and answers with the run of the first request.
func longWork(
  _ call: ControlCall,
  _ start: @escaping @Sendable (any ControlledDaemon) async throws(Problem) -> RunReport
) async throws -> Response {
  let wait = try call.duration("wait") ?? .zero
  var key: String?
  if let name = HTTPField.Name(APIHeader.idempotencyKey) { key = call.request.headers[name] }
  let daemon = call.daemon
  var run: RunReport
  if let key {
    let isRepeated: Bool
    (run, isRepeated) = try await call.server.repetitions.run(call.request.uri.path + "\n" + key) {
      () throws(Problem) in try await start(daemon)
    }
    if isRepeated { run = try await daemon.run(run.id, wait: .zero) }
  } else {
    run = try await start(daemon)
  }
  if !run.isFinished, wait > .zero { run = try await daemon.run(run.id, wait: wait) }
  var response = jsonResponse(run, status: run.isFinished ? .ok : .accepted)
  response.headers[.location] = "/v1/runs/" + percentEncoded(run.id)
  return response
}
