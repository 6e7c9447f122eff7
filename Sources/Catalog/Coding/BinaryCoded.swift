/// A value with a compact binary form, written by hand and read back without trusting the bytes.
///
/// The form is for our own caches, never for exchange: it has no version and no field names.
/// Whoever stores it keys it by the build that wrote it, so a changed type needs no migration.
/// Reading is total: bytes that were never written give an error or some value, no trap.
package protocol BinaryCoded {
  func write(to writer: inout BinaryWriter)
  init(from reader: inout BinaryReader) throws(MalformedBytes)
}

/// Bytes that are not the form of what was to be read.
package struct MalformedBytes: Error {
  package init() {}
}

/// An enum without payloads, written as its place among all cases: a new case needs no code.
package protocol BinaryCase: BinaryCoded, CaseIterable, Equatable where AllCases == [Self] {}

extension BinaryCase {
  package func write(to writer: inout BinaryWriter) {
    writer.put(byte: UInt8(truncatingIfNeeded: Self.allCases.firstIndex(of: self) ?? 0))
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let place = Int(try reader.byte())
    let cases = Self.allCases
    guard place < cases.count else { throw MalformedBytes() }
    self = cases[place]
  }
}

extension Bool: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(byte: self ? 1 : 0) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = false
    case 1: self = true
    default: throw MalformedBytes()
    }
  }
}

extension UInt64: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(number: self) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self = try reader.number()
  }
}

extension Int: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    // Small numbers of either sign take one byte.
    writer.put(number: UInt64(bitPattern: Int64((self << 1) ^ (self >> (Int.bitWidth - 1)))))
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let folded = try reader.number()
    self = Int(truncatingIfNeeded: Int64(bitPattern: folded >> 1) ^ -Int64(folded & 1))
  }
}

extension Int32: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { Int(self).write(to: &writer) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    guard let number = Int32(exactly: try Int(from: &reader)) else { throw MalformedBytes() }
    self = number
  }
}

extension String: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(text: self) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self = try reader.text()
  }
}

extension Optional: BinaryCoded where Wrapped: BinaryCoded {
  @inline(__always)
  package func write(to writer: inout BinaryWriter) {
    guard let self else { return writer.put(byte: 0) }
    writer.put(byte: 1)
    self.write(to: &writer)
  }

  @inline(__always)
  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
  }
}

extension Array: BinaryCoded where Element: BinaryCoded {
  @inline(__always)
  package func write(to writer: inout BinaryWriter) {
    writer.put(number: UInt64(count))
    for element in self { element.write(to: &writer) }
  }

  @inline(__always)
  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self = []
    // Every element takes a byte at least, so a false count reserves no memory to speak of.
    let count = try reader.count()
    reserveCapacity(count)
    for _ in 0..<count { append(try Element(from: &reader)) }
  }
}
