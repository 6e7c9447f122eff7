package import Engine
package import SourceText

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

  package var isNothing: Bool {
    causes.isEmpty && tables.isEmpty && written.isNothing && !isFirst
  }
}

extension WriteReport {
  package var isNothing: Bool {
    created.isEmpty && replaced.isEmpty && removed.isEmpty && failures.isEmpty
  }
}
