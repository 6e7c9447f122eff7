import ControlAPI

/// The status page as a person reads it.
///
/// One block a project, the state first; what is wrong stands last, with what to do below it, so
/// that it is what the eye meets above the prompt.
struct StatusText {
  private let isColoured: Bool
  private(set) var text = ""

  init(_ page: StatusPage, isColoured: Bool) {
    self.isColoured = isColoured
    let projects = counted(page.projects.count, "project")
    let uptime = timeText(page.started.elapsed(until: page.now))
    line("modelgend \(page.version), \(page.state.rawValue) for \(uptime), \(projects)")
    if let refused = page.configuration.refused {
      row("refused", paint("the new configuration: \(refused.detail)", .red))
      if let hint = refused.hint { advice(hint) }
    }
    degradations(page.degradations)
    if page.projects.isEmpty { line("\nAdd a project with: modelgend project add ROOT") }
    for project in page.projects { block(project, now: page.now) }
  }

  init(_ project: ProjectStatus, now: Moment, isColoured: Bool) {
    self.isColoured = isColoured
    block(project, now: now)
    text.removeFirst()
  }

  private mutating func block(_ project: ProjectStatus, now: Moment) {
    let since = timeText(project.since.elapsed(until: now))
    let state = paint(project.state.rawValue, colour(of: project.state))
    line("\n\(paint(project.id, .bold))  \(project.root)  \(state) for \(since)")
    if let schema = project.schema { row("schema", schemaLine(schema, project)) }
    if project.watch.mode != .off {
      let overflows =
        project.watch.overflows == 0 ? "" : ", \(counted(project.watch.overflows, "overflow"))"
      row(
        "watching",
        counted(project.watch.files, "file") + " in "
          + counted(project.watch.folders, "folder") + " by \(project.watch.mode.rawValue)"
          + overflows
      )
    }
    if let change = project.lastChange { changeRows(change, now: now) }
    if let run = project.lastRun, run.state == .failed, let problem = run.problem {
      row("failed", paint(problem.detail, .red))
      if let hint = problem.hint { advice(hint) }
    }
    for conflict in project.conflicts {
      row("conflict", paint("\(conflict.path): \(conflict.reason)", .yellow))
    }
    for diagnostic in project.diagnostics { diagnosticRow(diagnostic) }
    let hidden =
      project.counts.errors + project.counts.warnings + project.counts.notes
      - project.diagnostics.count
    if hidden > 0 { row("", "and \(hidden) more: modelgend status --diagnostics \(project.id)") }
    degradations(project.degradations)
    if project.state == .missing {
      advice("its files are kept; it goes on when the folder is back")
    }
    if project.state == .paused { advice("modelgend resume \(project.id)") }
  }

  private func schemaLine(_ schema: SchemaSize, _ project: ProjectStatus) -> String {
    var parts = [counted(schema.tables, "table"), counted(schema.columns, "column")]
    if schema.views > 0 { parts.append(counted(schema.views, "view")) }
    if schema.indexes > 0 { parts.append(counted(schema.indexes, "index", "indexes")) }
    if schema.foreignKeys > 0 { parts.append(counted(schema.foreignKeys, "foreign key")) }
    if schema.enums > 0 { parts.append(counted(schema.enums, "enum")) }
    let kind = [project.dialect, project.convention].compactMap { $0 }.joined(separator: ", ")
    return parts.joined(separator: ", ") + " from " + counted(schema.migrations, "migration")
      + (kind.isEmpty ? "" : " (\(kind))")
  }

  private mutating func changeRows(_ run: RunReport, now: Moment) {
    let ago = timeText((run.finished ?? run.queued).elapsed(until: now))
    row("changed", "\(ago) ago: \(run.cause)")
    var files: [String] = []
    if run.files.created > 0 { files.append("\(run.files.created) created") }
    if run.files.replaced > 0 { files.append("\(run.files.replaced) replaced") }
    if run.files.removed > 0 { files.append("\(run.files.removed) removed") }
    if run.files.failed > 0 { files.append(paint("\(run.files.failed) failed", .red)) }
    let times = run.timings
    let spent = [
      ("read", times.read), ("evaluate", times.evaluate), ("render", times.render),
      ("write", times.write),
    ].filter { $0.1 > 0 }.map { "\($0.0) \(timeText(microseconds: $0.1))" }
    row(
      "",
      (files.isEmpty ? "no file" : "files: " + files.joined(separator: ", ")) + " in "
        + timeText(microseconds: times.total)
        + (spent.isEmpty ? "" : " (" + spent.joined(separator: ", ") + ")")
    )
  }

  private mutating func diagnosticRow(_ diagnostic: DiagnosticReport) {
    let place = diagnostic.place.isEmpty ? "" : diagnostic.place + ": "
    let colour: Colour =
      switch diagnostic.severity {
      case .error: .red
      case .warning: .yellow
      case .note: .cyan
      }
    row(
      diagnostic.severity.rawValue,
      "\(place)\(paint(diagnostic.code, colour)) \(diagnostic.message)"
    )
  }

  private mutating func degradations(_ degradations: [Degradation]) {
    for degradation in degradations {
      row("degraded", paint(degradation.message, .yellow))
      advice(degradation.hint)
    }
  }

  private enum Colour: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  private func colour(of state: ProjectState) -> Colour {
    switch state {
    case .idle: .green
    case .settling, .working: .cyan
    case .degraded, .paused: .yellow
    case .missing: .red
    }
  }

  private func paint(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  private mutating func line(_ line: String) { text += line + "\n" }

  private mutating func row(_ name: String, _ value: String) {
    line("  " + name + String(repeating: " ", count: max(1, 10 - name.count)) + value)
  }

  private mutating func advice(_ hint: String) { row("", "→ " + hint) }
}
