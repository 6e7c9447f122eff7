package import SourceText

/// The tree of one file.
///
/// Names of classes, functions and constants are resolved against the file's imports while it is
/// parsed, so whoever reads a tree needs none of them.
package final class PHPFile: Sendable {
  package let path: String
  package let statements: [PHPStatement]
  /// Every named class of the file, wherever it stands outside functions, in order.
  package let classes: [PHPClass]
  package let functions: [PHPFunction]
  package let lines: LineTable

  init(
    path: String,
    statements: [PHPStatement],
    classes: [PHPClass],
    functions: [PHPFunction],
    lines: LineTable
  ) {
    self.path = path
    self.statements = statements
    self.classes = classes
    self.functions = functions
    self.lines = lines
  }

  package func classNamed(_ name: PHPName) -> PHPClass? { classes.first { $0.name == name } }

  package func reference(_ span: ByteSpan) -> SourceReference {
    SourceReference(file: path, position: lines.position(of: Int(span.start)))
  }
}
