extension String {
  /// Some parts one after another.
  ///
  /// Room for all of them is made once: a chain of `+`, or an interpolation, moves what it has with
  /// nearly every part.
  package init(
    joining first: String,
    _ second: String,
    _ third: String = "",
    _ fourth: String = "",
    _ fifth: String = "",
    _ sixth: String = ""
  ) {
    let count =
      first.utf8.count + second.utf8.count + third.utf8.count + fourth.utf8.count
      + fifth.utf8.count + sixth.utf8.count
    self.init(unsafeUninitializedCapacity: count) { buffer in
      var place = 0
      copy(first, to: buffer, at: &place)
      copy(second, to: buffer, at: &place)
      if !third.isEmpty { copy(third, to: buffer, at: &place) }
      if !fourth.isEmpty { copy(fourth, to: buffer, at: &place) }
      if !fifth.isEmpty { copy(fifth, to: buffer, at: &place) }
      if !sixth.isEmpty { copy(sixth, to: buffer, at: &place) }
      return count
    }
  }
}

/// Copies a text to a place in a buffer that has room for it, and moves the place behind it.
private func copy(
  _ text: String,
  to buffer: UnsafeMutableBufferPointer<UInt8>,
  at place: inout Int
) {
  let bytes = text.utf8.span
  bytes.withUnsafeBufferPointer { bytes in
    if let from = bytes.baseAddress, let start = buffer.baseAddress {
      (start + place).update(from: from, count: bytes.count)
    }
  }
  place += bytes.count
}
