/// `\0441`, `\+01F600` and `\\` in PostgreSQL's `U&'…'`.
///
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-UESCAPE
enum UnicodeEscape {
  /// The bytes that the escape stands for; the position is behind its backslash, and moves on.
  static func read(_ bytes: [UInt8], _ position: inout Int, _ end: Int) -> [UInt8] {
    guard position < end else { return [0x5C] }
    if bytes[position] == 0x5C {
      position += 1
      return [0x5C]
    }
    guard var value = number(bytes, &position, end) else { return [0x5C] }
    if (0xD800..<0xDC00).contains(value), position < end, bytes[position] == 0x5C {
      // The two halves of a pair.
      var next = position + 1
      if let low = number(bytes, &next, end), (0xDC00..<0xE000).contains(low) {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        position = next
      }
    }
    guard let scalar = Unicode.Scalar(value) else { return [0x3F] }
    return Array(String(Character(scalar)).utf8)
  }

  private static func number(_ bytes: [UInt8], _ position: inout Int, _ end: Int) -> UInt32? {
    var start = position
    var count = 4
    if start < end, bytes[start] == 0x2B {
      start += 1
      count = 6
    }
    guard start + count <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<(start + count)] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    position = start + count
    return value
  }
}
