import ControlAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// Everything that can be asked, as data: the router is built from it, docs/api.md is checked
/// against it, and `GET /v1` prints it.
let controlRoutes: [ControlRoute] = [
  ControlRoute(.get, "/v1", .status, "The version and this list") { call in
    jsonResponse(IndexPage(role: call.role))
  },
  ControlRoute(.get, "/v1/health", .status, "Health and counts, without names") { call in
    jsonResponse(HealthPage(of: await call.daemon.status()))
  },
  ControlRoute(.get, "/v1/metrics", .status, "The same and more as OpenMetrics") { call in
    await metricsResponse(call)
  },
  ControlRoute(.get, "/v1/status", .control, "The whole state on one page") { call in
    jsonResponse(await call.daemon.status())
  },
  ControlRoute(.get, "/v1/projects", .control, "All projects") { call in
    jsonResponse(ProjectList(projects: await call.daemon.status().projects))
  },
  ControlRoute(.post, "/v1/projects", .control, "Add a project") { call in
    try await addProject(call)
  },
  ControlRoute(.get, "/v1/projects/{id}", .control, "One project") { call in
    let id = try call.part("id")
    try await call.syncIfAsked(id)
    return jsonResponse(try await project(id, of: call.daemon))
  },
  ControlRoute(.delete, "/v1/projects/{id}", .control, "Forget a project; its files stay") { call in
    try await call.daemon.remove(try call.part("id"))
    return Response(status: .noContent)
  },
  ControlRoute(.get, "/v1/projects/{id}/schema", .control, "Its schema") { call in
    try await schema(call)
  },
  ControlRoute(.get, "/v1/projects/{id}/tables", .control, "Its tables in short") { call in
    let id = try call.part("id")
    try await call.syncIfAsked(id)
    return jsonResponse(try await call.daemon.tables(of: id))
  },
  ControlRoute(.get, "/v1/projects/{id}/diagnostics", .control, "All its diagnostics") { call in
    let id = try call.part("id")
    try await call.syncIfAsked(id)
    return jsonResponse(try await call.daemon.diagnostics(of: id))
  },
  ControlRoute(.post, "/v1/projects/{id}/sync", .control, "Wait until it is up to date") { call in
    let timeout = try call.duration("timeout") ?? WaitLimit.sync
    return jsonResponse(try await call.daemon.sync(try call.part("id"), timeout: timeout))
  },
  ControlRoute(.post, "/v1/projects/{id}/generate", .control, "Check and write all files") { call in
    let id = try call.part("id")
    return try await longWork(call) { daemon throws(Problem) in try await daemon.generate(id) }
  },
  ControlRoute(.post, "/v1/projects/{id}/rebuild", .control, "The same without the cache") { call in
    let id = try call.part("id")
    return try await longWork(call) { daemon throws(Problem) in try await daemon.rebuild(id) }
  },
  ControlRoute(.post, "/v1/projects/{id}/pause", .control, "Leave its files alone") { call in
    jsonResponse(try await call.daemon.pause(try call.part("id")))
  },
  ControlRoute(.post, "/v1/projects/{id}/resume", .control, "Take it up again") { call in
    jsonResponse(try await call.daemon.resume(try call.part("id")))
  },
  ControlRoute(.get, "/v1/runs/{id}", .control, "What became of a run") { call in
    let wait = try call.duration("wait") ?? .zero
    return jsonResponse(try await call.daemon.run(try call.part("id"), wait: wait))
  },
  ControlRoute(.get, "/v1/events", .control, "What happens, as server-sent events") { call in
    eventsResponse(call)
  },
  ControlRoute(.post, "/v1/reload", .control, "Read the configuration again") { call in
    let report = try await call.daemon.reload(wait: try call.duration("wait") ?? .zero)
    return jsonResponse(report, status: report.isFinished ? .ok : .accepted)
  },
]

/// The answer to `GET /v1`.
private struct IndexPage: Encodable {
  struct Line: Encodable {
    var method: String
    var path: String
    var summary: String
  }

  var version = programVersion
  var api = APIVersion.current.description
  var routes: [Line]

  init(role: SocketRole) {
    routes = controlRoutes.filter { $0.isServed(on: role) }
      .map { Line(method: $0.method.rawValue, path: $0.path, summary: $0.summary) }
  }
}
