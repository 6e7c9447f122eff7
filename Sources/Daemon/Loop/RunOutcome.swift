import ControlAPI
import Projects

/// What a run is to do.
struct RunRequest: Sendable {
  /// Absolute paths that events named; nil to look at everything.
  var named: Set<String>?
  var reason: RunReport.Reason
  /// Compare every file with what it should be.
  var rewritesEverything = false
  /// Forget what is in memory and in the cache first.
  var startsAnew = false
}

/// What a run came to, as the loop and the status page need it: values only.
struct RunOutcome: Sendable {
  enum State: Sendable {
    case done
    /// The folder is not there.
    case missing
    case failed(Problem)
  }

  var state = State.done
  var update = ProjectUpdate()
  var conflicts: [ConflictReport] = []
  var diagnostics: [DiagnosticReport] = []
  var counts = DiagnosticCounts()
  var schema = SchemaSize()
  var dialect: String?
  var convention: String?
  var watch = WatchReport()
  /// What works only in part, without the time since when.
  var degradations: [Degradation] = []
  /// A change overtook the run before it wrote: its files are written by the next one.
  var isSuperseded = false
  /// Whether something is kept for the next process once nobody waits any more.
  var hasNoted = false
  /// Nanoseconds from start to end.
  var duration: UInt64 = 0
}
