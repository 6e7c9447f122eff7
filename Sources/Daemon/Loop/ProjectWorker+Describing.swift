import Catalog
import ControlAPI
import Engine
import Linux
import Projects
import SourceText

extension ProjectWorker {
  // MARK: Describing

  func describe(_ live: LiveProject, _ outcome: inout RunOutcome) {
    describe(live.diagnostics(), &outcome)
    outcome.conflicts = live.conflicts.sorted { $0.key < $1.key }
      .map { ConflictReport(path: $0.key, reason: $0.value) }
    outcome.schema = SchemaSize(live.counts, migrations: live.migrationCount)
    outcome.dialect = live.setup.analysis.dialect.rawValue
    outcome.convention = live.convention?.rawValue
    if let settingsProblem {
      outcome.degradations.append(
        degradation(
          "settings",
          settingsProblem.message,
          hint: "the settings before it stay in use; correct " + ProjectSetup.settingsName
        )
      )
    }
  }

  func describe(
    _ settled: SettledProject,
    _ setup: ProjectSetup,
    _ outcome: inout RunOutcome
  ) {
    describe(settled.summary.diagnostics, &outcome)
    outcome.schema = SchemaSize(
      settled.summary.counts,
      migrations: settled.summary.migrationCount
    )
    outcome.dialect = setup.analysis.dialect.rawValue
    outcome.convention = settled.summary.convention?.rawValue
  }

  private func describe(_ diagnostics: [Diagnostic], _ outcome: inout RunOutcome) {
    let reports = diagnostics.map(DiagnosticReport.init)
    outcome.counts = DiagnosticCounts(counting: reports)
    outcome.diagnostics = worst(reports)
  }

  func watchReport() -> WatchReport {
    WatchReport(
      mode: watch.obstacle == nil ? .inotify : .polling,
      folders: watch.folders.count,
      files: live?.fileCount ?? settled?.project.fileCount ?? 0
    )
  }

  func problem(_ error: SetupError) -> Problem {
    Problem(.badConfiguration, error.message, path: root + "/" + ProjectSetup.settingsName)
  }

  func degradation(_ code: String, _ message: String, hint: String) -> Degradation {
    Degradation(code, message, hint: hint, since: Moment.now())
  }
}

/// The worst ten, worst first.
private func worst(_ diagnostics: [DiagnosticReport]) -> [DiagnosticReport] {
  var found: [DiagnosticReport] = []
  for severity in DiagnosticReport.Severity.allCases {
    for diagnostic in diagnostics where diagnostic.severity == severity {
      found.append(diagnostic)
      if found.count == 10 { return found }
    }
  }
  return found
}

extension DiagnosticReport {
  init(_ diagnostic: Diagnostic) {
    let severity: Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      code: diagnostic.code.description,
      severity: severity,
      message: diagnostic.message,
      file: diagnostic.source?.file,
      line: diagnostic.source.map { Int($0.position.line) },
      column: diagnostic.source.map { Int($0.position.column) },
      tables: diagnostic.tables
    )
  }
}

extension SchemaSize {
  fileprivate init(_ counts: SchemaCounts, migrations: Int) {
    self.init(
      migrations: migrations,
      tables: counts.tables,
      columns: counts.columns,
      indexes: counts.indexes,
      foreignKeys: counts.foreignKeys,
      views: counts.views,
      enums: counts.enums
    )
  }
}

extension Moment {
  static func now() -> Moment { Moment(microseconds: WallClock.now() / 1000) }
}
