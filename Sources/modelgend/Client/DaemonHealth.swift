import ControlAPI

/// Asks for health and counts, which both sockets tell; nil where what answers is no modelgend.
func readHealth(_ path: String) throws(UnixConnection.Failure) -> HealthPage? {
  let connection = try UnixConnection(path)
  let request = "GET /v1/health HTTP/1.1\r\nHost: \(controlHost)\r\nConnection: close\r\n\r\n"
  try connection.send(Array(request.utf8))
  let deadline = ContinuousClock.now + .seconds(5)
  var reader = ResponseReader()
  var body: [UInt8] = []
  while !reader.isDone {
    let bytes = try connection.receive(by: deadline)
    guard !bytes.isEmpty, let part = reader.take(bytes) else { break }
    body += part
  }
  return try? readWireJSON(HealthPage.self, body)
}

/// What the status socket beside a control socket tells those who may not open the latter.
func healthBeside(_ candidates: [String]) -> HealthPage? {
  for path in candidates where path.hasSuffix("control.sock") {
    do throws(UnixConnection.Failure) {
      _ = try UnixConnection(path)
      return nil
    } catch {
      guard error == .permissionDenied else { continue }
      return (try? readHealth(path.dropLast("control.sock".count) + "status.sock")) ?? nil
    }
  }
  return nil
}

/// Health as one line for a person.
func healthText(_ health: HealthPage) -> String {
  let parts = [
    counted(health.projects, "project"), counted(health.tables, "table"),
    counted(health.diagnostics.errors, "error"), counted(health.diagnostics.warnings, "warning"),
    counted(health.conflicts, "conflict"), "\(health.degraded) degraded",
    "\(health.missing) missing",
  ]
  let uptime = timeText(health.started.elapsed(until: health.now))
  return "modelgend \(health.version), \(health.state.rawValue) for \(uptime): "
    + parts.joined(separator: ", ") + "\n"
}
