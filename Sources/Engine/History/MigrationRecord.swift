import Catalog
import SourceText

/// A migration in the history, with all that its last evaluation read, wrote and did.
final class MigrationRecord {
  var unit: MigrationUnit
  let slot: Int32
  let ordinals: OrdinalBook
  var previous: Int32?
  var next: Int32?
  var trace: [TraceStep] = []
  /// The numbers of what it read, each once, ascending.
  var reads: [Int32] = []
  /// The numbers of the names it wrote.
  var names: [Int32] = []
  var tables: [ObjectID] = []
  var others: [ObjectID] = []
  var diagnostics: [Diagnostic] = []

  init(unit: MigrationUnit, slot: Int32, ordinals: OrdinalBook) {
    self.unit = unit
    self.slot = slot
    self.ordinals = ordinals
  }

  var hasWritten: Bool { !names.isEmpty || !tables.isEmpty || !others.isEmpty }
}
