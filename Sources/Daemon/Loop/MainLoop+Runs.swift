import Cache
import ControlAPI
import Dispatch
import Engine
import Linux
import Logging
import Projects

extension MainLoop {
  /// Starts the run of a project: what events named since the last one is looked at.
  func startRun(_ id: String, _ now: UInt64) {
    guard let record = projects[id] else { return }
    let request = RunRequest(
      named: record.status.schema == nil ? nil : record.named,
      reason: record.queued?.reason ?? .change,
      rewritesEverything: record.rewritesEverything,
      startsAnew: record.startsAnew
    )
    let mailbox = mailbox
    begunRuns.append(
      record.worker.start(request) { mailbox.post(.runEnded(project: id, $0)) }
    )
    var report = record.queued ?? newReport(id, .change)
    report.state = .running
    report.started = .now()
    if let first = record.firstEvent { report.timings.settle = Int((now - min(now, first)) / 1000) }
    record.named = []
    record.firstEvent = nil
    record.lastEvent = nil
    record.queued = nil
    record.rewritesEverything = false
    record.startsAnew = false
    record.ticket += 1
    record.running = report
    runs.record(report)
    setState(id, .working)
  }

  func newReport(_ id: String, _ reason: RunReport.Reason) -> RunReport {
    runCount += 1
    return RunReport(
      id: events.epoch + "-" + String(runCount),
      project: id,
      state: .queued,
      reason: reason,
      cause: "",
      queued: .now()
    )
  }

  func endRun(_ id: String, _ outcome: RunOutcome) {
    guard let record = projects[id], var report = record.running else { return }
    let now = MonotonicClock.now()
    fill(&report, outcome)
    record.running = nil
    record.nextAudit = now + timing.audit
    let before = record.status
    apply(outcome, report, to: record)
    record.wasSuperseded = outcome.isSuperseded
    if outcome.update.mustReopen || outcome.isSuperseded {
      record.touch(outcome.isSuperseded ? [] : nil, at: now)
      for place in record.waiters.indices where record.waiters[place].ticket <= record.ticket {
        record.waiters[place].ticket = record.ticket + 1
      }
    }
    if record.status.watch.mode == .polling {
      record.pollInterval =
        outcome.update.isNothing ? min(record.pollInterval * 2, pollAtMost) : pollAtLeast
      record.nextAudit = min(record.nextAudit, now + record.pollInterval)
    }
    retryFailures(outcome, record, now)
    runs.record(report)
    count(report, outcome)
    if !outcome.update.isNothing || report.reason != .change { announce(report, outcome) }
    if before.counts != record.status.counts {
      events.publish(.diagnosticsChanged(.init(project: id, counts: record.status.counts)))
    }
    settleState(id, outcome)
    answerWaiters(id, now)
    if outcome.update.isFirst || outcome.update.work.rendered.count > 1000 { trimMemory() }
    tell(of: cache?.takeProblems() ?? [])
    if !outcome.update.isNothing || outcome.hasNoted {
      cacheDue = now + timing.idle
    } else if cacheDue == nil, nextCacheCheck <= now || cache?.obstacle != nil {
      tendCache(now)
    }
    tellStatus()
  }

  private func tellStatus() {
    let status = summary
    if status == toldStatus { return }
    toldStatus = status
    ServiceNotifications.status(status)
  }

  // MARK: The cache

  /// Whatever can wait is done now, unless something runs: then it waits on.
  func tendCache(_ now: UInt64) {
    guard !projects.values.contains(where: { $0.running != nil || $0.isDirty }) else {
      cacheDue = now + timing.idle
      return
    }
    cacheDue = nil
    let checks = nextCacheCheck <= now
    if checks { nextCacheCheck = now + timing.cacheCheck }
    // At the end everything is kept anyway: in between only now and then, as it is a look at all
    // files, for a process that is killed.
    let isKept = checks && care != nil
    let group = DispatchGroup()
    for record in projects.values { record.worker.rest(isKept: isKept, in: group) }
    let mailbox = mailbox
    // What they keep is in the log until it goes into the file.
    care?.tend(checks: checks, after: group) { mailbox.post(.cacheTended($0)) }
  }

  func tell(of problems: [CacheProblem]) {
    for problem in problems {
      let id: MessageID = problem.code == .damaged ? .cacheSetAside : .cacheUnavailable
      logger.log(id, level: .warning, "\(problem.message)")
    }
  }

  /// What the cache suffers from, if anything.
  var cacheDegradations: [Degradation] {
    guard let obstacle = cache?.obstacle else { return [] }
    return [
      Degradation(
        "cache",
        obstacle.message,
        hint: "everything works, and is worked out again at the next start",
        since: started
      )
    ]
  }

  /// Files that could not be written are tried again, ever less often.
  private func retryFailures(_ outcome: RunOutcome, _ record: ProjectRecord, _ now: UInt64) {
    guard outcome.isWriteFailed else {
      record.attempts = 0
      return
    }
    record.attempts += 1
    let pause = UInt64(min(60, 1 << min(record.attempts, 6))) * 1_000_000_000
    record.nextAudit = min(record.nextAudit, now + pause)
  }

  private func fill(_ report: inout RunReport, _ outcome: RunOutcome) {
    report.finished = .now()
    report.state = outcome.isSuperseded ? .cancelled : .succeeded
    if case .failed(let problem) = outcome.state {
      report.state = .failed
      report.problem = problem
    }
    let update = outcome.update
    report.cause = cause(update, report.reason)
    report.timings.read = Int(update.reading / 1000)
    report.timings.evaluate = Int(update.computing / 1000)
    report.timings.write = Int(update.writing / 1000)
    report.timings.total = Int(outcome.duration / 1000)
    report.work.evaluated = update.work.evaluated.count
    report.work.parsed = update.work.evaluated.count
    report.work.replayed = update.work.replayed.count
    report.work.tables = update.tables.count
    report.work.rendered = update.work.rendered.count
    report.files.created = update.written.created.count
    report.files.replaced = update.written.replaced.count
    report.files.removed = update.written.removed.count
    report.files.failed = update.written.failures.count
    report.files.unchanged = max(
      0,
      update.work.rendered.count - report.files.created - report.files.replaced
    )
    report.tables = Array(update.tables.prefix(100))
    report.conflicts = outcome.conflicts
  }

  /// In words: `2026_03_01_add_x.php changed users`.
  private func cause(_ update: ProjectUpdate, _ reason: RunReport.Reason) -> String {
    if update.isFirst { return "the project was read" }
    let files = update.causes.map { splitPath($0).name }
    let tables = update.tables
    let who = files.isEmpty ? "" : listed(files)
    if tables.isEmpty { return who.isEmpty ? "nothing changed" : who + " changed no table" }
    return (who.isEmpty ? reason.rawValue : who) + " changed " + listed(tables)
  }

  private func listed(_ names: [String]) -> String {
    let shown = names.prefix(3).joined(separator: ", ")
    return names.count > 3 ? shown + " and \(names.count - 3) more" : shown
  }

  private func apply(_ outcome: RunOutcome, _ report: RunReport, to record: ProjectRecord) {
    record.status.lastRun = report
    record.status.watch = outcome.watch
    record.status.watch.overflows = overflows
    record.status.degradations = kept(outcome.degradations, record.status.degradations)
    if case .failed(let problem) = outcome.state {
      record.status.degradations.append(
        Degradation("settings", problem.detail, hint: "correct the file", since: .now())
      )
      return
    }
    guard case .done = outcome.state else { return }
    record.status.schema = outcome.schema
    record.status.dialect = outcome.dialect
    record.status.convention = outcome.convention
    record.status.conflicts = outcome.conflicts
    record.status.counts = outcome.counts
    record.status.diagnostics = outcome.diagnostics
    if !outcome.update.isNothing { record.status.lastChange = report }
  }

  /// What was degraded before keeps its time.
  private func kept(_ now: [Degradation], _ before: [Degradation]) -> [Degradation] {
    now.map { degradation in
      let same = before.first { $0.code == degradation.code && $0.message == degradation.message }
      return same ?? degradation
    }
  }

  private func count(_ report: RunReport, _ outcome: RunOutcome) {
    totals.runs[report.state.rawValue, default: 0] += 1
    totals.filesCreated += report.files.created
    totals.filesReplaced += report.files.replaced
    totals.filesRemoved += report.files.removed
    totals.filesFailed += report.files.failed
    totals.evaluated += report.work.evaluated
    totals.replayed += report.work.replayed
    totals.rendered += report.work.rendered
    totals.lastRunSeconds = Double(outcome.duration) / 1e9
    totals.runSeconds += totals.lastRunSeconds
  }

  private func announce(_ report: RunReport, _ outcome: RunOutcome) {
    events.publish(.runFinished(report))
    if !report.tables.isEmpty {
      events.publish(
        .schemaChanged(
          SchemaChange(
            project: report.project,
            run: report.id,
            cause: report.cause,
            tables: report.tables,
            schema: outcome.schema
          )
        )
      )
    }
    logger.log(
      .generated,
      level: .notice,
      "\(report.project): \(report.cause): \(filesText(report.files))",
      [
        "PROJECT": "\(report.project)", "RUN_ID": "\(report.id)",
        "TABLES": "\(report.work.tables)",
        "FILES_WRITTEN": "\(report.files.created + report.files.replaced)",
        "DURATION_US": "\(report.timings.total)",
      ]
    )
    for degradation in outcome.degradations where degradation.code == "write" {
      logger.log(
        .writeFailed,
        level: .error,
        "\(degradation.message); \(degradation.hint)",
        ["PROJECT": "\(report.project)"]
      )
    }
  }

  private func filesText(_ files: FileCounts) -> String {
    "\(files.created) created, \(files.replaced) replaced, \(files.removed) removed"
  }

  // MARK: States

  func setState(_ id: String, _ state: ProjectState) {
    guard projects[id]?.status.state != state else { return }
    projects[id]?.status.state = state
    projects[id]?.status.since = .now()
  }

  private func settleState(_ id: String, _ outcome: RunOutcome) {
    guard let record = projects[id] else { return }
    let state: ProjectState
    if record.isPaused {
      state = .paused
    } else if case .missing = outcome.state {
      state = .missing
    } else if record.isDirty {
      state = .settling
    } else {
      state = record.status.degradations.isEmpty ? .idle : .degraded
    }
    let isNews = record.status.state != state && state != .idle
    setState(id, state)
    tellOfMissing(id, isMissing: state == .missing)
    if isNews, let status = projects[id]?.status { events.publish(.projectChanged(status)) }
  }

  /// Says once that a folder went, and once that it came back.
  private func tellOfMissing(_ id: String, isMissing: Bool) {
    guard let record = projects[id], record.wasMissing != isMissing else { return }
    projects[id]?.wasMissing = isMissing
    let fields: Logger.Metadata = ["PROJECT": "\(id)"]
    if isMissing {
      logger.log(
        .projectMissing,
        level: .warning,
        "\(record.worker.root) is not there; its generated files are kept",
        fields
      )
    } else {
      logger.log(.projectReturned, level: .notice, "\(record.worker.root) is back", fields)
    }
  }

  // MARK: Waiting

  func answerWaiters(_ id: String, _ now: UInt64) {
    guard let record = projects[id] else { return }
    let done = record.waiters.filter { $0.ticket <= record.ticket }
    projects[id]?.waiters.removeAll { $0.ticket <= record.ticket }
    for waiter in done {
      let report = record.status.lastRun
      waiter.reply(
        .success(
          SyncReport(
            project: id,
            changed: (report?.work.tables ?? 0) > 0,
            run: report,
            counts: record.status.counts,
            took: Int((now - min(now, waiter.began)) / 1000)
          )
        )
      )
    }
  }

  func expireWaiters(_ now: UInt64) {
    runs.expire(now)
    for record in projects.values where record.waiters.contains(where: { $0.deadline <= now }) {
      let expired = record.waiters.filter { $0.deadline <= now }
      record.waiters.removeAll { $0.deadline <= now }
      for waiter in expired {
        waiter.reply(
          .failure(
            Problem(
              .timeout,
              "\(record.worker.root) is not up to date yet",
              hint: "modelgend status says what it is doing"
            )
          )
        )
      }
    }
  }

  /// One line for `systemctl status`.
  var summary: String {
    let idle = projects.values.count { $0.status.state == .idle }
    let degraded = projects.values.count { !$0.status.degradations.isEmpty }
    let missing = projects.values.count { $0.status.state == .missing }
    var text = "\(projects.count) project\(projects.count == 1 ? "" : "s"), \(idle) idle"
    if degraded > 0 { text += ", \(degraded) degraded" }
    if missing > 0 { text += ", \(missing) missing" }
    return text
  }
}

extension RunOutcome {
  /// Whether a file of the batch failed, or all of it.
  var isWriteFailed: Bool { degradations.contains { $0.code == "write" } }
}
