import Catalog

/// Hands out the identities of the objects that one migration creates.
///
/// Kept between evaluations of a migration, so that an edit above a table in the same file does
/// not give the table another identity.
final class OrdinalBook {
  private struct Entry: Hashable {
    var name: QualifiedName
    var occurrence: Int
  }

  private let migration: UInt32
  private var known: [Entry: UInt32] = [:]
  private var used: [QualifiedName: Int] = [:]

  init(migration: UInt32) { self.migration = migration }

  /// Begins an evaluation: the first table of a name is again the first.
  func restart() { used.removeAll(keepingCapacity: true) }

  func id(for name: QualifiedName) -> ObjectID {
    let occurrence = used[name, default: 0]
    used[name] = occurrence + 1
    let entry = Entry(name: name, occurrence: occurrence)
    if let ordinal = known[entry] { return ObjectID(migration: migration, ordinal: ordinal) }
    let ordinal = UInt32(truncatingIfNeeded: known.count)
    known[entry] = ordinal
    return ObjectID(migration: migration, ordinal: ordinal)
  }
}
