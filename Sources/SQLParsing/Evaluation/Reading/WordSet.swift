/// A set of keywords that is asked for every word of a script.
///
/// Open addressing with a multiplication for a hash: `Set` hashes with SipHash, which costs twenty
/// times what is left to do.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
  /// A power of two, at most half of them taken; the rest hold `none`, which is in no set.
  private var slots: [WordKey]
  private let mask: Int

  init(arrayLiteral words: WordKey...) { self.init(words) }

  init(_ words: [WordKey]) {
    var size = 4
    while size < 2 * words.count { size *= 2 }
    mask = size - 1
    slots = Array(repeating: .none, count: size)
    for word in words where word != .none { slots[slot(of: word)] = word }
  }

  func contains(_ word: WordKey) -> Bool { word != .none && slots[slot(of: word)] == word }

  /// Where the word is, or would be: a free slot is always found.
  @inline(__always)
  private func slot(of word: WordKey) -> Int {
    var slot = Int(truncatingIfNeeded: word.spread) & mask
    while slots[slot] != word, slots[slot] != .none { slot = (slot &+ 1) & mask }
    return slot
  }
}
