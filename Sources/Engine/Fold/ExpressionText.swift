import Catalog
import SourceText

/// A name in the text of an expression: where it stands and what it says.
struct ExpressionName {
  var range: Range<Int>
  /// Without quotes.
  var name: String
  var isQuoted: Bool
  /// A parenthesis follows: a function, or a keyword such as `IN`.
  var isCall: Bool
  /// A dot follows: the name of a table or a schema.
  var isQualifier: Bool
}

/// The names in an expression, found by lexing alone: strings and comments are skipped.
///
/// Enough to know which columns a check or an index is on and to rename them; whether a bare word
/// is a column is for the caller to say, who knows the columns.
func expressionNames(_ bytes: [UInt8], dialect: Dialect) -> [ExpressionName] {
  var names: [ExpressionName] = []
  var at = 0
  while at < bytes.count {
    let byte = bytes[at]
    switch byte {
    case 0x27: at = skipQuoted(bytes, at, 0x27)
    case 0x22 where dialect.isMySQLFamily: at = skipQuoted(bytes, at, 0x22)
    case 0x22, 0x60:
      let end = skipQuoted(bytes, at, byte)
      let inner = bytes[min(at + 1, end)..<max(min(at + 1, end), end - 1)]
      append(&names, bytes, at..<end, unquoted(inner, byte), isQuoted: true)
      at = end
    case 0x5B where dialect == .sqlite:
      let end = skipBracket(bytes, at)
      let inner = bytes[min(at + 1, end)..<max(min(at + 1, end), end - 1)]
      append(&names, bytes, at..<end, String(decoding: inner, as: UTF8.self), isQuoted: true)
      at = end
    case 0x2D where at + 1 < bytes.count && bytes[at + 1] == 0x2D:
      while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    case 0x24 where dialect == .postgres && at + 1 < bytes.count && bytes[at + 1] == 0x24:
      at = skipDollars(bytes, at)
    default:
      if isWordStart(byte) {
        let start = at
        while at < bytes.count, isWordStart(bytes[at]) || isDigit(bytes[at]) || bytes[at] == 0x24 {
          at += 1
        }
        // A prefix of a string (E'', b'', x'', N'') is no name.
        if at < bytes.count, bytes[at] == 0x27, at - start <= 2 { continue }
        let word = String(decoding: bytes[start..<at], as: UTF8.self)
        append(
          &names,
          bytes,
          start..<at,
          dialect == .postgres ? word.lowercased() : word,
          isQuoted: false
        )
      } else if isDigit(byte) {
        while at < bytes.count, isDigit(bytes[at]) || isWordStart(bytes[at]) { at += 1 }
      } else {
        at += 1
      }
    }
  }
  return names
}

private func append(
  _ names: inout [ExpressionName],
  _ bytes: [UInt8],
  _ range: Range<Int>,
  _ name: String,
  isQuoted: Bool
) {
  var next = range.upperBound
  while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x0A || bytes[next] == 0x09 {
    next += 1
  }
  let follower = next < bytes.count ? bytes[next] : 0
  names.append(
    ExpressionName(
      range: range,
      name: name,
      isQuoted: isQuoted,
      isCall: follower == 0x28,
      isQualifier: follower == 0x2E
    )
  )
}

private func isWordStart(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte >= 0x80
}

private func skipQuoted(_ bytes: [UInt8], _ start: Int, _ quote: UInt8) -> Int {
  var at = start + 1
  while at < bytes.count {
    if bytes[at] == quote {
      guard at + 1 < bytes.count, bytes[at + 1] == quote else { return at + 1 }
      at += 2
    } else {
      at += 1
    }
  }
  return bytes.count
}

private func skipBracket(_ bytes: [UInt8], _ start: Int) -> Int {
  var at = start + 1
  while at < bytes.count, bytes[at] != 0x5D { at += 1 }
  return min(bytes.count, at + 1)
}

private func skipDollars(_ bytes: [UInt8], _ start: Int) -> Int {
  var at = start + 2
  while at + 1 < bytes.count {
    if bytes[at] == 0x24, bytes[at + 1] == 0x24 { return at + 2 }
    at += 1
  }
  return bytes.count
}

private func unquoted(_ inner: ArraySlice<UInt8>, _ quote: UInt8) -> String {
  guard inner.contains(quote) else { return String(decoding: inner, as: UTF8.self) }
  var result: [UInt8] = []
  var at = inner.startIndex
  while at < inner.endIndex {
    result.append(inner[at])
    at += inner[at] == quote ? 2 : 1
  }
  return String(decoding: result, as: UTF8.self)
}

extension Draft {
  /// The columns of the table that an expression uses, in order of first use.
  func columns(of text: SQLText, in table: Table) -> [String] {
    var found: [String] = []
    for name in expressionNames(Array(text.text.utf8), dialect: dialect)
    where (!name.isCall || name.isQuoted) && !name.isQualifier {
      guard let slot = columnSlot(name.name, in: table) else { continue }
      let column = table.columns[slot].name
      if !found.contains(column) { found.append(column) }
    }
    return found
  }

  /// The expression after a column was renamed.
  func renaming(_ old: String, to new: String, in text: SQLText) -> SQLText {
    let bytes = Array(text.text.utf8)
    var result: [UInt8] = []
    var done = 0
    for name in expressionNames(bytes, dialect: dialect)
    where sameColumn(name.name, old) && (!name.isCall || name.isQuoted) && !name.isQualifier {
      result += bytes[done..<name.range.lowerBound]
      result += Array(quoted(new, always: name.isQuoted).utf8)
      done = name.range.upperBound
    }
    if done == 0 { return text }
    result += bytes[done...]
    return SQLText(String(decoding: result, as: UTF8.self))
  }

  func quoted(_ name: String, always: Bool) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { place, byte in
      (0x61...0x7A).contains(byte) || byte == 0x5F || (place > 0 && (0x30...0x39).contains(byte))
    }
    if isPlain, !always { return name }
    let mark = dialect.isMySQLFamily ? "`" : "\""
    return mark
      + name.split(separator: mark, omittingEmptySubsequences: false)
      .joined(separator: mark + mark) + mark
  }
}
