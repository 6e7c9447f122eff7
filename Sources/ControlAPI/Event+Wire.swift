/// An event on the wire: its type as the `event` of the server-sent event, the rest as `data`.
extension Event {
  /// The names of the types; docs/api.md lists them.
  package enum Kind: String, Sendable, CaseIterable {
    case reset
    case projectAdded = "project-added"
    case projectRemoved = "project-removed"
    case projectChanged = "project-changed"
    case runStarted = "run-started"
    case runFinished = "run-finished"
    case schemaChanged = "schema-changed"
    case diagnosticsChanged = "diagnostics-changed"
    case reloaded
    case reloadRefused = "reload-refused"
    case stopping
  }

  private struct Reset: Codable {
    var reason: ResetReason
  }

  private struct Removal: Codable {
    var id: String
  }

  private struct Nothing: Codable {}

  package var kind: Kind {
    switch self {
    case .reset: .reset
    case .projectAdded: .projectAdded
    case .projectRemoved: .projectRemoved
    case .projectChanged: .projectChanged
    case .runStarted: .runStarted
    case .runFinished: .runFinished
    case .schemaChanged: .schemaChanged
    case .diagnosticsChanged: .diagnosticsChanged
    case .reloaded: .reloaded
    case .reloadRefused: .reloadRefused
    case .stopping: .stopping
    }
  }

  /// One line of JSON.
  package var data: [UInt8] {
    switch self {
    case .reset(let reason): wireJSON(Reset(reason: reason))
    case .projectRemoved(let id): wireJSON(Removal(id: id))
    case .projectAdded(let project), .projectChanged(let project): wireJSON(project)
    case .runStarted(let run), .runFinished(let run): wireJSON(run)
    case .schemaChanged(let change): wireJSON(change)
    case .diagnosticsChanged(let change): wireJSON(change)
    case .reloaded(let report): wireJSON(report)
    case .reloadRefused(let problem): wireJSON(problem)
    case .stopping: wireJSON(Nothing())
    }
  }

  /// Reads an event; nil for a type that this version does not know.
  package init?(type: String, data: [UInt8]) throws {
    switch Kind(rawValue: type) {
    case .reset: self = .reset(try readWireJSON(Reset.self, data).reason)
    case .projectAdded: self = .projectAdded(try readWireJSON(ProjectStatus.self, data))
    case .projectRemoved: self = .projectRemoved(id: try readWireJSON(Removal.self, data).id)
    case .projectChanged: self = .projectChanged(try readWireJSON(ProjectStatus.self, data))
    case .runStarted: self = .runStarted(try readWireJSON(RunReport.self, data))
    case .runFinished: self = .runFinished(try readWireJSON(RunReport.self, data))
    case .schemaChanged: self = .schemaChanged(try readWireJSON(SchemaChange.self, data))
    case .diagnosticsChanged:
      self = .diagnosticsChanged(try readWireJSON(DiagnosticsChange.self, data))
    case .reloaded: self = .reloaded(try readWireJSON(ReloadReport.self, data))
    case .reloadRefused: self = .reloadRefused(try readWireJSON(Problem.self, data))
    case .stopping: self = .stopping
    case nil: return nil
    }
  }

  /// The project it is about; nil for those about the daemon.
  package var project: String? {
    switch self {
    case .projectAdded(let status), .projectChanged(let status): status.id
    case .projectRemoved(let id): id
    case .runStarted(let run), .runFinished(let run): run.project
    case .schemaChanged(let change): change.project
    case .diagnosticsChanged(let change): change.project
    case .reset, .reloaded, .reloadRefused, .stopping: nil
    }
  }
}
