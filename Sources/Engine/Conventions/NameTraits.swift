import SourceText

/// What a file's name tells the tools, read off its bytes once: every file is asked much.
struct NameTraits: Hashable, Sendable {
  struct Marks: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// Ends in `.sql`.
    static let script = Marks(rawValue: 1)
    /// Ends in `.up.sql`.
    static let up = Marks(rawValue: 2)
    /// A script that leads down in every tool that keeps such scripts apart.
    static let down = Marks(rawValue: 4)
    /// `*_*.php`, which Laravel takes and nothing else.
    static let laravel = Marks(rawValue: 8)
    /// Has more dots than `.up.sql`: pop's name of a dialect may stand before these.
    static let dotted = Marks(rawValue: 16)
  }

  /// Where the name begins in its path, in bytes.
  let start: Int
  /// 0 for no name at all.
  let first: UInt8
  /// How many digits of ASCII it begins with.
  let digits: Int
  let marks: Marks

  init(ofPath path: String) {
    let bytes = path.utf8.span
    var start = bytes.count
    var dots = 0
    var hasUnderscore = false
    while start > 0, bytes[start - 1] != 0x2F {
      start -= 1
      if bytes[start] == 0x2E { dots += 1 }
      if bytes[start] == 0x5F { hasUnderscore = true }
    }
    var end = start
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    self.start = start
    first = start < bytes.count ? bytes[start] : 0
    digits = end - start
    let name = bytes.extracting(start..<bytes.count)
    var marks: Marks = dots > 2 ? .dotted : []
    if name.ends(in: ".sql") {
      marks.insert(.script)
      let stem = name.extracting(..<(name.count - 4))
      if stem.ends(in: ".up") { marks.insert(.up) }
      if leadsDown(stem) { marks.insert(.down) }
    } else if hasUnderscore, name.ends(in: ".php") {
      marks.insert(.laravel)
    }
    self.marks = marks
  }
}

private func leadsDown(_ stem: Span<UInt8>) -> Bool {
  if endsInAnyCase(stem, "down") { return isAnyOf(".-_", before: 4, stem) || stem.count == 4 }
  if endsInAnyCase(stem, "rollback") { return isAnyOf("._", before: 8, stem) }
  return endsInAnyCase(stem, "undo") && isAnyOf(".", before: 4, stem)
}

/// - Parameter word: in small letters.
private func endsInAnyCase(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
  let word = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
  let start = text.count - word.count
  guard start >= 0 else { return false }
  for slot in word.indices.reversed() where text[start + slot] | 0x20 != word[slot] { return false }
  return true
}

/// Whether one of some characters stands before the last few bytes.
private func isAnyOf(_ wanted: StaticString, before count: Int, _ text: Span<UInt8>) -> Bool {
  guard text.count > count else { return false }
  let byte = text[text.count - count - 1]
  return wanted.withUTF8Buffer { $0.contains(byte) }
}
