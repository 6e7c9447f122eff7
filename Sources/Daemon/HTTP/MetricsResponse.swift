import ControlAPI
import Hummingbird
import HummingbirdCore

/// `GET /v1/metrics`: what the daemon counts, the state of its projects and of this server.
///
/// On the status socket only samples without labels are shown: labels name projects.
func metricsResponse(_ call: ControlCall) async -> Response {
  let page = await call.daemon.status()
  let listeners = call.daemon.events.listenerCounts
  let requests = call.server.connections.counts
  var metrics = stateMetrics(page)
  metrics += [
    Metric(
      "modelgend_control_connections",
      .gauge,
      "Connections to the control sockets that are open",
      samples: [.init(Double(requests.open))]
    ),
    Metric(
      "modelgend_control_connections_refused",
      .counter,
      "Connections to the control sockets that were one too many",
      samples: [.init(Double(requests.refused))]
    ),
    Metric(
      "modelgend_control_requests",
      .counter,
      "Requests to the control sockets",
      samples: [.init(Double(requests.requests))]
    ),
    Metric(
      "modelgend_event_listeners",
      .gauge,
      "Clients that listen for events",
      samples: [.init(Double(listeners.open))]
    ),
    Metric(
      "modelgend_event_listeners_dropped",
      .counter,
      "Clients that were let go because they read events too slowly",
      samples: [.init(Double(listeners.dropped))]
    ),
  ]
  metrics += await call.daemon.metrics()
  if call.role == .status {
    metrics = metrics.map { metric in
      var metric = metric
      metric.samples.removeAll { !$0.labels.isEmpty }
      return metric
    }
  }
  return bytesResponse(
    Array(openMetrics(metrics).utf8),
    type: "application/openmetrics-text; version=1.0.0; charset=utf-8"
  )
}

/// The status page as numbers: sums for everybody, and each project by name.
private func stateMetrics(_ page: StatusPage) -> [Metric] {
  let health = HealthPage(of: page)
  let uptime = Double(page.now.microseconds - page.started.microseconds) / 1_000_000
  func sum(_ name: String, _ help: String, _ value: Int) -> Metric {
    Metric("modelgend_" + name, .gauge, help, samples: [.init(Double(value))])
  }
  func each(_ name: String, _ help: String, _ value: (ProjectStatus) -> Int) -> Metric {
    let samples = page.projects.map {
      Metric.Sample(Double(value($0)), labels: ["project": $0.id])
    }
    return Metric("modelgend_project_" + name, .gauge, help, samples: samples)
  }
  return [
    sum("healthy", "1 where nothing is degraded, missing or in error", health.isHealthy ? 1 : 0),
    Metric(
      "modelgend_uptime_seconds",
      .gauge,
      "Time since the daemon was started",
      unit: "seconds",
      samples: [.init(uptime)]
    ),
    sum("projects", "Projects that are watched", health.projects),
    sum("projects_degraded", "Projects that work only in part", health.degraded),
    sum("projects_missing", "Projects whose folder is not there", health.missing),
    sum("tables", "Tables in all schemas", health.tables),
    sum("conflicts", "Files left alone because somebody edited them", health.conflicts),
    sum("errors", "Diagnostics that are errors", health.diagnostics.errors),
    sum("warnings", "Diagnostics that are warnings", health.diagnostics.warnings),
    each("degraded", "1 where it works only in part") { $0.degradations.isEmpty ? 0 : 1 },
    each("missing", "1 where its folder is not there") { $0.state == .missing ? 1 : 0 },
    each("tables", "Tables in its schema") { $0.schema?.tables ?? 0 },
    each("conflicts", "Its files left alone because somebody edited them") { $0.conflicts.count },
    each("errors", "Its diagnostics that are errors") { $0.counts.errors },
    each("warnings", "Its diagnostics that are warnings") { $0.counts.warnings },
  ]
}
