/// The identity of a table, type, view or domain, given when it is created and kept through
/// renames.
///
/// Made of the migration that created the object and a counter within it, so it does not change
/// when other migrations appear or go. Never printed: output speaks in names.
package struct ObjectID: Hashable, Sendable, Comparable {
  package var raw: UInt64

  package init(raw: UInt64) { self.raw = raw }

  package init(migration: UInt32, ordinal: UInt32) {
    raw = UInt64(migration) << 32 | UInt64(ordinal)
  }

  package static func < (left: ObjectID, right: ObjectID) -> Bool { left.raw < right.raw }
}
