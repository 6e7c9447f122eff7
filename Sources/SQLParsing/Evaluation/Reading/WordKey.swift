/// A keyword or symbol as one value that compares in two instructions.
///
/// Its first sixteen bytes in lower case; what is longer is hashed into the second half, with its
/// length. A literal becomes a constant when it is compiled, so `at("constraint")` costs what a
/// comparison of numbers costs: comparing strings took most of the time of reading a statement.
struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
  private let low: UInt64
  private let high: UInt64

  /// The key of everything that is neither keyword nor symbol.
  static let none: WordKey = ""

  /// The literal must be in lower case.
  @inline(__always)
  init(stringLiteral literal: StaticString) {
    self.init(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Any bytes; capital letters of ASCII count as small ones.
  @inline(__always)
  init(_ bytes: some Collection<UInt8>) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var position: UInt64 = 0
    for byte in bytes {
      let small = UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
      if position < 64 {
        low |= small &<< position
      } else if position < 128 {
        high |= small &<< (position &- 64)
      } else {
        high = (high ^ (small &+ position)) &* 0x0000_0100_0000_01B3
      }
      position &+= 8
    }
    self.low = low
    self.high = high
  }
}
