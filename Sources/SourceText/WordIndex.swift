/// The places of a fixed list of words, found by their bytes.
///
/// What a list in the source names is looked up for every column of every migration; hashing a
/// word as a dictionary does costs five times what comparing it does.
package struct WordIndex: Sendable {
  private let words: [String]
  /// Places in `words`, and -1 for none; as many as a power of two, at most half of them in use.
  private let slots: [Int16]

  /// Of a word that is listed twice, the first place counts.
  package init(_ words: [String]) {
    var size = 16
    while size < words.count * 2 { size *= 2 }
    var slots = [Int16](repeating: -1, count: size)
    for (place, word) in words.enumerated() {
      var slot = Self.hash(word.utf8.span) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int16(truncatingIfNeeded: place)
    }
    self.words = words
    self.slots = slots
  }

  package func contains(_ word: String) -> Bool { place(of: word) != nil }

  /// Where a word stands in the list.
  package func place(of word: String) -> Int? {
    let bytes = word.utf8.span
    var slot = Self.hash(bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if words[place] == word { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private static func hash(_ word: Span<UInt8>) -> Int {
    let count = word.count
    guard count > 0 else { return 0 }
    return count &* 67 &+ Int(word[0]) &* 31 &+ Int(word[count / 2]) &* 7
      &+ Int(word[count - 1]) &* 13
  }
}
