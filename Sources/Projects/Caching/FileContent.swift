package import SourceText

/// What is known of a file's content without reading it.
package struct FileContent: Sendable, Equatable {
  package var digest: ContentDigest
  /// Whether `${` or `{{` stands somewhere in it.
  package var mayHoldPlaceholders: Bool
  /// Where its lines begin, of a file whose operations are placed by that.
  package var lines: LineTable?

  package init(
    digest: ContentDigest,
    mayHoldPlaceholders: Bool = false,
    lines: LineTable? = nil
  ) {
    self.digest = digest
    self.mayHoldPlaceholders = mayHoldPlaceholders
    self.lines = lines
  }
}
