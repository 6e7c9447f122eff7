/// Bytes being put together: numbers in seven-bit groups, texts once each.
///
/// A text longer than a small string's fifteen bytes is written in full the first time and by its
/// number afterwards, as file names come again at every operation.
package struct BinaryWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// The migrations whose objects were named, in the order of their numbers in the bytes.
  ///
  /// An identity holds a number that is given anew in every process, so it is written as a place
  /// in this list; whoever keeps the bytes keeps the names of these migrations with them.
  package private(set) var migrations: [UInt32] = []
  private var migrationPlaces: [UInt32: UInt64] = [:]
  private var texts: [ExactText: UInt64] = [:]

  package init() {}

  package mutating func put(byte: UInt8) { bytes.append(byte) }

  package mutating func put(number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  package mutating func put(bytes more: [UInt8]) {
    put(number: UInt64(more.count))
    bytes += more
  }

  /// Appends what another writer put together, as it stands.
  package mutating func append(_ more: [UInt8]) { bytes += more }

  package mutating func put(text: String) {
    var text = text
    let count = text.utf8.count
    if count >= BinaryWriter.longText {
      if let known = texts[ExactText(text: text)] { return put(number: known << 1 | 1) }
      texts[ExactText(text: text)] = UInt64(texts.count)
    }
    put(number: UInt64(count) << 1)
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func put(id: ObjectID) {
    let migration = UInt32(truncatingIfNeeded: id.raw >> 32)
    if let place = migrationPlaces[migration] {
      put(number: place)
    } else {
      put(number: UInt64(migrations.count))
      migrationPlaces[migration] = UInt64(migrations.count)
      migrations.append(migration)
    }
    put(number: id.raw & 0xFFFF_FFFF)
  }

  static let longText = 16
}

/// A text that equals another only byte by byte: Swift's own comparison takes a letter with a
/// combining accent for the precomposed one.
private struct ExactText: Hashable {
  var text: String

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
