import Catalog

/// One token of a query or of procedural code, as the readers of this folder see it.
///
/// Holds places and no text: most words are only compared, and their text is made when a name or a
/// value is wanted of them.
struct Word: Sendable {
  enum Kind: Sendable {
    /// An identifier or keyword without quotes.
    case plain
    /// An identifier in quotes.
    case quoted
    case string
    case number
    case symbol
    /// `$1`, `?`.
    case parameter
    /// `@name`.
    case userVariable
    /// `@@name`.
    case systemVariable
    case end
  }

  /// A keyword or a symbol; `none` for all other kinds.
  let key: WordKey
  // Half as wide as places are elsewhere: words are copied at every step of a reader.
  private let places: (start: Int32, end: Int32, contentStart: Int32, contentEnd: Int32)
  let kind: Kind
  /// The content is the text byte for byte: no quote is doubled and nothing escaped.
  ///
  /// Of a word without quotes: it is in small letters as it stands.
  let isVerbatim: Bool
  /// A backslash in the string means something.
  let hasEscapes: Bool

  /// What stands behind it is not read: no text of statements is so long.
  static let farthest = Int(Int32.max)

  @inline(__always)
  init(
    kind: Kind,
    key: WordKey,
    start: Int,
    end: Int,
    contentStart: Int,
    contentEnd: Int,
    isVerbatim: Bool = true,
    hasEscapes: Bool = false
  ) {
    self.kind = kind
    self.key = key
    places = (
      Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end),
      Int32(truncatingIfNeeded: contentStart), Int32(truncatingIfNeeded: contentEnd)
    )
    self.isVerbatim = isVerbatim
    self.hasEscapes = hasEscapes
  }

  var start: Int { Int(places.start) }
  var end: Int { Int(places.end) }
  /// What is inside the quotes, else all of it.
  var contentStart: Int { Int(places.contentStart) }
  var contentEnd: Int { Int(places.contentEnd) }

  /// As it was written, without quotes and with escapes resolved.
  func text(in bytes: [UInt8], _ dialect: Dialect) -> String {
    let range = contentStart..<max(contentStart, min(contentEnd, bytes.count))
    switch kind {
    case .plain, .number, .symbol: return String(bytes, range)
    case .quoted, .string:
      return isVerbatim
        ? String(bytes, range) : String(decoding: decoded(bytes, range, dialect), as: UTF8.self)
    case .parameter: return range.isEmpty ? "0" : String(bytes, range)
    case .userVariable: return String(bytes, range).lowercased()
    case .systemVariable:
      var name = String(bytes, range).lowercased()
      for scope in ["global.", "session.", "local."] where name.hasPrefix(scope) {
        name.removeFirst(scope.count)
      }
      return name
    case .end: return ""
    }
  }

  /// The text with the capital letters of ASCII made small, as PostgreSQL stores it.
  func folded(in bytes: [UInt8]) -> String {
    let range = contentStart..<max(contentStart, min(contentEnd, bytes.count))
    if isVerbatim { return String(bytes, range) }
    return String(
      decoding: bytes[range].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 },
      as: UTF8.self
    )
  }

  private func decoded(_ bytes: [UInt8], _ range: Range<Int>, _ dialect: Dialect) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    // Inside, the quote is doubled where it stands for itself.
    let quote = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
    var position = range.lowerBound
    while position < range.upperBound {
      let next = bytes[position]
      position += 1
      if next == quote {
        position += 1
      } else if next == 0x5C, hasEscapes, isUnicode(bytes) {
        result += UnicodeEscape.read(bytes, &position, range.upperBound)
        continue
      } else if next == 0x5C, hasEscapes, position < range.upperBound {
        result += Self.escaped(bytes[position], dialect)
        position += 1
        continue
      }
      result.append(next)
    }
    return result
  }

  /// `U&'…'` and `U&"…"` of PostgreSQL.
  private func isUnicode(_ bytes: [UInt8]) -> Bool {
    contentStart == start + 3 && start + 1 < bytes.count && bytes[start + 1] == 0x26
  }

  /// The bytes that a backslash and this byte stand for.
  private static func escaped(_ next: UInt8, _ dialect: Dialect) -> [UInt8] {
    switch next {
    case 0x6E: [0x0A]
    case 0x74: [0x09]
    case 0x72: [0x0D]
    case 0x62: [0x08]
    case 0x30 where dialect.isMySQLFamily: [0]
    case 0x25, 0x5F: dialect.isMySQLFamily ? [0x5C, next] : [next]
    default: [next]
    }
  }
}

extension String {
  /// Some bytes of a text; what is no UTF-8 is repaired.
  ///
  /// Most are names of a few bytes, which need no storage: checked in place they cost less.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.init(unsafeUninitializedCapacity: range.count) { buffer in
      bytes.withUnsafeBufferPointer { bytes in
        UnsafeMutableRawBufferPointer(buffer)
          .copyMemory(from: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range])))
      }
      return range.count
    }
  }
}
