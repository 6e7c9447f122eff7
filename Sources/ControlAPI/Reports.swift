/// The answer to `POST /v1/projects/ID/sync`: everything written before the call is reflected.
package struct SyncReport: Sendable, Codable, Hashable {
  package var project: String
  /// Whether the call found a change that was not reflected yet.
  package var changed: Bool
  /// The last run of the project, the one that reflects it.
  package var run: RunReport?
  package var counts: DiagnosticCounts
  /// How long it took, in microseconds.
  package var took: Int

  package init(
    project: String,
    changed: Bool,
    run: RunReport? = nil,
    counts: DiagnosticCounts = DiagnosticCounts(),
    took: Int = 0
  ) {
    self.project = project
    self.changed = changed
    self.run = run
    self.counts = counts
    self.took = took
  }
}

/// The answer to `POST /v1/reload`; a configuration that is not valid is a problem instead.
package struct ReloadReport: Sendable, Codable, Hashable {
  /// False where the caller did not wait long enough to see the end of it.
  package var isFinished: Bool
  /// By id.
  package var added: [String]
  package var removed: [String]
  package var changed: [String]
  package var unchanged: Int

  package init(
    isFinished: Bool = true,
    added: [String] = [],
    removed: [String] = [],
    changed: [String] = [],
    unchanged: Int = 0
  ) {
    self.isFinished = isFinished
    self.added = added
    self.removed = removed
    self.changed = changed
    self.unchanged = unchanged
  }
}
