/// One file as it was read: its path, its bytes and their digest.
package struct SourceFile: Sendable, Equatable {
  /// Relative to the project root, separated by `/`, never starting with one.
  package var path: String
  package var bytes: [UInt8]
  package var digest: ContentDigest

  package init(path: String, bytes: [UInt8], digest: ContentDigest = .none) {
    self.path = path
    self.bytes = bytes
    self.digest = digest
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  package static func == (left: SourceFile, right: SourceFile) -> Bool {
    left.path == right.path && left.digest == right.digest && left.bytes == right.bytes
  }
}
