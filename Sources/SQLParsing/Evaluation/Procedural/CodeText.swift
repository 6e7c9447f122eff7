import Catalog
import SourceText

/// A piece of code and where it stands: a migration, the body of a routine, a built string.
///
/// Positions are asked for where something is applied or reported, so lines are counted then.
final class CodeText {
  private enum Place {
    /// The text stands in a file from this position on.
    case written(file: String, from: SourcePosition)
    /// The text was put together by a statement; everything in it is at that statement.
    case built(SourceReference)
  }

  let bytes: [UInt8]
  private let place: Place
  private var lines: LineTable?

  init(_ bytes: [UInt8], file: String, from: SourcePosition = SourcePosition(line: 1, column: 1)) {
    self.bytes = bytes
    place = .written(file: file, from: from)
  }

  init(_ text: String, builtAt source: SourceReference) {
    bytes = Array(text.utf8)
    place = .built(source)
  }

  /// Whether byte spans in this text say where something was written.
  var isWritten: Bool {
    if case .written = place { return true }
    return false
  }

  func reference(_ offset: Int) -> SourceReference {
    switch place {
    case .built(let source): return source
    case .written(let file, let from):
      let table: LineTable
      if let lines {
        table = lines
      } else {
        table = LineTable(bytes)
        lines = table
      }
      let local = table.position(of: offset)
      guard local.line > 1 else {
        return SourceReference(
          file: file,
          line: Int(from.line),
          column: Int(from.column) + Int(local.column) - 1
        )
      }
      return SourceReference(
        file: file,
        line: Int(from.line) + Int(local.line) - 1,
        column: Int(local.column)
      )
    }
  }

  /// A part of it as a text of its own.
  func part(_ range: Range<Int>) -> CodeText {
    let slice = Array(bytes[range.clamped(to: 0..<bytes.count)])
    switch place {
    case .built(let source):
      return CodeText(String(decoding: slice, as: UTF8.self), builtAt: source)
    case .written(let file, _):
      return CodeText(slice, file: file, from: reference(range.lowerBound).position)
    }
  }
}
