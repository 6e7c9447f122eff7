/// Reads what a `BinaryWriter` put together; every step looks first whether the bytes are there.
package struct BinaryReader: Sendable {
  private let bytes: [UInt8]
  private var offset = 0
  private var texts: [String] = []
  /// The numbers that this process gave to the migrations the writer named.
  package var migrations: [UInt32] = []

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { offset == bytes.count }

  package mutating func byte() throws(MalformedBytes) -> UInt8 {
    guard offset < bytes.count else { throw MalformedBytes() }
    defer { offset += 1 }
    return bytes[offset]
  }

  package mutating func number() throws(MalformedBytes) -> UInt64 {
    var byte = try byte()
    if byte < 0x80 { return UInt64(byte) }
    var number = UInt64(byte & 0x7F)
    var shift: UInt64 = 7
    while true {
      byte = try self.byte()
      guard shift < 63 || byte < 2 else { throw MalformedBytes() }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
  }

  /// The count of what follows, each at least a byte long.
  package mutating func count() throws(MalformedBytes) -> Int {
    let number = try number()
    guard number <= UInt64(bytes.count - offset) else { throw MalformedBytes() }
    return Int(number)
  }

  package mutating func byteString() throws(MalformedBytes) -> [UInt8] {
    let count = try count()
    defer { offset += count }
    return Array(bytes[offset..<(offset + count)])
  }

  package mutating func text() throws(MalformedBytes) -> String {
    let head = try number()
    if head & 1 == 1 {
      guard head >> 1 < UInt64(texts.count) else { throw MalformedBytes() }
      return texts[Int(head >> 1)]
    }
    guard head >> 1 <= UInt64(bytes.count - offset) else { throw MalformedBytes() }
    let end = offset + Int(head >> 1)
    let text = bytes.withUnsafeBufferPointer { buffer in
      String(decoding: UnsafeBufferPointer(rebasing: buffer[offset..<end]), as: UTF8.self)
    }
    if end - offset >= BinaryWriter.longText { texts.append(text) }
    offset = end
    return text
  }

  mutating func id() throws(MalformedBytes) -> ObjectID {
    let place = try number()
    let ordinal = try number()
    guard place < UInt64(migrations.count), ordinal <= UInt64(UInt32.max) else {
      throw MalformedBytes()
    }
    return ObjectID(migration: migrations[Int(place)], ordinal: UInt32(ordinal))
  }

  /// The next value, of the type that is wanted.
  @inline(__always)
  package mutating func read<Value: BinaryCoded>() throws(MalformedBytes) -> Value {
    try Value(from: &self)
  }
}
