import Catalog
import ControlAPI
import Dispatch
import Glibc
import Linux
import Projects
import Synchronization

/// The one place where a project's files are read and written, on a queue of its own so that
/// blocking calls hold up nobody else.
final class ProjectWorker: @unchecked Sendable {
  let id: String
  /// As the configuration names it.
  let root: String
  private let queue: DispatchQueue
  let watch: ProjectWatch
  private let lostFolders = Mutex<Set<String>>([])
  private let resolvedRoot = Mutex<String?>(nil)
  private let isCancelled = Atomic<Bool>(false)
  // Touched on `queue` only.
  private var isStopped = false
  var live: LiveProject?
  /// What the last process left, while nothing is other than it was then: nothing is loaded.
  var settled: (project: SettledProject, setup: ProjectSetup)?
  private var rootStamp: FileStamp?
  /// Why the settings that are in use are not those of the file.
  var settingsProblem: SetupError?

  private let rows: RowStore
  private let isFullyDurable: Bool

  init(
    id: String,
    root: String,
    registry: WatchRegistry,
    rows: RowStore,
    isFullyDurable: Bool
  ) {
    self.rows = rows
    self.isFullyDurable = isFullyDurable
    self.id = id
    self.root = root
    queue = DispatchQueue(label: "modelgend.project." + id)
    watch = ProjectWatch(registry, project: id, root: root)
  }

  /// A run that begins now and tells its outcome, to be carried out.
  func start(
    _ request: RunRequest,
    whenDone: @escaping @Sendable (RunOutcome) -> Void
  ) -> StartedRun {
    isCancelled.store(false, ordering: .relaxed)
    return StartedRun(queue) {
      if self.isStopped { return }
      whenDone(self.run(request))
      self.live?.keepNotedIfMuch()
    }
  }

  /// A newer change is there: what is computed now is not written.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Whether a path lies in the project, or leads to it, as named or as resolved.
  func isOnTheWay(_ path: String) -> Bool {
    if isWithin(path, root) { return true }
    let roots = [root, resolvedRoot.withLock { $0 }].compactMap { $0 }
    return roots.contains { root in
      isWithin(path, root) || root.hasPrefix(path + "/")
    } || !roots.contains { splitPath($0).folder.hasPrefix(splitPath(path).folder) }
  }

  /// Folders that the watcher lost; they are armed again at the next run.
  func lose(_ folders: Set<String>) { lostFolders.withLock { $0.formUnion(folders) } }

  func stop(whenDone: @escaping @Sendable () -> Void) {
    queue.async {
      self.isStopped = true
      self.watch.disarm()
      self.live?.keepSettled()
      self.live = nil
      self.settled = nil
      whenDone()
    }
  }

  /// What can wait until nothing else is to be done: what was noted, and now and then what the
  /// project is like, is kept for the next process, and memory that a burst left over goes back.
  func rest(isKept: Bool, in group: DispatchGroup) {
    queue.async(group: group) {
      if isKept { self.live?.keepSettled() } else { self.live?.keepNoted() }
      trimMemory()
    }
  }

  /// Answers from the last complete state.
  func ask<Answer: Sendable>(
    _ question: @escaping @Sendable ((any KnownProject)?) -> Answer,
    _ reply: @escaping @Sendable (Answer) -> Void
  ) {
    queue.async { reply(question(self.known())) }
  }

  /// The project itself, or what was kept of it; where too little of that is left, it is loaded.
  private func known() -> (any KnownProject)? {
    if let live { return live }
    guard let (project, setup) = settled else { return nil }
    if let kept = KeptProject(project, setup, in: store(of: setup)) { return kept }
    guard let opened = try? open(setup, believes: true), (try? opened.refresh(nil)) != nil else {
      return nil
    }
    opened.keepNoted()
    live = opened
    settled = nil
    return opened
  }

  private func store(of setup: ProjectSetup) -> ProjectStore {
    ProjectStore(rows, root: setup.root, dialect: setup.analysis.dialect)
  }

  // MARK: The run

  private func run(_ request: RunRequest) -> RunOutcome {
    let start = MonotonicClock.now()
    var outcome = RunOutcome()
    let lost = takeLost()
    if lost.isEmpty, let live, let named = filesInPlace(request, live) {
      bringUp(live, named, request, &outcome)
    } else {
      begin(request, lost, &outcome)
    }
    outcome.watch = watchReport()
    addObstacle(to: &outcome)
    outcome.duration = MonotonicClock.now() - start
    return outcome
  }

  private func takeLost() -> Set<String> {
    lostFolders.withLock { lost in
      defer { lost = [] }
      return lost
    }
  }

  /// The files that were named, where neither the root nor what decides about the project is
  /// among them and the root is where it was: then there is nothing else to find out.
  private func filesInPlace(_ request: RunRequest, _ live: LiveProject) -> Set<String>? {
    let path = live.setup.root.path
    guard !request.startsAnew, let named = request.named.flatMap({ relative($0, to: path) }),
      !named.contains(where: { decisiveNames.contains(splitPath($0).name) }),
      isRoot(path), root == path || isRoot(root)
    else { return nil }
    return named
  }

  private func isRoot(_ path: String) -> Bool {
    guard let rootStamp, let stamp = (try? fileStamp(path)) ?? nil else { return false }
    return stamp.inode == rootStamp.inode && stamp.device == rootStamp.device
  }

  /// Finds out where the project is and whether it is the same, before it is looked at.
  private func begin(_ request: RunRequest, _ lost: Set<String>, _ outcome: inout RunOutcome) {
    watch.lose(lost)
    if request.named == nil { watch.retry() }
    if request.startsAnew { letGo() }
    let resolved = resolvedPath(root)
    resolvedRoot.withLock { $0 = resolved }
    watch.armRoot(resolved: resolved)
    guard let resolved, isFolder(resolved) else {
      letGo()
      rootStamp = nil
      outcome.state = .missing
      return
    }
    if isSettled(resolved, request, &outcome) { return }
    do throws(SetupError) {
      let isOpened = try openIfNeeded(resolved, request)
      guard let live else { return }
      let isWhole = isOpened || request.named == nil || !lost.isEmpty
      let named = isWhole ? nil : relative(request.named ?? [], to: resolved)
      bringUp(live, named, request, &outcome)
    } catch {
      outcome.state = .failed(problem(error))
    }
  }

  /// Brings a project that is open up to date, on disk as well.
  private func bringUp(
    _ live: LiveProject,
    _ named: Set<String>?,
    _ request: RunRequest,
    _ outcome: inout RunOutcome
  ) {
    do throws(SetupError) {
      try look(live, named, &outcome)
      watch.probe(live.setup.root.path)
      // The first look wants everything written as it is.
      if request.rewritesEverything, !outcome.update.isFirst { live.rewriteEverything() }
      write(live, &outcome)
      describe(live, &outcome)
      outcome.hasNoted = live.hasNoted
    } catch {
      outcome.state = .failed(problem(error))
    }
  }

  private func addObstacle(to outcome: inout RunOutcome) {
    guard let obstacle = watch.obstacle else { return }
    outcome.degradations.append(
      degradation("watch", "the project is polled: " + obstacle, hint: "modelgend doctor")
    )
  }

  /// Whether all is as the last process left it, so that nothing has to be loaded.
  ///
  /// Its folders are watched before they are looked at, as always. The first thing that is other
  /// than it was wakes the project, which then stays awake.
  private func isSettled(
    _ resolved: String,
    _ request: RunRequest,
    _ outcome: inout RunOutcome
  ) -> Bool {
    let isFirst = settled == nil
    settled = nil
    guard live == nil, !request.startsAnew, let setup = try? ProjectSetup(folder: resolved),
      let found = store(of: setup).settled()
    else { return false }
    _ = watch.arm(Set(found.summary.foldersToWatch), below: resolved)
    guard found.isStill(setup) else { return false }
    watch.probe(resolved)
    settled = (found, setup)
    settingsProblem = nil
    outcome.update.isFirst = isFirst
    describe(found, setup, &outcome)
    return true
  }

  /// Opens the project where it is not open, was replaced, or has other settings now.
  private func openIfNeeded(
    _ resolved: String,
    _ request: RunRequest
  ) throws(SetupError) -> Bool {
    let stamp = (try? fileStamp(resolved)) ?? nil
    let isReplaced =
      live?.setup.root.path != resolved || rootStamp?.inode != stamp?.inode
      || rootStamp?.device != stamp?.device
    if let live, !isReplaced {
      if let named = request.named,
        !named.contains(where: { decisiveNames.contains(splitPath($0).name) })
      {
        return false
      }
      do throws(SetupError) {
        let setup = try ProjectSetup(folder: resolved)
        settingsProblem = nil
        if setup == live.setup, !live.isLockForeign() { return false }
        live.keepNoted()
        self.live = try open(setup, believes: true)
        return true
      } catch {
        // What worked goes on working, and the status says what is wrong with the new text.
        settingsProblem = error
        return false
      }
    }
    settingsProblem = nil
    let setup = try ProjectSetup(folder: resolved)
    live?.keepNoted()
    live = try open(setup, believes: !request.startsAnew)
    rootStamp = stamp
    return true
  }

  private func letGo() {
    live?.keepNoted()
    live = nil
  }

  private func open(_ setup: ProjectSetup, believes: Bool) throws(SetupError) -> LiveProject {
    do throws(FileSystemError) {
      return try LiveProject(
        setup,
        rows: rows,
        believes: believes,
        isFullyDurable: isFullyDurable
      )
    } catch {
      throw SetupError(.noInput, error.message)
    }
  }

  /// Looks until nothing new had to be watched: what happened before a watch was armed is then in
  /// the last listing.
  private func look(
    _ live: LiveProject,
    _ named: Set<String>?,
    _ outcome: inout RunOutcome
  ) throws(SetupError) {
    let resolved = live.setup.root.path
    var named = named
    for _ in 0..<8 {
      if named == nil { _ = watch.arm(live.foldersToWatch(), below: resolved) }
      do throws(FileSystemError) {
        let update = try live.refresh(named)
        outcome.update.merge(update)
      } catch {
        throw SetupError(.noInput, error.message)
      }
      guard watch.arm(live.foldersToWatch(), below: resolved, touched: named) else { return }
      named = nil
    }
  }

  private func write(_ live: LiveProject, _ outcome: inout RunOutcome) {
    guard live.hasPending else { return }
    if isCancelled.load(ordering: .relaxed) {
      outcome.isSuperseded = true
      return
    }
    let start = MonotonicClock.now()
    defer { outcome.update.writing += MonotonicClock.now() - start }
    do throws(FileSystemError) {
      let lock = try projectLock(live.setup.root)
      defer { lock.release() }
      // Another process may have given names since: they count.
      if live.isLockForeign() {
        letGo()
        outcome.update.mustReopen = true
        return
      }
      let report = try live.write()
      outcome.update.written.merge(report)
      for failure in report.failures { addFailure(failure, &outcome) }
    } catch {
      addFailure(error, &outcome)
    }
  }

  private func addFailure(_ failure: FileSystemError, _ outcome: inout RunOutcome) {
    let hint =
      switch failure.code {
      case .readOnly:
        "the service may not write there: \"sudo modelgend project add --grant \(root)\" names it "
          + "in a drop-in (ReadWritePaths=)"
      case .noSpace: "free space on the device; the files are written then"
      default: "modelgend doctor"
      }
    outcome.degradations.append(degradation("write", failure.message, hint: hint))
  }

  /// Waits for another writer, but not for ever.
  private func projectLock(_ root: ProjectRoot) throws(FileSystemError) -> FileLock {
    for _ in 0..<100 {
      if let lock = try FileLock(root.path + "/.modelgend.lock") { return lock }
      usleep(50_000)
    }
    throw FileSystemError(.inUse, "lock", root.path)
  }

  private func relative(_ paths: Set<String>, to resolved: String) -> Set<String>? {
    var found: Set<String> = []
    for path in paths {
      guard path.hasPrefix(resolved + "/") else { return nil }
      found.insert(String(path.dropFirst(resolved.utf8.count + 1)))
    }
    return found
  }
}

/// Whether a path is a folder or lies below it.
private func isWithin(_ path: String, _ folder: String) -> Bool {
  guard path.hasPrefix(folder) else { return false }
  let rest = path.utf8.dropFirst(folder.utf8.count)
  return rest.isEmpty || rest.first == UInt8(ascii: "/")
}

/// The names of files whose content decides about a project as a whole.
private let decisiveNames = Set((ProjectSetup.inputs + [LockFile.name]).map { splitPath($0).name })
