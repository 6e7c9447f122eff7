/// What a word's ending becomes, if one of some stems stands before it.
struct EndingRule: Sendable {
  enum Place: Sendable {
    case end
    case whole
    case start
    /// Wherever it stands, each time.
    case anywhere
  }

  private let stems: [[UInt8]]
  private let forbidden: [UInt8]
  private let ending: [UInt8]
  private let replacement: [UInt8]
  private let place: Place
  /// The letters that a word which the rule fits may end in, one bit each; nil where any may.
  private let lasts: UInt32?

  init(_ stems: [String], _ ending: String, _ replacement: String, place: Place = .end) {
    self.init(stems.map { Array($0.utf8) }, [], ending, replacement, place)
  }

  /// For an ending with any byte before it but these.
  init(notAfter letters: String, _ ending: String, _ replacement: String) {
    self.init([], Array(letters.utf8), ending, replacement, .end)
  }

  private init(
    _ stems: [[UInt8]],
    _ forbidden: [UInt8],
    _ ending: String,
    _ replacement: String,
    _ place: Place
  ) {
    self.stems = stems
    self.forbidden = forbidden
    self.ending = Array(ending.utf8)
    self.replacement = Array(replacement.utf8)
    self.place = place
    var lasts: UInt32 = 0
    var mayBeAny = place == .start || place == .anywhere
    for last in ending.isEmpty ? stems.map(\.last) : [ending.utf8.last] {
      guard let last else {
        mayBeAny = true
        continue
      }
      lasts |= letterBit(last)
    }
    self.lasts = mayBeAny ? nil : lasts
  }

  /// Whether the rule is worth a look at a word that ends in a letter with this bit.
  func mayFit(_ last: UInt32) -> Bool { lasts.map { $0 & last != 0 } ?? true }

  /// The changed word, or nil where the rule does not fit; `lower` decides, `word` is changed.
  func apply(_ word: [UInt8], _ lower: [UInt8]) -> [UInt8]? {
    switch place {
    case .start:
      guard let stem = stems.first, stands(stem, in: lower, at: 0),
        stands(ending, in: lower, at: stem.count)
      else { return nil }
      return word[..<stem.count] + replacement + word[(stem.count + ending.count)...]
    case .anywhere: return replacedEverywhere(word, lower)
    case .end, .whole: break
    }
    let cut = lower.count - ending.count
    guard stands(ending, in: lower, at: cut), fits(lower, before: cut) else { return nil }
    return word[..<cut] + replacement
  }

  private func fits(_ lower: [UInt8], before cut: Int) -> Bool {
    if stems.isEmpty { return cut > 0 && !forbidden.contains(lower[cut - 1]) }
    return stems.indices.contains { slot in
      let start = cut - stems[slot].count
      return (place == .end || start == 0) && stands(stems[slot], in: lower, at: start)
    }
  }

  private func replacedEverywhere(_ word: [UInt8], _ lower: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var copied = 0
    var at = 0
    while at < lower.count {
      let stem = stems.first {
        stands($0, in: lower, at: at) && stands(ending, in: lower, at: at + $0.count)
      }
      guard let stem else {
        at += 1
        continue
      }
      output += word[copied..<(at + stem.count)] + replacement
      at += stem.count + ending.count
      copied = at
    }
    return copied > 0 ? output + word[copied...] : nil
  }
}

/// The bit of a small letter, one and the same for all other bytes.
func letterBit(_ byte: UInt8) -> UInt32 { 1 << UInt32(min(byte &- 0x61, 26)) }

private func stands(_ part: [UInt8], in text: [UInt8], at start: Int) -> Bool {
  guard start >= 0, start + part.count <= text.count else { return false }
  return part.indices.allSatisfy { text[start + $0] == part[$0] }
}
