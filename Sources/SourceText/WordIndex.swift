/// Words in the order in which they were listed, found by their bytes.
///
/// What a list in the source names, and the columns of a table, are looked up for every column of
/// every migration; hashing a word as a dictionary does costs five times what comparing it does.
/// The hash takes every byte, so that `column_1` to `column_9999` do not meet.
package struct WordIndex: Sendable {
  private var words: [String] = []
  /// Places in `words`, and -1 for none; as many as a power of two, at most half of them in use.
  private var slots: [Int32]

  package init(minimumCapacity: Int) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    words.reserveCapacity(minimumCapacity)
  }

  /// Of a word that is listed twice, the first place counts.
  package init(_ words: [String]) {
    self.init(minimumCapacity: words.count)
    self.words = words
    enterAll()
  }

  package func contains(_ word: String) -> Bool { place(of: word) != nil }

  /// Where a word stands in the list.
  package func place(of word: String) -> Int? {
    let place = slots[slot(of: word)]
    return place < 0 ? nil : Int(place)
  }

  /// Takes a word in; false where it is there already.
  package mutating func insert(_ word: String) -> Bool {
    if words.count * 2 >= slots.count {
      slots = Array(repeating: -1, count: slots.count * 2)
      enterAll()
    }
    let slot = slot(of: word)
    if slots[slot] >= 0 { return false }
    slots[slot] = Int32(truncatingIfNeeded: words.count)
    words.append(word)
    return true
  }

  private mutating func enterAll() {
    for place in words.indices {
      let slot = slot(of: words[place])
      if slots[slot] < 0 { slots[slot] = Int32(truncatingIfNeeded: place) }
    }
  }

  /// The slot of the word, or the free one that it would get.
  private func slot(of word: String) -> Int {
    var slot = Self.hash(word.utf8.span) & (slots.count - 1)
    while slots[slot] >= 0, words[Int(slots[slot])] != word {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  /// FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/.
  private static func hash(_ word: Span<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for place in word.indices { hash = (hash ^ UInt32(word[place])) &* 16_777_619 }
    return Int(hash ^ hash >> 15)
  }
}
