/// One pass over a project: from what made it necessary to the files it wrote.
package struct RunReport: Sendable, Codable, Hashable {
  package enum State: String, Sendable, Codable, CaseIterable {
    case queued
    case running
    case succeeded
    case failed
    /// A newer change overtook it; it published nothing.
    case cancelled
  }

  package enum Reason: String, Sendable, Codable, CaseIterable {
    case start
    case change
    case audit
    case sync
    case generate
    case rebuild
    case reload
    case resume
  }

  package var id: String
  package var project: String
  package var state: State
  package var reason: Reason
  /// In words: `2026_03_01_add_x.php changed users`.
  package var cause: String
  package var queued: Moment
  package var started: Moment?
  package var finished: Moment?
  package var timings: RunTimings
  package var work: WorkCounts
  package var files: FileCounts
  /// The tables that changed, by name; at most a hundred, `work.tables` counts them all.
  package var tables: [String]
  package var conflicts: [ConflictReport]
  package var problem: Problem?

  package init(
    id: String,
    project: String,
    state: State,
    reason: Reason,
    cause: String,
    queued: Moment
  ) {
    self.id = id
    self.project = project
    self.state = state
    self.reason = reason
    self.cause = cause
    self.queued = queued
    timings = RunTimings()
    work = WorkCounts()
    files = FileCounts()
    tables = []
    conflicts = []
  }

  package var isFinished: Bool {
    switch state {
    case .queued, .running: false
    case .succeeded, .failed, .cancelled: true
    }
  }
}

/// Where the time of a run went, in microseconds.
package struct RunTimings: Sendable, Codable, Hashable {
  /// From the first event to the end of the quiet period.
  package var settle: Int
  package var read: Int
  package var evaluate: Int
  package var render: Int
  package var write: Int
  /// From the start of the run to its end, without the settling.
  package var total: Int

  package init(
    settle: Int = 0,
    read: Int = 0,
    evaluate: Int = 0,
    render: Int = 0,
    write: Int = 0,
    total: Int = 0
  ) {
    self.settle = settle
    self.read = read
    self.evaluate = evaluate
    self.render = render
    self.write = write
    self.total = total
  }
}

/// How much was done again, and no more.
package struct WorkCounts: Sendable, Codable, Hashable {
  package var parsed: Int
  package var evaluated: Int
  package var replayed: Int
  package var tables: Int
  package var rendered: Int

  package init(
    parsed: Int = 0,
    evaluated: Int = 0,
    replayed: Int = 0,
    tables: Int = 0,
    rendered: Int = 0
  ) {
    self.parsed = parsed
    self.evaluated = evaluated
    self.replayed = replayed
    self.tables = tables
    self.rendered = rendered
  }
}

/// What became of the generated files.
package struct FileCounts: Sendable, Codable, Hashable {
  package var created: Int
  package var replaced: Int
  package var removed: Int
  package var unchanged: Int
  package var failed: Int

  package init(
    created: Int = 0,
    replaced: Int = 0,
    removed: Int = 0,
    unchanged: Int = 0,
    failed: Int = 0
  ) {
    self.created = created
    self.replaced = replaced
    self.removed = removed
    self.unchanged = unchanged
    self.failed = failed
  }
}
