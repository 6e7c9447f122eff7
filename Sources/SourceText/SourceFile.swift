/// One file as it was read: its path, its bytes and their digest.
package struct SourceFile: Sendable, Equatable {
  /// Relative to the project root, separated by `/`, never starting with one.
  package var path: String
  package var bytes: [UInt8] {
    get {
      switch content {
      case .read(let bytes): bytes
      case .deferred(let deferred): deferred.bytes
      }
    }
    set { content = .read(newValue) }
  }
  package var digest: ContentDigest
  private var content: Content

  private enum Content: Sendable {
    case read([UInt8])
    case deferred(DeferredBytes)
  }

  package init(path: String, bytes: [UInt8], digest: ContentDigest = .none) {
    self.path = path
    content = .read(bytes)
    self.digest = digest
  }

  /// A file whose content is known by its digest and read when somebody needs it.
  package init(path: String, digest: ContentDigest, deferred: DeferredBytes) {
    self.path = path
    self.digest = digest
    content = .deferred(deferred)
  }

  /// Where its lines begin.
  package var lineTable: LineTable {
    switch content {
    case .read(let bytes): LineTable(bytes)
    case .deferred(let deferred): deferred.lines ?? LineTable(deferred.bytes)
    }
  }

  /// Whether placeholders may stand in it; what is not read yet has told.
  package var mayHoldPlaceholders: Bool {
    switch content {
    case .read: true
    case .deferred(let deferred): deferred.mayHoldPlaceholders
    }
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package static func == (left: SourceFile, right: SourceFile) -> Bool {
    guard left.path == right.path, left.digest == right.digest else { return false }
    switch (left.content, right.content) {
    case (.read(let one), .read(let other)): return one == other
    // What is deferred is as it is on disk, and so is another of the same digest.
    default: return true
    }
  }
}
