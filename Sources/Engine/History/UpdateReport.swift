package import Catalog

/// What an update redid, by name: what the tests of "no more than necessary" read.
package struct Work: Hashable, Sendable {
  /// Migrations evaluated from their tree.
  package var evaluated: [String] = []
  /// Migrations whose recorded operations were applied again, with the same outcome throughout.
  package var replayed: [String] = []
  /// Classes whose model is another now, or is gone.
  package var modeled: [String] = []
  /// Paths of files that were rendered.
  package var rendered: [String] = []
  /// Paths that nothing wants any more.
  package var withdrawn: [String] = []

  package init() {}
}

/// What an update of the history changed.
package struct UpdateReport: Sendable {
  package var work = Work()
  /// Objects that are not what they were, sorted by name.
  package var changes: [ObjectChange] = []
  /// Migrations whose diagnostics are not what they were.
  package var diagnosticsChanged: [String] = []

  package init() {}
}
