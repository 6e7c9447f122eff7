/// A keyword or symbol as one value that compares in two instructions.
///
/// Its first sixteen bytes in lower case; what is longer is hashed into the second half, with its
/// length. A literal becomes a constant when it is compiled, so `at("constraint")` costs what a
/// comparison of numbers costs: comparing strings took most of the time of reading a statement.
struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
  private var low: UInt64
  private var high: UInt64

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
    self.init()
    var place: UInt64 = 0
    for byte in bytes { append(byte &- 0x41 < 26 ? byte | 0x20 : byte, at: &place) }
  }

  /// The key of no bytes, to which they are appended.
  @inline(__always)
  init() {
    low = 0
    high = 0
  }

  /// Takes one more byte, in lower case; `place` counts the bits that were taken.
  @inline(__always)
  mutating func append(_ byte: UInt8, at place: inout UInt64) {
    let byte = UInt64(byte)
    if place < 64 {
      low |= byte &<< place
    } else if place < 128 {
      high |= byte &<< (place &- 64)
    } else {
      high = (high ^ (byte &+ place)) &* 0x0000_0100_0000_01B3
    }
    place &+= 8
  }

  /// A number that spreads keys over the slots of a table.
  @inline(__always)
  var spread: UInt64 {
    let mixed = (low ^ (high &<< 7 | high &>> 57)) &* 0x9E37_79B9_7F4A_7C15
    return mixed &>> 32
  }
}
