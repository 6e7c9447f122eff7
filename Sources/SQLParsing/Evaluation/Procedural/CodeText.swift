import Catalog
import SourceText

/// A piece of code and where it stands: a migration, the body of a routine, a built string.
///
/// Positions are asked for where something is applied or reported, so lines are counted then.
final class CodeText {
  private enum Place {
    /// The text stands in a file from this position on.
    case written(file: String, from: SourcePosition, offset: Int?)
    /// The text was put together by a statement; everything in it is at that statement.
    case built(SourceReference)
  }

  let bytes: [UInt8]
  private let place: Place
  /// Counted as far as somebody asked: most texts are one statement at their beginning.
  private var lines = LineTable()
  private var counted = 0

  /// The bytes of a file, or of a part that begins somewhere in it.
  ///
  /// `offset` is where it begins in bytes, which byte spans need; nil where that is not known.
  init(
    _ bytes: [UInt8],
    file: String,
    from: SourcePosition = SourcePosition(line: 1, column: 1),
    offset: Int? = 0
  ) {
    self.bytes = bytes
    place = .written(file: file, from: from, offset: offset)
  }

  init(_ text: String, builtAt source: SourceReference) {
    bytes = Array(text.utf8)
    place = .built(source)
  }

  /// What turns offsets in this text into offsets in its file; nil where byte spans say nothing.
  var fileOffset: Int? {
    if case .written(_, _, let offset) = place { return offset }
    return nil
  }

  func reference(_ offset: Int) -> SourceReference {
    switch place {
    case .built(let source): return source
    case .written(let file, let from, _):
      let end = min(offset, bytes.count)
      if counted < end {
        lines.count(bytes, in: counted..<end)
        counted = end
      }
      let local = lines.position(of: offset)
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
    case .written(let file, _, let offset):
      return CodeText(
        slice,
        file: file,
        from: reference(range.lowerBound).position,
        offset: offset.map { $0 + range.lowerBound }
      )
    }
  }
}
