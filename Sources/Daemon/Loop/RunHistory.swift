import ControlAPI

/// The last runs of all projects, and who waits for one of them.
struct RunHistory {
  struct Waiting {
    var id: String
    var deadline: UInt64
    var reply: LoopCommand.Reply<RunReport>
  }

  private var reports: [String: RunReport] = [:]
  private var order: [String] = []
  var waiting: [Waiting] = []

  subscript(id: String) -> RunReport? { reports[id] }

  /// Keeps the newest five hundred.
  mutating func record(_ report: RunReport) {
    if reports.updateValue(report, forKey: report.id) == nil { order.append(report.id) }
    if order.count > 500 { reports[order.removeFirst()] = nil }
    guard report.isFinished else { return }
    for waiter in waiting where waiter.id == report.id { waiter.reply(.success(report)) }
    waiting.removeAll { $0.id == report.id }
  }

  /// Answers those whose time is up with the run as it is.
  mutating func expire(_ now: UInt64) {
    for waiter in waiting where waiter.deadline <= now {
      if let report = reports[waiter.id] { waiter.reply(.success(report)) }
    }
    waiting.removeAll { $0.deadline <= now }
  }
}

/// What is counted over the life of the daemon.
struct LoopTotals {
  var runs: [String: Int] = [:]
  var filesCreated = 0
  var filesReplaced = 0
  var filesRemoved = 0
  var filesFailed = 0
  var evaluated = 0
  var replayed = 0
  var rendered = 0
  var runSeconds = 0.0
  var lastRunSeconds = 0.0
}
