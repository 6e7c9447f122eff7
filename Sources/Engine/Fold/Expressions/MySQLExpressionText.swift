import Catalog
import SourceText

/// A functional index part or a default as MySQL's catalogue prints it: words in lower case, columns in
/// backticks, strings with their character set, no space behind a comma.
///
/// Only what consists of names, calls, casts and literals is printed anew; an expression with
/// operators stays as written, since the catalogue would set parentheses of its own.
func mySQLExpression(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var pieces: [Piece] = []
  var at = 0
  while at < bytes.count {
    let byte = bytes[at]
    let start = at
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D:
      at += 1
      continue
    case 0x27, 0x22:
      at += 1
      while at < bytes.count, bytes[at] != byte { at += bytes[at] == 0x5C ? 2 : 1 }
      at = min(bytes.count, at + 1)
      // A doubled quote is part of the string: left as it was written.
      if at < bytes.count, bytes[at] == byte { return text }
      let inner = bytes[min(start + 1, at)..<max(min(start + 1, at), at - 1)]
      pieces.append(.other("_utf8mb4\\'" + String(decoding: inner, as: UTF8.self) + "\\'"))
    case 0x60:
      at += 1
      while at < bytes.count, bytes[at] != 0x60 { at += 1 }
      at = min(bytes.count, at + 1)
      pieces.append(.other(String(decoding: bytes[start..<at], as: UTF8.self)))
    case 0x28, 0x29, 0x2C:
      at += 1
      pieces.append(byte == 0x28 ? .open : byte == 0x29 ? .close : .comma)
    default:
      while at < bytes.count, isWord(bytes[at]) { at += 1 }
      if at == start { return text }
      pieces.append(.word(String(decoding: bytes[start..<at], as: UTF8.self)))
    }
  }
  return printed(pieces)
}

private enum Piece {
  case word(String)
  case other(String)
  case open
  case close
  case comma
}

private func isWord(_ byte: UInt8) -> Bool {
  isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2E
    || byte >= 0x80
}

private func printed(_ pieces: [Piece]) -> String {
  var text = ""
  var needsSpace = false
  for (place, piece) in pieces.enumerated() {
    switch piece {
    case .open:
      text += "("
      needsSpace = false
    case .close:
      text += ")"
      needsSpace = true
    case .comma:
      text += ","
      needsSpace = false
    case .other(let shown):
      text += (needsSpace ? " " : "") + shown
      needsSpace = true
    case .word(let word):
      var isCall = false
      if place + 1 < pieces.count, case .open = pieces[place + 1] { isCall = true }
      let lower = word.lowercased()
      let isPlain =
        isCall || typeWords.contains(lower) || (word.utf8.first.map(isDigit) ?? false)
      text += (needsSpace ? " " : "") + (isPlain ? lower : "`" + word + "`")
      needsSpace = true
    }
  }
  return text
}

/// Words of casts, which are no columns there.
private let typeWords: Set<String> = [
  "as", "array", "datetime", "date", "time", "signed", "unsigned", "decimal", "json", "binary",
  "char", "double", "float", "real", "year", "integer", "collate", "null", "true", "false",
]
