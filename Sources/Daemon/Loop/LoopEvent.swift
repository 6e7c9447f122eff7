import Cache
import ControlAPI

/// Everything that can happen to the daemon: a closed set, handled by one loop in order.
enum LoopEvent: Sendable {
  /// Folders have news; they are fetched when the event is handled.
  case doorbell
  case runEnded(project: String, RunOutcome)
  case command(LoopCommand)
  /// The cache was looked after; what went wrong with it since the last time.
  case cacheTended([CacheProblem])
  /// The self-check asks whether the loop still turns.
  case ping(@Sendable () -> Void)
  /// SIGHUP.
  case reload
  /// SIGTERM or SIGINT: finish what is being written, then end.
  case terminate
}

/// What a request on a socket wants, with the way back.
enum LoopCommand: Sendable {
  typealias Reply<Value> = @Sendable (Result<Value, Problem>) -> Void

  case status(Reply<StatusPage>)
  case project(String, Reply<ProjectWorker>)
  case run(String, deadline: UInt64, Reply<RunReport>)
  case add(ProjectRequest, Reply<ProjectStatus>)
  case remove(String, Reply<Void>)
  case sync(String, deadline: UInt64, Reply<SyncReport>)
  case start(String, RunReport.Reason, Reply<RunReport>)
  case pause(String, Reply<ProjectStatus>)
  case resume(String, Reply<ProjectStatus>)
  case reload(Reply<ReloadReport>)
  case metrics(Reply<[Metric]>)
}
