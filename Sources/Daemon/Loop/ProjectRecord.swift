import ControlAPI
import Linux

/// What the loop knows of one project.
///
/// Owned by the loop.
final class ProjectRecord {
  /// Somebody who waits for the project: for all that was written before, or for one run.
  struct Waiter {
    /// The run that has to end; those after it count too.
    var ticket: UInt64
    var began: UInt64
    var deadline: UInt64
    var reply: LoopCommand.Reply<SyncReport>
  }

  let worker: ProjectWorker
  var status: ProjectStatus
  var isPaused = false
  /// Absolute paths that events named since the last run began; nil for everything.
  var named: Set<String>? = []
  /// Monotonic nanoseconds; nil where nothing is to be done.
  var firstEvent: UInt64?
  var lastEvent: UInt64?
  /// What the next run is to do besides looking.
  var queued: RunReport?
  var rewritesEverything = false
  var startsAnew = false
  var running: RunReport?
  /// Counts runs from 1; the one that runs or ran last.
  var ticket: UInt64 = 0
  var waiters: [Waiter] = []
  var diagnostics: [DiagnosticReport] = []
  /// When it is looked at whatever events say.
  var nextAudit: UInt64
  /// The quiet between two polls, where events are not to be had; doubles while nothing changes.
  var pollInterval: UInt64 = pollAtLeast
  var attempts = 0
  /// The folder was not there at the last run.
  var wasMissing = false
  /// Nil where they have to be looked for.
  private var foundLocks: VersionControlLocks?
  /// The last run was overtaken by a change and wrote nothing.
  var wasSuperseded = false

  init(worker: ProjectWorker, audit: UInt64) {
    self.worker = worker
    status = ProjectStatus(id: worker.id, root: worker.root, state: .idle, since: .now())
    nextAudit = audit
  }

  var isDirty: Bool { firstEvent != nil || queued != nil }

  /// Notes that something may have changed.
  func touch(_ paths: [String]?, at now: UInt64) {
    if let paths { named?.formUnion(paths) } else { named = nil }
    if paths?.contains(where: isOfVersionControl) ?? true { foundLocks = nil }
    if firstEvent == nil { firstEvent = now }
    lastEvent = now
  }

  /// Looked for once, and again when something may have changed where they are.
  var versionControlLocks: VersionControlLocks {
    if let foundLocks { return foundLocks }
    let found = VersionControlLocks(worker.root)
    foundLocks = found
    return found
  }

  /// When the project has been quiet long enough, or kept waiting long enough.
  func due(settle: UInt64, maximumWait: UInt64) -> UInt64? {
    if running != nil || isPaused { return nil }
    if queued != nil { return 0 }
    guard let firstEvent, let lastEvent else { return nil }
    return min(lastEvent + settle, firstEvent + maximumWait)
  }
}

private func isOfVersionControl(_ path: String) -> Bool {
  VersionControlLocks.folders.contains { path.hasSuffix($0) }
}

/// Nanoseconds.
let pollAtLeast: UInt64 = 2_000_000_000
let pollAtMost: UInt64 = 60_000_000_000
