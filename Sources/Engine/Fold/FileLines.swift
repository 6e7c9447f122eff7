import SourceText

/// The lines of the file whose migration is being folded, counted when they are first needed.
final class FileLines {
  let file: String
  private let source: SourceFile
  private(set) lazy var table = source.lineTable

  init(_ file: SourceFile) {
    self.file = file.path
    source = file
  }
}
