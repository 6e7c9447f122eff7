import Catalog
import ControlAPI
import Dispatch
import Engine
import Glibc
import Linux
import Projects
import Rendering
import SourceText
import Synchronization

/// The one place where a project's files are read and written, on a queue of its own so that
/// blocking calls hold up nobody else.
final class ProjectWorker: @unchecked Sendable {
  let id: String
  /// As the configuration names it.
  let root: String
  private let queue: DispatchQueue
  private let watch: ProjectWatch
  private let lostFolders = Mutex<Set<String>>([])
  private let resolvedRoot = Mutex<String?>(nil)
  private let isCancelled = Atomic<Bool>(false)
  // Touched on `queue` only.
  private var live: LiveProject?
  private var rootStamp: FileStamp?
  /// Why the settings that are in use are not those of the file.
  private var settingsProblem: SetupError?

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

  /// Runs and tells the outcome on the worker's queue.
  func start(_ request: RunRequest, whenDone: @escaping @Sendable (RunOutcome) -> Void) {
    isCancelled.store(false, ordering: .relaxed)
    queue.async { whenDone(self.run(request)) }
  }

  /// A newer change is there: what is computed now is not written.
  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Whether a path lies in the project, or leads to it, as named or as resolved.
  func isOnTheWay(_ path: String) -> Bool {
    let roots = [root, resolvedRoot.withLock { $0 }].compactMap { $0 }
    return roots.contains { root in
      path.hasPrefix(root) && (path.utf8.count == root.utf8.count || path.hasPrefix(root + "/"))
        || root.hasPrefix(path + "/")
    } || !roots.contains { splitPath($0).folder.hasPrefix(splitPath(path).folder) }
  }

  /// Folders that the watcher lost; they are armed again at the next run.
  func lose(_ folders: Set<String>) { lostFolders.withLock { $0.formUnion(folders) } }

  func stop(whenDone: @escaping @Sendable () -> Void) {
    queue.async {
      self.watch.disarm()
      self.live = nil
      whenDone()
    }
  }

  /// Answers from the last complete state.
  func ask<Answer: Sendable>(
    _ question: @escaping @Sendable (LiveProject?) -> Answer,
    _ reply: @escaping @Sendable (Answer) -> Void
  ) {
    queue.async { reply(question(self.live)) }
  }

  // MARK: The run

  private func run(_ request: RunRequest) -> RunOutcome {
    let start = MonotonicClock.now()
    var outcome = RunOutcome()
    let lost = lostFolders.withLock { lost in
      defer { lost = [] }
      return lost
    }
    watch.lose(lost)
    if request.named == nil { watch.retry() }
    if request.startsAnew { live = nil }
    let resolved = resolvedPath(root)
    resolvedRoot.withLock { $0 = resolved }
    watch.armRoot(resolved: resolved)
    guard let resolved, isFolder(resolved) else {
      live = nil
      rootStamp = nil
      outcome.state = .missing
      outcome.watch = watchReport()
      return outcome
    }
    do throws(SetupError) {
      var isWhole = request.named == nil || !lost.isEmpty
      if try openIfNeeded(resolved, request) { isWhole = true }
      guard let live else { return outcome }
      try look(live, isWhole ? nil : relative(request.named ?? [], to: resolved), &outcome)
      watch.probe(resolved)
      if request.rewritesEverything { live.rewriteEverything() }
      write(live, &outcome)
      describe(live, &outcome)
    } catch {
      outcome.state = .failed(problem(error))
    }
    outcome.watch = watchReport()
    if let obstacle = watch.obstacle {
      outcome.degradations.append(
        degradation("watch", "the project is polled: " + obstacle, hint: "modelgend doctor")
      )
    }
    outcome.duration = MonotonicClock.now() - start
    return outcome
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
      let names = Set((request.named ?? []).map { splitPath($0).name })
      let inputs = Set((ProjectSetup.inputs + [LockFile.name]).map { splitPath($0).name })
      if request.named != nil, names.isDisjoint(with: inputs) { return false }
      do throws(SetupError) {
        let setup = try ProjectSetup(folder: resolved)
        settingsProblem = nil
        if setup == live.setup, !live.isLockForeign() { return false }
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
    live = try open(setup, believes: !request.startsAnew)
    rootStamp = stamp
    return true
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
    for attempt in 0..<8 {
      if named == nil || attempt > 0 { _ = watch.arm(live.foldersToWatch(), below: resolved) }
      do throws(FileSystemError) {
        let update = try live.refresh(named)
        outcome.update.merge(update)
      } catch {
        throw SetupError(.noInput, error.message)
      }
      guard watch.arm(live.foldersToWatch(), below: resolved) else { return }
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
        self.live = nil
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

extension ProjectWorker {
  // MARK: Describing

  private func describe(_ live: LiveProject, _ outcome: inout RunOutcome) {
    let diagnostics = live.diagnostics().map(DiagnosticReport.init)
    outcome.counts = DiagnosticCounts(counting: diagnostics)
    outcome.diagnostics = worst(diagnostics)
    outcome.conflicts = live.conflicts.sorted { $0.key < $1.key }
      .map { ConflictReport(path: $0.key, reason: $0.value) }
    let counts = live.counts
    outcome.schema = SchemaSize(
      migrations: live.migrationCount,
      tables: counts.tables,
      columns: counts.columns,
      indexes: counts.indexes,
      foreignKeys: counts.foreignKeys,
      views: counts.views,
      enums: counts.enums
    )
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

  private func watchReport() -> WatchReport {
    WatchReport(
      mode: watch.obstacle == nil ? .inotify : .polling,
      folders: watch.folders.count,
      files: live?.fileCount ?? 0
    )
  }

  private func problem(_ error: SetupError) -> Problem {
    Problem(.badConfiguration, error.message, path: root + "/" + ProjectSetup.settingsName)
  }

  private func degradation(_ code: String, _ message: String, hint: String) -> Degradation {
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

extension Moment {
  static func now() -> Moment { Moment(microseconds: WallClock.now() / 1000) }
}
