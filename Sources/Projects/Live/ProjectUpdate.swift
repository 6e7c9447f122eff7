package import Engine

/// What one look at a project came to.
package struct ProjectUpdate: Sendable {
  package var work = Work()
  /// Files of migrations and inputs that are not what they were.
  package var causes: [String] = []
  /// Tables that are not what they were, by name.
  package var tables: [String] = []
  package var written = WriteReport()
  package var isFirst = false
  /// Nanoseconds of reading and planning, of evaluating and rendering, of writing.
  package var reading: UInt64 = 0
  package var computing: UInt64 = 0
  package var writing: UInt64 = 0
  /// The settings or the lock file are others now: the project has to be opened anew.
  package var mustReopen = false

  package init() {}

  /// Takes in what a second look found.
  package mutating func merge(_ other: ProjectUpdate) {
    work.evaluated += other.work.evaluated
    work.replayed += other.work.replayed
    work.modeled += other.work.modeled
    work.rendered += other.work.rendered
    work.withdrawn += other.work.withdrawn
    causes = Set(causes).union(other.causes).sorted()
    tables = Set(tables).union(other.tables).sorted()
    isFirst = isFirst || other.isFirst
    reading += other.reading
    computing += other.computing
  }

  package var isNothing: Bool {
    causes.isEmpty && tables.isEmpty && written.isNothing && !isFirst
  }
}

extension WriteReport {
  package mutating func merge(_ other: WriteReport) {
    created += other.created
    replaced += other.replaced
    removed += other.removed
    failures += other.failures
  }

  package var isNothing: Bool {
    created.isEmpty && replaced.isEmpty && removed.isEmpty && failures.isEmpty
  }
}
