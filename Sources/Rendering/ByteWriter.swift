/// A growing buffer of bytes that outputs are written into.
///
/// Its own piece of memory and not an array: one that is appended to checks more than it copies,
/// and one that is written to in place has to be filled with zeros first.
package struct ByteWriter: ~Copyable {
  private var buffer: UnsafeMutableRawBufferPointer
  package private(set) var count = 0

  package init(reserving capacity: Int = 4096) {
    buffer = .allocate(byteCount: max(capacity, 64), alignment: 1)
  }

  deinit { buffer.deallocate() }

  /// What was written.
  package var bytes: [UInt8] { Array(buffer[..<count]) }

  package mutating func write(_ text: String) {
    text.utf8.span.withUnsafeBytes { write($0) }
  }

  package mutating func write(_ text: Substring) {
    text.utf8.span.withUnsafeBytes { write($0) }
  }

  package mutating func write(byte: UInt8) {
    if count == buffer.count { grow(by: 1) }
    buffer[count] = byte
    count &+= 1
  }

  package mutating func write(bytes more: [UInt8]) {
    more.withUnsafeBytes { write($0) }
  }

  private mutating func write(_ more: UnsafeRawBufferPointer) {
    if buffer.count &- count < more.count { grow(by: more.count) }
    if let from = more.baseAddress, let start = buffer.baseAddress {
      (start + count).copyMemory(from: from, byteCount: more.count)
    }
    count &+= more.count
  }

  private mutating func grow(by missing: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: buffer.count + max(missing, buffer.count),
      alignment: 1
    )
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    buffer.deallocate()
    buffer = larger
  }

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
    if !text.isEmpty { write(text) }
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
}
