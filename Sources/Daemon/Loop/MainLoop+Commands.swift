import Cache
import Catalog
import ControlAPI
import Linux
import Logging
import Settings

extension MainLoop {
  func handle(_ command: LoopCommand) {
    switch command {
    case .status(let reply): reply(.success(page))
    case .project(let id, let reply): reply(found(id) { $0.worker })
    case .run(let id, let deadline, let reply): wait(for: id, until: deadline, reply)
    case .add(let request, let reply): add(request, reply)
    case .remove(let id, let reply): remove(id, reply)
    case .sync(let id, let deadline, let reply): sync(id, deadline, reply)
    case .start(let id, let reason, let reply): start(id, reason, reply)
    case .pause(let id, let reply): pause(id, reply)
    case .resume(let id, let reply): resume(id, reply)
    case .reload(let reply): reload(reply)
    case .metrics(let reply): reply(.success(metrics))
    }
  }

  private var page: StatusPage {
    var page = StatusPage(
      version: programVersion,
      state: state,
      process: processIdentifier(),
      started: started,
      now: .now()
    )
    page.configuration = configuration
    page.degradations = cacheDegradations
    page.projects = projects.values.map(\.status).sorted { $0.id < $1.id }
    return page
  }

  private func found<Value>(
    _ id: String,
    _ value: (ProjectRecord) -> Value
  ) -> Result<Value, Problem> {
    guard let record = projects[id] else { return .failure(noSuchProject(id)) }
    return .success(value(record))
  }

  private func noSuchProject(_ id: String) -> Problem {
    Problem(
      .noSuchProject,
      "there is no project \"\(id)\"",
      hint: "modelgend project list names them"
    )
  }

  private func wait(
    for id: String,
    until deadline: UInt64,
    _ reply: @escaping LoopCommand.Reply<RunReport>
  ) {
    guard let report = runs[id] else {
      return reply(.failure(Problem(.noSuchRun, "there is no run \"\(id)\", or it was long ago")))
    }
    if report.isFinished || deadline <= MonotonicClock.now() { return reply(.success(report)) }
    runs.waiting.append(RunHistory.Waiting(id: id, deadline: deadline, reply: reply))
  }

  /// Everything written before now is looked at by the run that this starts or queues.
  private func sync(
    _ id: String,
    _ deadline: UInt64,
    _ reply: @escaping LoopCommand.Reply<SyncReport>
  ) {
    guard let record = projects[id] else { return reply(.failure(noSuchProject(id))) }
    if record.isPaused {
      return reply(.failure(Problem(.projectPaused, "\(id) is paused", hint: "modelgend resume")))
    }
    let now = MonotonicClock.now()
    if !timing.hasBarrier {
      let counts = record.status.counts
      return reply(.success(SyncReport(project: id, changed: false, counts: counts)))
    }
    projects[id]?.touch(nil, at: now)
    // Not noise: it is looked at at once, unless version control is at work.
    projects[id]?.lastEvent = now - min(now, timing.settle)
    projects[id]?.waiters.append(
      ProjectRecord.Waiter(
        ticket: record.ticket + 1,
        began: now,
        deadline: deadline,
        reply: reply
      )
    )
  }

  private func start(
    _ id: String,
    _ reason: RunReport.Reason,
    _ reply: @escaping LoopCommand.Reply<RunReport>
  ) {
    guard let record = projects[id] else { return reply(.failure(noSuchProject(id))) }
    if record.isPaused {
      return reply(.failure(Problem(.projectPaused, "\(id) is paused", hint: "modelgend resume")))
    }
    let report = record.queued ?? newReport(id, reason)
    projects[id]?.queued = report
    projects[id]?.named = nil
    projects[id]?.rewritesEverything = true
    if reason == .rebuild { projects[id]?.startsAnew = true }
    runs.record(report)
    reply(.success(report))
  }

  private func pause(_ id: String, _ reply: @escaping LoopCommand.Reply<ProjectStatus>) {
    guard projects[id] != nil else { return reply(.failure(noSuchProject(id))) }
    projects[id]?.isPaused = true
    setState(id, .paused)
    reply(found(id, \.status))
  }

  private func resume(_ id: String, _ reply: @escaping LoopCommand.Reply<ProjectStatus>) {
    guard projects[id] != nil else { return reply(.failure(noSuchProject(id))) }
    projects[id]?.isPaused = false
    projects[id]?.queued = newReport(id, .resume)
    projects[id]?.named = nil
    setState(id, .settling)
    reply(found(id, \.status))
  }

  // MARK: Projects

  func add(_ root: String, id: String, reason: RunReport.Reason) {
    let worker = ProjectWorker(
      id: id,
      root: root,
      registry: watches,
      rows: cache?.rows ?? .none,
      isFullyDurable: settings.isFullyDurable
    )
    let record = ProjectRecord(worker: worker, audit: MonotonicClock.now() + timing.audit)
    record.queued = newReport(id, reason)
    record.named = nil
    record.rewritesEverything = true
    projects[id] = record
    runs.record(record.queued ?? newReport(id, reason))
  }

  private func add(_ request: ProjectRequest, _ reply: @escaping LoopCommand.Reply<ProjectStatus>) {
    guard request.root.hasPrefix("/") else {
      return reply(.failure(Problem(.badRequest, "root must be an absolute path")))
    }
    if let id = request.id, !isProjectID(id) {
      return reply(.failure(Problem(.badRequest, "\"\(id)\" cannot name a project")))
    }
    let root = trimmed(request.root)
    if let other = projects.values.first(where: { $0.worker.root == root }) {
      let detail = "\(root) is the project \"\(other.worker.id)\""
      return reply(.failure(Problem(.projectExists, detail)))
    }
    let id = request.id ?? freeID(for: root, Set(projects.keys))
    if projects[id] != nil {
      return reply(.failure(Problem(.projectExists, "there is a project \"\(id)\" already")))
    }
    add(root, id: id, reason: .start)
    added[id] = root
    keepAdded()
    if let status = projects[id]?.status { events.publish(.projectAdded(status)) }
    reply(found(id, \.status))
  }

  private func remove(_ id: String, _ reply: @escaping LoopCommand.Reply<Void>) {
    guard projects[id] != nil else { return reply(.failure(noSuchProject(id))) }
    forget(id)
    if added.removeValue(forKey: id) != nil { keepAdded() }
    reply(.success(()))
  }

  private func forget(_ id: String) {
    guard let record = projects.removeValue(forKey: id) else { return }
    record.worker.stop {}
    for waiter in record.waiters { waiter.reply(.failure(noSuchProject(id))) }
    events.publish(.projectRemoved(id: id))
  }

  /// The projects of the configuration, each with a name of its own.
  func configuredProjects() -> [(root: String, id: String)] {
    var found: [(root: String, id: String)] = []
    var names: Set<String> = []
    var roots: Set<String> = []
    let included = settings.include.flatMap(foldersOfSettings).map {
      DaemonSettings.Project(root: $0)
    }
    for project in settings.projects + included where roots.insert(project.root).inserted {
      let id = project.id ?? freeID(for: project.root, names)
      if names.insert(id).inserted { found.append((project.root, id)) }
    }
    return found
  }

  private func freeID(for root: String, _ taken: Set<String>) -> String {
    let word = splitPath(root).name.map { character in
      isProjectID(String(character)) || character == "." ? character : "-"
    }
    let plain = String(word.prefix(48)).isEmpty ? "root" : String(word.prefix(48))
    let base = plain.hasPrefix(".") ? "p" + plain : plain
    var name = base
    var number = 2
    while taken.contains(name) {
      name = base + "-" + String(number)
      number += 1
    }
    return name
  }

  // MARK: Reload

  /// Takes over a new configuration, or none of it.
  func reload(_ reply: @escaping LoopCommand.Reply<ReloadReport>) {
    state = .reloading
    ServiceNotifications.reloading()
    defer {
      state = .ready
      ServiceNotifications.ready(status: summary)
    }
    do throws(SettingsError) {
      settings = try readSettings()
    } catch {
      let problem = Problem(
        .badConfiguration,
        error.message,
        hint: "the configuration before it stays in use",
        path: error.file,
        line: error.line,
        column: error.column
      )
      configuration.refused = problem
      logger.log(.reloadRefused, level: .error, "\(error.description)")
      events.publish(.reloadRefused(problem))
      return reply(.failure(problem))
    }
    timing = LoopTiming(settings)
    configuration.refused = nil
    configuration.loaded = .now()
    let report = adopt(configuredProjects())
    logger.log(.reloaded, level: .notice, "the configuration was read again")
    events.publish(.reloaded(report))
    reply(.success(report))
  }

  private func adopt(_ wanted: [(root: String, id: String)]) -> ReloadReport {
    var report = ReloadReport()
    let kept = Dictionary(wanted.map { ($0.id, $0.root) }) { first, _ in first }
    for (id, record) in projects where added[id] == nil && kept[id] != record.worker.root {
      forget(id)
      report.removed.append(id)
    }
    let now = MonotonicClock.now()
    for (id, root) in kept.sorted(by: { $0.key < $1.key }) {
      if projects[id] == nil {
        add(root, id: id, reason: .reload)
        report.added.append(id)
      } else {
        // Its own settings may have changed too.
        projects[id]?.touch(nil, at: now)
        report.unchanged += 1
      }
    }
    report.removed.sort()
    return report
  }

  private func trimmed(_ path: String) -> String {
    var text = path
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }
}
