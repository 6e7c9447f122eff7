/// What changed about the list of migrations, and in the project around it.
package struct MigrationChanges {
  /// A migration that is new, has other content or another place.
  package struct Placement {
    package var unit: MigrationUnit
    /// The label of the migration before it; nil for the first place.
    package var after: String?

    package init(_ unit: MigrationUnit, after: String?) {
      self.unit = unit
      self.after = after
    }
  }

  package var removed: [String]
  /// Carried out one after the other.
  package var placed: [Placement]
  /// Files, folders and settings whose answer may be another now.
  package var questions: [ProjectQuestion]

  package init(
    removed: [String] = [],
    placed: [Placement] = [],
    questions: [ProjectQuestion] = []
  ) {
    self.removed = removed
    self.placed = placed
    self.questions = questions
  }
}
