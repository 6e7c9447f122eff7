package import Cache
import ControlAPI
import Dispatch
package import Linux
package import Logging
package import Settings
import Synchronization

/// The one place with state and order: every event is handled here, one after the other, by one
/// thread at a time.
///
/// It computes nothing itself: projects are read and written by their workers, and what comes of
/// it arrives as an event. So it always has time to answer. It has a thread, and so have its
/// watches, one of which takes the turn itself when it has news and nobody else has it: to wake
/// another one would take longer than what there is to do.
package final class MainLoop: @unchecked Sendable {
  let mailbox = Mailbox<LoopEvent>()
  let watches: WatchRegistry
  package let events: EventStream
  let logger: Logger
  let started = Moment.now()
  let readSettings: @Sendable () throws(SettingsError) -> DaemonSettings
  /// Held by the thread whose turn it is.
  private let turn = Mutex(())
  // All below is touched by that thread only.
  var settings: DaemonSettings
  var timing = LoopTiming()
  var projects: [String: ProjectRecord] = [:]
  /// Projects that a person added on the socket, beside the configured.
  var added: [String: String] = [:]
  var state = StatusPage.State.starting
  var configuration: ConfigurationReport
  var overflows = 0
  var runCount: UInt64 = 0
  var runs = RunHistory()
  var totals = LoopTotals()
  let cache: SchemaCache?
  let care: CacheCare?
  /// The line that systemd was told last.
  var toldStatus = ""
  /// When the cache is looked after, if nothing happens until then.
  var cacheDue: UInt64?
  var nextCacheCheck: UInt64
  private let addedProjects: AddedProjects
  private var isStopping = false
  /// Runs that were begun in this turn.
  var begunRuns: [StartedRun] = []
  /// Until when the loop's own thread sleeps if nobody wakes it.
  private var sleepsUntil: UInt64 = 0

  /// - Parameter readSettings: reads the configuration again at a reload.
  package init(
    settings: DaemonSettings,
    configurationPath: String?,
    timing: LoopTiming? = nil,
    stateFolder: String? = nil,
    cache: SchemaCache? = nil,
    logger: Logger,
    readSettings: @escaping @Sendable () throws(SettingsError) -> DaemonSettings
  ) throws(FileSystemError) {
    self.settings = settings
    self.readSettings = readSettings
    self.logger = logger
    self.cache = cache
    care = cache.map(CacheCare.init)
    addedProjects = AddedProjects(path: stateFolder.map { $0 + "/projects" })
    let door = Door()
    let watcher = try FolderWatcher(
      probeFolder: stateFolder.map { $0 + "/probe" },
      onNews: { door.loop.withLock { $0.value }?.takeTurnWithNews() }
    )
    watches = WatchRegistry(watcher)
    events = EventStream(epoch: String(WallClock.now(), radix: 36))
    configuration = ConfigurationReport(path: configurationPath, loaded: .now())
    let times = timing ?? LoopTiming(settings)
    self.timing = times
    nextCacheCheck = MonotonicClock.now() + times.cacheCheck
    door.loop.withLock { $0.value = self }
  }

  /// Handles events until it is told to end; on the calling thread.
  package func run() {
    turn.withLock { _ in begin() }
    while let deadline = turn.withLock({ _ in beginSleep() }) {
      mailbox.sleep(until: deadline)
      for run in turn.withLock({ _ in takeTurn() }) { run.carryOutElsewhere() }
    }
    finish()
  }

  private func begin() {
    for project in configuredProjects() { add(project.root, id: project.id, reason: .start) }
    for (id, root) in addedProjects.read() where projects[id] == nil {
      added[id] = root
      add(root, id: id, reason: .start)
    }
    state = .ready
    ServiceNotifications.ready(status: summary)
    logger.log(.started, level: .notice, "watching: \(summary)")
    startDueRuns()
    for run in begunRuns { run.carryOutElsewhere() }
    begunRuns = []
  }

  /// Nil when it is not to sleep any more.
  private func beginSleep() -> UInt64? {
    if isStopping { return nil }
    sleepsUntil = nextDeadline()
    return sleepsUntil
  }

  /// Handles what has come; the runs that begin with it.
  private func takeTurn(hasNews: Bool = false) -> [StartedRun] {
    if isStopping { return [] }
    for event in mailbox.take() { handle(event) }
    if hasNews { handleNews() }
    startDueRuns()
    defer { begunRuns = [] }
    return begunRuns
  }

  /// The watcher's thread has news; what it may do about them itself.
  private func takeTurnWithNews() -> FolderWatcher.Errand? {
    let begun = turn.withLockIfAvailable { _ in
      let runs = takeTurn(hasNews: true)
      if isStopping || nextDeadline() < sleepsUntil { mailbox.nudge() }
      return runs
    }
    guard let begun else {
      mailbox.post(.doorbell)
      return nil
    }
    for run in begun.dropFirst() { run.carryOutElsewhere() }
    guard let first = begun.first else { return nil }
    return { first.carryOut() }
  }

  package func reload() { mailbox.post(.reload) }

  package func terminate() { mailbox.post(.terminate) }

  /// Calls back from the loop's thread: whether it still turns.
  package func ping(_ reply: @escaping @Sendable () -> Void) { mailbox.post(.ping(reply)) }

  /// Whether an event still finds its way from the kernel to the loop.
  package func probeWatcher(timeout: Duration) -> Bool { watches.probe(timeout: timeout) }

  /// Writes down which projects were added, for the next start.
  func keepAdded() {
    do throws(FileSystemError) {
      try addedProjects.write(added)
    } catch {
      logger.error("\(error.message)")
    }
  }

  // MARK: Time

  private func nextDeadline() -> UInt64 {
    var deadline = UInt64.max
    for record in projects.values {
      if let due = record.due(settle: timing.settle, maximumWait: timing.maximumWait) {
        deadline = min(deadline, due)
      }
      if !record.isPaused, record.running == nil { deadline = min(deadline, record.nextAudit) }
      for waiter in record.waiters { deadline = min(deadline, waiter.deadline) }
    }
    for waiting in runs.waiting { deadline = min(deadline, waiting.deadline) }
    if let cacheDue { deadline = min(deadline, cacheDue) }
    return deadline
  }

  private func startDueRuns() {
    let now = MonotonicClock.now()
    expireWaiters(now)
    if let cacheDue, cacheDue <= now { tendCache(now) }
    for (id, record) in projects where record.running == nil && !record.isPaused {
      if record.nextAudit <= now {
        projects[id]?.nextAudit = now + timing.audit
        audit(id, now)
      }
    }
    for id in projects.keys.sorted() {
      guard let record = projects[id],
        let due = record.due(settle: timing.settle, maximumWait: timing.maximumWait), due <= now
      else { continue }
      if isHeldBack(record, now) {
        projects[id]?.lastEvent = now
        projects[id]?.firstEvent = now
        continue
      }
      startRun(id, now)
    }
  }

  /// While version control is at work, what is there is half of something.
  private func isHeldBack(_ record: ProjectRecord, _ now: UInt64) -> Bool {
    guard record.queued == nil, let age = record.versionControlLocks.age else { return false }
    return age < .nanoseconds(Int64(timing.versionControl))
  }

  private func audit(_ id: String, _ now: UInt64) {
    let gone = watches.audit()
    if !gone.isEmpty {
      logger.log(
        .watchRepaired,
        level: .warning,
        "\(gone.count) watches were lost and are armed again"
      )
      loseFolders(Set(gone), now)
    }
    projects[id]?.touch(nil, at: now)
  }

  // MARK: Events

  private func handle(_ event: LoopEvent) {
    switch event {
    case .doorbell: handleNews()
    case .runEnded(let project, let outcome): endRun(project, outcome)
    case .command(let command): handle(command)
    case .cacheTended(let problems): tell(of: problems)
    case .ping(let reply): reply()
    case .reload:
      reload { _ in }
    case .terminate: isStopping = true
    }
  }

  private func handleNews() {
    let news = watches.drain()
    let now = MonotonicClock.now()
    if news.hasOverflowed {
      overflows += 1
      logger.log(
        .watchOverflow,
        level: .warning,
        "the kernel's queue of changes ran over; everything is listed again"
      )
      for id in projects.keys { touch(id, nil, now) }
    }
    loseFolders(news.gone, now)
    for (folder, names) in news.entries {
      let base = folder == "/" ? "/" : folder + "/"
      let paths = names.compactMap { isOwnTemporary($0) ? nil : base + $0 }
      if paths.isEmpty { continue }
      for id in watches.projects(watching: folder) { touchRelevant(id, paths, now) }
    }
    for folder in news.appearedFolders {
      let parent = splitPath(folder).folder
      for id in watches.projects(watching: parent.isEmpty ? "/" : parent) {
        touchRelevant(id, [folder], now)
      }
    }
  }

  private func loseFolders(_ gone: Set<String>, _ now: UInt64) {
    for folder in gone {
      for id in watches.projects(watching: folder) {
        projects[id]?.worker.lose([folder])
        touch(id, nil, now)
      }
    }
  }

  /// Leaves out what happens beside the way to a root: other projects', and all of `/tmp`.
  private func touchRelevant(_ id: String, _ paths: [String], _ now: UInt64) {
    guard let worker = projects[id]?.worker else { return }
    let relevant = paths.filter(worker.isOnTheWay)
    if !relevant.isEmpty { touch(id, relevant, now) }
  }

  func touch(_ id: String, _ paths: [String]?, _ now: UInt64) {
    guard let record = projects[id] else { return }
    record.touch(paths, at: now)
    record.pollInterval = pollAtLeast
    // Once: noise without end must not keep a project from ever being written.
    if record.running != nil, !record.wasSuperseded { record.worker.cancel() }
  }

  /// The end: what is being written is finished, and nothing new begins.
  private func finish() {
    state = .stopping
    ServiceNotifications.stopping(status: "stopping")
    events.publish(.stopping)
    let group = DispatchGroup()
    for record in projects.values {
      group.enter()
      record.worker.stop { group.leave() }
      for waiter in record.waiters {
        waiter.reply(.failure(Problem(.stopping, "the daemon is stopping")))
      }
    }
    _ = group.wait(timeout: .now() + 15)
    logger.log(.stopped, level: .notice, "stopped")
    watches.stop()
    cache?.close()
    events.close()
  }
}

/// The loop as its watches know it, which are there before it is.
private final class Door: Sendable {
  struct Inside: Sendable {
    weak var value: MainLoop?
  }

  let loop = Mutex(Inside())
}

/// Our own files on their way to their name.
private func isOwnTemporary(_ name: String) -> Bool {
  name.hasPrefix(".modelgend") || name == "4913" || name.hasSuffix("~")
}

extension LoopTiming {
  package init(_ settings: DaemonSettings) {
    self.init()
    settle = UInt64(settings.settle) * 1_000_000
    maximumWait = UInt64(max(settings.maximumWait, settings.settle)) * 1_000_000
    audit = UInt64(settings.audit) * 1_000_000_000
  }
}
