package import SourceText

/// Where rows of bytes are kept from one process to the next, seen from those who keep them.
///
/// Closures, so that what stores its results knows no database: the daemon hands in its schema
/// cache, a one-shot command `none`. A row that was stored may be gone at any time, and a row that
/// is found is as it was stored: verified, never a part of it. All closures block.
package struct RowStore: Sendable {
  /// The kinds of rows, each with its own keys and its own way to age.
  package enum Shelf: UInt8, Sendable, CaseIterable {
    /// What migrations asked and did, by label and content.
    case traces = 1
    /// What files were like when they were last hashed, by path.
    case files
    /// Files as they were last written, by path.
    case outputs
    /// Tables and models by `schema:NAME` and content.
    case schemas
    /// Rendered files by `template:NAME` and content.
    case templates
    /// What is being written, until it is.
    case batches
  }

  package struct Row: Sendable, Equatable {
    package var shelf: Shelf
    /// Everything beside the key that the value depends on: build, options, dialect, project.
    package var fingerprint: ContentDigest
    package var key: [UInt8]
    /// Nil to take the row away.
    package var value: [UInt8]?

    package init(
      _ shelf: Shelf,
      _ fingerprint: ContentDigest,
      key: [UInt8],
      value: [UInt8]?
    ) {
      self.shelf = shelf
      self.fingerprint = fingerprint
      self.key = key
      self.value = value
    }
  }

  package var find: @Sendable (Shelf, ContentDigest, _ key: [UInt8]) -> [UInt8]?
  /// Every row of one shelf and fingerprint, by key.
  package var scan:
    @Sendable (Shelf, ContentDigest, (_ key: [UInt8], _ value: [UInt8]) -> Void) -> Void
  /// Stores all rows or none.
  package var store: @Sendable ([Row]) -> Void

  package init(
    find: @escaping @Sendable (Shelf, ContentDigest, [UInt8]) -> [UInt8]?,
    scan: @escaping @Sendable (Shelf, ContentDigest, ([UInt8], [UInt8]) -> Void) -> Void,
    store: @escaping @Sendable ([Row]) -> Void
  ) {
    self.find = find
    self.scan = scan
    self.store = store
  }

  /// Keeps nothing.
  package static let none = RowStore(
    find: { _, _, _ in nil },
    scan: { _, _, _ in },
    store: { _ in }
  )
}
