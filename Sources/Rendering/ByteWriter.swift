/// A growing buffer of bytes that outputs are written into.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init(reserving capacity: Int = 4096) { bytes.reserveCapacity(capacity) }

  package mutating func write(_ text: String) {
    text.utf8.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ text: Substring) { bytes.append(contentsOf: text.utf8) }

  package mutating func write(byte: UInt8) { bytes.append(byte) }

  package mutating func write(bytes more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Some parts one after another: joined beforehand they would be a string that nobody keeps.
  package mutating func write(
    _ first: String,
    _ second: String,
    _ third: String = "",
    _ fourth: String = "",
    _ fifth: String = "",
    _ sixth: String = ""
  ) {
    write(first)
    write(second)
    if !third.isEmpty { write(third) }
    if !fourth.isEmpty { write(fourth) }
    if !fifth.isEmpty { write(fifth) }
    if !sixth.isEmpty { write(sixth) }
  }

  package mutating func line(_ text: String = "") {
    write(text)
    write(byte: 0x0A)
  }

  /// A line of some parts.
  package mutating func line(
    _ first: String,
    _ second: String,
    _ third: String = "",
    _ fourth: String = "",
    _ fifth: String = "",
    _ sixth: String = ""
  ) {
    write(first, second, third, fourth, fifth, sixth)
    write(byte: 0x0A)
  }

  /// Takes back what was written since there were so many bytes.
  mutating func takeBack(to count: Int) { bytes.removeLast(bytes.count - count) }
}
