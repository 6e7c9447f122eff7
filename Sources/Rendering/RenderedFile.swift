/// A file as an output wants it on disk.
package struct RenderedFile: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Ours: written again whenever it differs, as long as nobody edited it.
    case regenerated
    /// The user's from the moment it exists: written only where there is none.
    case createdOnce
  }

  /// Relative to the project root; made of legal names only, never of raw table names.
  package var path: String
  package var bytes: [UInt8]
  package var kind: Kind
  /// The path of the file that this one belongs to: a user class and its base go together.
  package var companion: String?

  package init(path: String, bytes: [UInt8], kind: Kind, companion: String? = nil) {
    self.path = path
    self.bytes = bytes
    self.kind = kind
    self.companion = companion
  }
}

/// The hash of some bytes as hexadecimal digits; injected, since pure targets compute none.
package typealias TextHash = @Sendable ([UInt8]) -> String
