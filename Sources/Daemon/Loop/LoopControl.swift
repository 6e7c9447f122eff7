import Catalog
package import ControlAPI
import Dispatch
import Engine
import Linux
import Modeling
import Projects
import Rendering
import SourceText
import Synchronization

/// The daemon as the control sockets see it: questions become events of the loop, or reach the
/// worker of a project.
package struct LoopControl: ControlledDaemon {
  private let loop: MainLoop

  package init(_ loop: MainLoop) { self.loop = loop }

  package var events: EventStream { loop.events }

  package func status() async -> StatusPage {
    let result: Result<StatusPage, Problem> = await ask { .status($0) }
    switch result {
    case .success(let page): return page
    case .failure:
      return StatusPage(
        version: programVersion,
        state: .stopping,
        process: processIdentifier(),
        started: .now(),
        now: .now()
      )
    }
  }

  package func schema(
    of project: String,
    format: SchemaFormat,
    tables: [String]
  ) async throws(Problem) -> [UInt8] {
    let text: Result<[UInt8], Problem> = try await askWorker(of: project) { live in
      var schema = live.schema.schema()
      schema.diagnostics = live.diagnostics()
      if !tables.isEmpty {
        guard let part = schema.restricted(to: tables) else {
          let names = tables.joined(separator: ", ")
          return .failure(Problem(.noSuchTable, "there is no table \(names)"))
        }
        schema = part
      }
      switch format {
      case .json:
        return .success(schemaJSON(schema, listing: IndexListing(live.convention)))
      case .text: return .success(schemaText(schema))
      case .mermaid: return .success(schemaMermaid(schema))
      }
    }
    return try text.get()
  }

  package func tables(of project: String) async throws(Problem) -> TableList {
    try await askWorker(of: project) { live in
      let schema = live.schema.schema()
      var found = schema.tables.map { summary(of: $0, live) }
      found += schema.views.map { view in
        TableSummary(
          name: view.name.description,
          kind: "view",
          columns: view.columns.count,
          isComplete: view.isComplete,
          migration: view.source.file,
          model: live.className(of: view.id)
        )
      }
      return TableList(project: project, tables: found.sorted { $0.name < $1.name })
    }
  }

  package func diagnostics(of project: String) async throws(Problem) -> DiagnosticList {
    try await askWorker(of: project) { live in
      let found = live.diagnostics().map(DiagnosticReport.init)
      let ordered = DiagnosticReport.Severity.allCases.flatMap { severity in
        found.filter { $0.severity == severity }
      }
      return DiagnosticList(project: project, diagnostics: ordered)
    }
  }

  package func run(_ id: String, wait: Duration) async throws(Problem) -> RunReport {
    let deadline = deadline(after: wait)
    return try await ask { .run(id, deadline: deadline, $0) }.get()
  }

  package func add(_ request: ProjectRequest) async throws(Problem) -> ProjectStatus {
    try await ask { .add(request, $0) }.get()
  }

  package func remove(_ project: String) async throws(Problem) {
    try await ask { .remove(project, $0) }.get()
  }

  package func sync(_ project: String, timeout: Duration) async throws(Problem) -> SyncReport {
    let deadline = deadline(after: timeout)
    return try await ask { .sync(project, deadline: deadline, $0) }.get()
  }

  package func generate(_ project: String) async throws(Problem) -> RunReport {
    try await ask { .start(project, .generate, $0) }.get()
  }

  package func rebuild(_ project: String) async throws(Problem) -> RunReport {
    try await ask { .start(project, .rebuild, $0) }.get()
  }

  package func pause(_ project: String) async throws(Problem) -> ProjectStatus {
    try await ask { .pause(project, $0) }.get()
  }

  package func resume(_ project: String) async throws(Problem) -> ProjectStatus {
    try await ask { .resume(project, $0) }.get()
  }

  package func reload(wait: Duration) async throws(Problem) -> ReloadReport {
    let result: Result<ReloadReport, Problem>? = await ask(within: wait) { .reload($0) }
    return try result?.get() ?? ReloadReport(isFinished: false)
  }

  package func metrics() async -> [Metric] {
    let result: Result<[Metric], Problem> = await ask { .metrics($0) }
    return (try? result.get()) ?? []
  }

  // MARK: Asking

  private func ask<Value: Sendable>(
    _ command: (@escaping LoopCommand.Reply<Value>) -> LoopCommand
  ) async -> Result<Value, Problem> {
    await withCheckedContinuation { continuation in
      loop.mailbox.post(.command(command { continuation.resume(returning: $0) }))
    }
  }

  /// The answer, or nil where it takes longer; what was asked for goes on.
  private func ask<Value: Sendable>(
    within wait: Duration,
    _ command: (@escaping LoopCommand.Reply<Value>) -> LoopCommand
  ) async -> Result<Value, Problem>? {
    guard wait > .zero else {
      loop.mailbox.post(.command(command { _ in }))
      return nil
    }
    return await withCheckedContinuation { continuation in
      let answer = FirstAnswer(continuation)
      loop.mailbox.post(.command(command { answer.give($0) }))
      let nanoseconds = Int(clamping: Int64(wait / .nanoseconds(1)))
      timeouts.asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) {
        answer.give(nil)
      }
    }
  }

  private func askWorker<Value: Sendable>(
    of project: String,
    _ question: @escaping @Sendable (any KnownProject) -> Value
  ) async throws(Problem) -> Value {
    let worker: Result<ProjectWorker, Problem> = await ask { .project(project, $0) }
    let found = try worker.get()
    let answer: Value? = await withCheckedContinuation { continuation in
      found.ask({ live in live.map(question) }, { continuation.resume(returning: $0) })
    }
    guard let answer else {
      throw Problem(.notReady, "\(project) has not been read yet, or its folder is missing")
    }
    return answer
  }

  private func deadline(after wait: Duration) -> UInt64 {
    MonotonicClock.now() + UInt64(max(0, wait / .nanoseconds(1)))
  }
}

/// Not a global queue: with the first work on one libdispatch begins to look at it every second.
private let timeouts = DispatchQueue(label: "modelgend.timeouts")

/// Resumes with the first of several answers.
private final class FirstAnswer<Value: Sendable>: Sendable {
  private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

  init(_ continuation: CheckedContinuation<Value?, Never>) {
    self.continuation = Mutex(continuation)
  }

  func give(_ value: Value?) {
    let waiting = continuation.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
    waiting?.resume(returning: value)
  }
}

private func summary(of table: Table, _ live: any KnownProject) -> TableSummary {
  let model = live.className(of: table.id)
  let folder = live.setup.outputs.eloquent?.folder
  return TableSummary(
    name: table.name.description,
    kind: table.kind.rawValue,
    columns: table.columns.count,
    indexes: table.indexes.count,
    foreignKeys: table.foreignKeys.count,
    isComplete: table.isComplete,
    migration: table.changedBy.last,
    model: model,
    file: model.flatMap { name in folder.map { $0 + "/" + name + ".php" } }
  )
}
