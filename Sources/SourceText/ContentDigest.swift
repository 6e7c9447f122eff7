/// The SHA-256 of some bytes, computed at the edge and carried as a value.
///
/// Pure targets compare digests and use them as keys; they never compute one (the hash comes
/// from swift-crypto, which only the edge imports).
package struct ContentDigest: Hashable, Sendable, Comparable {
  package var words: (UInt64, UInt64, UInt64, UInt64)

  package init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    words = (first, second, third, fourth)
  }

  package static let none = ContentDigest(0, 0, 0, 0)

  package static func == (left: ContentDigest, right: ContentDigest) -> Bool {
    left.words == right.words
  }

  package static func < (left: ContentDigest, right: ContentDigest) -> Bool {
    left.words < right.words
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}
