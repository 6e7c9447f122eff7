/// What the daemon tells those who listen at `/v1/events`: a closed set.
///
/// A client of an older version meets types it does not know; it skips them.
package enum Event: Sendable, Hashable {
  /// Events were lost for this client: what it knows may be stale, it must read the state again.
  case reset(ResetReason)
  case projectAdded(ProjectStatus)
  case projectRemoved(id: String)
  /// The state of a project changed, or its degradations did.
  case projectChanged(ProjectStatus)
  case runStarted(RunReport)
  case runFinished(RunReport)
  /// Tables of a project are not what they were; the run says why.
  case schemaChanged(SchemaChange)
  case diagnosticsChanged(DiagnosticsChange)
  case reloaded(ReloadReport)
  case reloadRefused(Problem)
  case stopping
}

/// Why a client must read everything again.
package enum ResetReason: String, Sendable, Codable, CaseIterable {
  /// The daemon was started anew since the client's last event.
  case restarted
  /// More happened than is kept.
  case gap
}

package struct SchemaChange: Sendable, Codable, Hashable {
  package var project: String
  package var run: String
  package var cause: String
  /// By name; at most a hundred.
  package var tables: [String]
  package var schema: SchemaSize

  package init(
    project: String,
    run: String,
    cause: String,
    tables: [String],
    schema: SchemaSize
  ) {
    self.project = project
    self.run = run
    self.cause = cause
    self.tables = tables
    self.schema = schema
  }
}

package struct DiagnosticsChange: Sendable, Codable, Hashable {
  package var project: String
  package var counts: DiagnosticCounts

  package init(project: String, counts: DiagnosticCounts) {
    self.project = project
    self.counts = counts
  }
}

/// The place of an event in the stream: `<epoch>:<sequence>` as the `id` of a server-sent event.
///
/// The epoch names one life of the daemon; within it the sequence grows by one.
package struct EventID: Sendable, Hashable, CustomStringConvertible {
  package var epoch: String
  package var sequence: UInt64

  package init(epoch: String, sequence: UInt64) {
    self.epoch = epoch
    self.sequence = sequence
  }

  package init?(_ text: some StringProtocol) {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
      let sequence = UInt64(text[text.index(after: colon)...])
    else { return nil }
    self.init(epoch: String(text[..<colon]), sequence: sequence)
  }

  package var description: String { "\(epoch):\(sequence)" }
}
