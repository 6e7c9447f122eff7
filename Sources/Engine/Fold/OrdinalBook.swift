import Catalog

/// Hands out the identities of the objects that one migration creates.
///
/// Kept between evaluations of a migration, so that an edit above a table in the same file does
/// not give the table another identity.
final class OrdinalBook {
  /// What a name was given: the ordinal of its first object, of its second, and so on.
  private struct Entry {
    var ordinals: [UInt32] = []
    var used = 0
    /// The evaluation that `used` counts in.
    var evaluation = 0
  }

  private let migration: UInt32
  private var entries: [QualifiedName: Entry] = [:]
  private var count: UInt32 = 0
  private var evaluation = 0

  init(migration: UInt32) { self.migration = migration }

  /// Begins an evaluation: the first table of a name is again the first.
  func restart() { evaluation += 1 }

  func id(for name: QualifiedName) -> ObjectID {
    ObjectID(migration: migration, ordinal: nextOrdinal(&entries[name, default: Entry()]))
  }

  private func nextOrdinal(_ entry: inout Entry) -> UInt32 {
    if entry.evaluation != evaluation {
      entry.evaluation = evaluation
      entry.used = 0
    }
    if entry.used == entry.ordinals.count {
      entry.ordinals.append(count)
      count += 1
    }
    entry.used += 1
    return entry.ordinals[entry.used - 1]
  }
}
