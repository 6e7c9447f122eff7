import SourceText

/// The lines of the file whose migration is being folded, counted when they are first needed.
final class FileLines {
  let file: String
  private let source: SourceFile
  private var table: LineTable?

  init(_ file: SourceFile) {
    self.file = file.path
    source = file
  }

  func position(of offset: Int) -> SourcePosition {
    if let table { return table.position(of: offset) }
    let counted = source.lineTable
    table = counted
    return counted.position(of: offset)
  }
}
