import ControlAPI
import Daemon
import Synchronization

/// A daemon that answers by a script, always the same.
final class ScriptedDaemon: ControlledDaemon {
  struct Script {
    var projects = [shop]
    var runs: [String: RunReport] = ["r-41": finishedRun]
    var started = 0
    var syncs: [String] = []
    var reloadProblem: Problem?
    var isSlow = false
  }

  let events: EventStream
  let script: Mutex<Script>

  init(events: EventStream = EventStream(epoch: "a1b2"), script: consuming Script = Script()) {
    self.events = events
    self.script = Mutex(script)
  }

  var started: Int { script.withLock { $0.started } }
  var syncs: Int { script.withLock { $0.syncs.count } }

  func status() async -> StatusPage {
    var page = StatusPage(
      version: programVersion,
      state: .ready,
      process: 4242,
      started: moment(0),
      now: moment(5400),
      projects: script.withLock { $0.projects }
    )
    page.configuration = ConfigurationReport(
      path: "/etc/modelgend/modelgend.toml",
      loaded: moment(0)
    )
    return page
  }

  func schema(
    of project: String,
    format: SchemaFormat,
    tables: [String]
  ) async throws(Problem) -> [UInt8] {
    try check(project)
    if let table = tables.first, table != "users" {
      throw Problem(.noSuchTable, "No table is called \(table).", hint: "Did you mean users?")
    }
    switch format {
    case .json: return Array("{\"format\": \"modelgend.schema/1\"}\n".utf8)
    case .text: return Array("users\n  id  bigint  not null  primary key\n".utf8)
    case .mermaid: return Array("erDiagram\n".utf8)
    }
  }

  func tables(of project: String) async throws(Problem) -> TableList {
    try check(project)
    let users = TableSummary(
      name: "users",
      columns: 7,
      indexes: 1,
      migration: "migrations/0001_users.up.sql",
      model: "App\\Models\\User",
      file: "app/Models/User.php"
    )
    let orders = TableSummary(
      name: "orders",
      columns: 5,
      foreignKeys: 1,
      isComplete: false,
      migration: "migrations/0002_orders.up.sql",
      model: "App\\Models\\Order",
      file: "app/Models/Order.php"
    )
    return TableList(project: project, tables: [orders, users])
  }

  func diagnostics(of project: String) async throws(Problem) -> DiagnosticList {
    DiagnosticList(project: project, diagnostics: try check(project).diagnostics)
  }

  func run(_ id: String, wait: Duration) async throws(Problem) -> RunReport {
    guard var run = script.withLock({ $0.runs[id] }) else {
      throw Problem(.noSuchRun, "No run is called \(id).", hint: "The last hundred are kept.")
    }
    if !run.isFinished, wait > .zero {
      run.state = .succeeded
      run.started = moment(5400)
      run.finished = moment(5401)
      script.withLock { $0.runs[id] = run }
    }
    return run
  }

  func add(_ request: ProjectRequest) async throws(Problem) -> ProjectStatus {
    let id = request.id ?? request.root.split(separator: "/").last.map(String.init) ?? "root"
    let isNew = script.withLock { script in
      if script.projects.contains(where: { $0.id == id }) { return false }
      script.projects.append(
        ProjectStatus(id: id, root: request.root, state: .working, since: moment(5400))
      )
      return true
    }
    guard isNew else { throw Problem(.projectExists, "\(id) is a project already.") }
    return try check(id)
  }

  func remove(_ project: String) async throws(Problem) {
    try check(project)
    script.withLock { $0.projects.removeAll { $0.id == project } }
  }

  func sync(_ project: String, timeout: Duration) async throws(Problem) -> SyncReport {
    let status = try check(project)
    if timeout < .milliseconds(10) {
      throw Problem(.timeout, "\(project) was not up to date in time.")
    }
    if script.withLock({ $0.isSlow }) { try? await Task.sleep(for: timeout) }
    script.withLock { $0.syncs.append(project) }
    return SyncReport(
      project: project,
      changed: false,
      run: status.lastRun,
      counts: status.counts,
      took: 740
    )
  }

  func generate(_ project: String) async throws(Problem) -> RunReport {
    try start(project, .generate)
  }

  func rebuild(_ project: String) async throws(Problem) -> RunReport {
    try start(project, .rebuild)
  }

  func pause(_ project: String) async throws(Problem) -> ProjectStatus {
    try change(project, to: .paused)
  }

  func resume(_ project: String) async throws(Problem) -> ProjectStatus {
    try change(project, to: .idle)
  }

  func reload(wait: Duration) async throws(Problem) -> ReloadReport {
    if let problem = script.withLock({ $0.reloadProblem }) { throw problem }
    return ReloadReport(isFinished: wait > .zero, unchanged: script.withLock { $0.projects.count })
  }

  func metrics() async -> [Metric] {
    [
      Metric(
        "modelgend_runs",
        .counter,
        "Runs that ended",
        samples: [.init(42), .init(40, labels: ["project": "shop"])]
      )
    ]
  }

  @discardableResult
  private func check(_ id: String) throws(Problem) -> ProjectStatus {
    guard let project = script.withLock({ $0.projects.first { $0.id == id } }) else {
      throw Problem(.noSuchProject, "No project is called \(id).", hint: "Known are: shop")
    }
    return project
  }

  private func start(_ project: String, _ reason: RunReport.Reason) throws(Problem) -> RunReport {
    try check(project)
    return script.withLock { script in
      script.started += 1
      let run = RunReport(
        id: "r-\(41 + script.started)",
        project: project,
        state: .queued,
        reason: reason,
        cause: "asked for",
        queued: moment(5400)
      )
      script.runs[run.id] = run
      return run
    }
  }

  private func change(_ id: String, to state: ProjectState) throws(Problem) -> ProjectStatus {
    try check(id)
    script.withLock { script in
      for place in script.projects.indices where script.projects[place].id == id {
        script.projects[place].state = state
      }
    }
    return try check(id)
  }
}

/// Seconds after the daemon of the script was started.
func moment(_ seconds: Int64) -> Moment {
  Moment(microseconds: 1_772_355_600_000_000 + seconds * 1_000_000)
}

let finishedRun: RunReport = {
  var run = RunReport(
    id: "r-41",
    project: "shop",
    state: .succeeded,
    reason: .change,
    cause: "0003_add_phone.up.sql changed users",
    queued: moment(4680)
  )
  run.started = moment(4680)
  run.finished = moment(4680)
  run.timings = RunTimings(
    settle: 30_000,
    read: 400,
    evaluate: 1200,
    render: 800,
    write: 2100,
    total: 4500
  )
  run.work = WorkCounts(parsed: 1, evaluated: 1, replayed: 0, tables: 1, rendered: 1)
  run.files = FileCounts(replaced: 1, unchanged: 11)
  run.tables = ["users"]
  return run
}()

let shop: ProjectStatus = {
  var project = ProjectStatus(id: "shop", root: "/srv/shop", state: .idle, since: moment(4680))
  project.dialect = "postgres"
  project.convention = "golang-migrate"
  project.schema = SchemaSize(migrations: 3, tables: 2, columns: 12, indexes: 1, foreignKeys: 1)
  project.watch = WatchReport(mode: .inotify, folders: 4, files: 9)
  project.lastChange = finishedRun
  project.lastRun = finishedRun
  project.diagnostics = [
    DiagnosticReport(
      code: "MG0205",
      severity: .warning,
      message: "orders has a trigger that was not evaluated",
      file: "migrations/0002_orders.up.sql",
      line: 12,
      column: 5,
      tables: ["orders"]
    )
  ]
  project.counts = DiagnosticCounts(counting: project.diagnostics)
  return project
}()
