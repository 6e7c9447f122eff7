/// Where something was written: a file and a position in it.
package struct SourceReference: Hashable, Sendable {
  /// Relative to the project root.
  package var file: String
  package var position: SourcePosition

  package init(file: String, position: SourcePosition) {
    self.file = file
    self.position = position
  }

  package init(file: String, line: Int, column: Int) {
    self.init(file: file, position: SourcePosition(line: line, column: column))
  }
}
