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
  func each(_ value: (ProjectStatus) -> Int) -> [Metric.Sample] {
    page.projects.map { Metric.Sample(Double(value($0)), labels: ["project": $0.id]) }
  }
  let uptime = Double(page.now.microseconds - page.started.microseconds) / 1_000_000
  return [
    Metric(
      "modelgend_healthy",
      .gauge,
      "1 where nothing is degraded, missing or in error",
      samples: [.init(health.isHealthy ? 1 : 0)]
    ),
    Metric(
      "modelgend_uptime_seconds",
      .gauge,
      "Time since the daemon was started",
      unit: "seconds",
      samples: [.init(uptime)]
    ),
    Metric(
      "modelgend_projects",
      .gauge,
      "Projects that are watched",
      samples: [.init(Double(health.projects))]
    ),
    Metric(
      "modelgend_projects_degraded",
      .gauge,
      "Projects that work only in part",
      samples: [.init(Double(health.degraded))] + each { $0.degradations.isEmpty ? 0 : 1 }
    ),
    Metric(
      "modelgend_projects_missing",
      .gauge,
      "Projects whose folder is not there",
      samples: [.init(Double(health.missing))] + each { $0.state == .missing ? 1 : 0 }
    ),
    Metric(
      "modelgend_tables",
      .gauge,
      "Tables in the schemas",
      samples: [.init(Double(health.tables))] + each { $0.schema?.tables ?? 0 }
    ),
    Metric(
      "modelgend_conflicts",
      .gauge,
      "Files that are not replaced because somebody edited them",
      samples: [.init(Double(health.conflicts))] + each { $0.conflicts.count }
    ),
    Metric(
      "modelgend_errors",
      .gauge,
      "Diagnostics that are errors",
      samples: [.init(Double(health.diagnostics.errors))] + each { $0.counts.errors }
    ),
    Metric(
      "modelgend_warnings",
      .gauge,
      "Diagnostics that are warnings",
      samples: [.init(Double(health.diagnostics.warnings))] + each { $0.counts.warnings }
    ),
  ]
}
