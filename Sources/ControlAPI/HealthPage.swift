/// The answer to `GET /v1/health`, on both sockets: counts only, no names of anything.
package struct HealthPage: Sendable, Codable, Hashable {
  package var version: String
  package var state: StatusPage.State
  /// Whether nothing is degraded, missing or in error.
  package var isHealthy: Bool
  package var started: Moment
  package var now: Moment
  package var projects: Int
  package var degraded: Int
  package var missing: Int
  package var paused: Int
  package var tables: Int
  package var conflicts: Int
  package var diagnostics: DiagnosticCounts

  /// What may be said of a status page to everybody on the machine.
  package init(of page: StatusPage) {
    version = page.version
    state = page.state
    started = page.started
    now = page.now
    projects = page.projects.count
    degraded = page.projects.count { $0.state == .degraded || !$0.degradations.isEmpty }
    missing = page.projects.count { $0.state == .missing }
    paused = page.projects.count { $0.state == .paused }
    tables = page.projects.reduce(0) { $0 + ($1.schema?.tables ?? 0) }
    conflicts = page.projects.reduce(0) { $0 + $1.conflicts.count }
    diagnostics = DiagnosticCounts(
      errors: page.projects.reduce(0) { $0 + $1.counts.errors },
      warnings: page.projects.reduce(0) { $0 + $1.counts.warnings },
      notes: page.projects.reduce(0) { $0 + $1.counts.notes }
    )
    isHealthy =
      page.state == .ready && page.degradations.isEmpty && page.configuration.refused == nil
      && degraded == 0 && missing == 0 && diagnostics.errors == 0
  }
}
