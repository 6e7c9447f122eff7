import SourceText

/// The lines of the file whose migration is being folded, counted when they are first needed.
final class FileLines {
  let file: String
  private let bytes: [UInt8]
  private(set) lazy var table = LineTable(bytes)

  init(_ file: SourceFile) {
    self.file = file.path
    bytes = file.bytes
  }
}
