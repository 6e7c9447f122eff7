extension Span<UInt8> {
  /// Whether a text of ASCII occurs.
  package func holds(_ part: StaticString) -> Bool {
    var start = 0
    while start + part.utf8CodeUnitCount <= count {
      if holds(part, at: start) { return true }
      start += 1
    }
    return false
  }

  /// Whether a text of ASCII is the end.
  package func ends(in part: StaticString) -> Bool {
    let start = count - part.utf8CodeUnitCount
    return start >= 0 && holds(part, at: start)
  }

  /// - Parameter start: with room for the whole part behind it.
  private func holds(_ part: StaticString, at start: Int) -> Bool {
    let bytes = UnsafeBufferPointer(start: part.utf8Start, count: part.utf8CodeUnitCount)
    for slot in bytes.indices where self[start + slot] != bytes[slot] { return false }
    return true
  }
}

extension String {
  /// Whether a text of ASCII occurs, compared byte for byte.
  ///
  /// `contains(_:)` compares by canonical equivalence, at twenty times the cost; names and types
  /// are asked this for every column.
  package func holds(_ part: StaticString) -> Bool { utf8.span.holds(part) }

  /// Whether a text of ASCII is the end, compared byte for byte.
  package func ends(in part: StaticString) -> Bool { utf8.span.ends(in: part) }
}

extension Substring {
  /// The same of a part of a text.
  package func holds(_ part: StaticString) -> Bool { utf8.span.holds(part) }

  /// The same of a part of a text.
  package func ends(in part: StaticString) -> Bool { utf8.span.ends(in: part) }

  /// The digits of ASCII at the beginning.
  package var leadingDigits: Substring {
    self[..<(utf8.firstIndex { !isDigit($0) } ?? endIndex)]
  }
}

/// Whether a byte is a digit of ASCII.
package func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
