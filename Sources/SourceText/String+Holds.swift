extension StringProtocol {
  /// Whether a text of ASCII occurs, compared byte for byte.
  ///
  /// `contains(_:)` compares by canonical equivalence, at twenty times the cost; names and types
  /// are asked this for every column.
  package func holds(_ part: StaticString) -> Bool { test(part, occurs) }

  /// Whether a text of ASCII is the end, compared byte for byte.
  package func ends(in part: StaticString) -> Bool {
    test(part) { part, text in
      part.count <= text.count && text.suffix(part.count).elementsEqual(part)
    }
  }

  /// The digits of ASCII at the beginning.
  package var leadingDigits: SubSequence {
    self[..<(utf8.firstIndex { !isDigit($0) } ?? endIndex)]
  }

  fileprivate func test(
    _ part: StaticString,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    let part = UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)
    return utf8.withContiguousStorageIfAvailable { body(part, $0) }
      ?? Array(utf8).withUnsafeBufferPointer { body(part, $0) }
  }
}

extension String {
  /// As for texts of all kinds, compiled for the kind that every column's name and type is.
  package func holds(_ part: StaticString) -> Bool { test(part, occurs) }

  /// Where a byte of ASCII occurs last: the end of a path's folder, asked of every file.
  package func lastIndex(ofASCII byte: UInt8) -> Index? {
    let found =
      utf8.withContiguousStorageIfAvailable { $0.lastIndex(of: byte) }
      ?? Array(utf8).lastIndex(of: byte)
    return found.map { utf8.index(startIndex, offsetBy: $0) }
  }
}

private func occurs(
  _ part: UnsafeBufferPointer<UInt8>,
  in text: UnsafeBufferPointer<UInt8>
) -> Bool {
  guard let first = part.first else { return true }
  var start = 0
  while start + part.count <= text.count {
    if text[start] == first, part.indices.allSatisfy({ text[start + $0] == part[$0] }) {
      return true
    }
    start += 1
  }
  return false
}

/// Whether a byte is a digit of ASCII.
package func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
