/// A growing buffer of bytes that outputs are written into.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init(reserving capacity: Int = 4096) { bytes.reserveCapacity(capacity) }

  package mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  package mutating func write(_ text: Substring) { bytes.append(contentsOf: text.utf8) }

  package mutating func write(byte: UInt8) { bytes.append(byte) }

  package mutating func line(_ text: String = "") {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0x0A)
  }

  package mutating func write(bytes more: [UInt8]) { bytes.append(contentsOf: more) }
}
