/// What a word's ending becomes, if one of some stems stands before it.
struct EndingRule: Sendable {
  enum Place: Sendable {
    case end
    case whole
    case start
    /// Wherever it stands, each time.
    case anywhere
  }

  private var stems: [[UInt8]]
  private var forbidden: [UInt8]
  private var ending: [UInt8]
  private var replacement: [UInt8]
  private var place: Place

  init(_ stems: [String], _ ending: String, _ replacement: String, place: Place = .end) {
    self.stems = stems.map { Array($0.utf8) }
    forbidden = []
    self.ending = Array(ending.utf8)
    self.replacement = Array(replacement.utf8)
    self.place = place
  }

  /// For an ending with any byte before it but these.
  init(notAfter letters: String, _ ending: String, _ replacement: String) {
    stems = []
    forbidden = Array(letters.utf8)
    self.ending = Array(ending.utf8)
    self.replacement = Array(replacement.utf8)
    place = .end
  }

  /// The changed word, or nil where the rule does not fit; `lower` decides, `word` is changed.
  func apply(_ word: [UInt8], _ lower: [UInt8]) -> [UInt8]? {
    switch place {
    case .start:
      guard let stem = stems.first, lower.starts(with: stem + ending) else { return nil }
      return word[..<stem.count] + replacement + word[(stem.count + ending.count)...]
    case .anywhere: return replacedEverywhere(word, lower)
    case .end, .whole: break
    }
    guard lower.count >= ending.count, lower.suffix(ending.count).elementsEqual(ending) else {
      return nil
    }
    let head = lower.dropLast(ending.count)
    let fits =
      stems.isEmpty
      ? head.last.map { !forbidden.contains($0) } ?? false
      : stems.contains { stem in
        place == .whole
          ? head.elementsEqual(stem) : head.suffix(stem.count).elementsEqual(stem)
      }
    return fits ? word[..<head.count] + replacement : nil
  }

  private func replacedEverywhere(_ word: [UInt8], _ lower: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var at = 0
    var isFound = false
    while at < lower.count {
      let rest = lower[at...]
      if let stem = stems.first(where: { rest.starts(with: $0 + ending) }) {
        output += word[at..<(at + stem.count)] + replacement
        at += stem.count + ending.count
        isFound = true
      } else {
        output.append(word[at])
        at += 1
      }
    }
    return isFound ? output : nil
  }
}
