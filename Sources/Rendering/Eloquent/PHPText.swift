extension ByteWriter {
  /// A string literal of PHP in single quotes.
  mutating func write(phpString text: String) {
    write(byte: 0x27)
    let bytes = text.utf8.span
    if bytes.indices.contains(where: { isEscaped(bytes[$0]) }) {
      for slot in bytes.indices {
        if isEscaped(bytes[slot]) { write(byte: 0x5C) }
        write(byte: bytes[slot])
      }
    } else {
      write(text)
    }
    write(byte: 0x27)
  }
}

private func isEscaped(_ byte: UInt8) -> Bool { byte == 0x27 || byte == 0x5C }

/// How many bytes a text takes as a string literal of PHP.
func phpStringCount(_ text: String) -> Int {
  let bytes = text.utf8.span
  var count = bytes.count + 2
  for slot in bytes.indices where isEscaped(bytes[slot]) { count += 1 }
  return count
}

/// A string literal of PHP in single quotes.
func phpString(_ text: String) -> String {
  var writer = ByteWriter(reserving: text.utf8.count + 2)
  writer.write(phpString: text)
  return String(decoding: writer.bytes, as: UTF8.self)
}

/// Text for a comment: on one line, and never able to end the comment.
func commentText(_ text: String) -> String {
  let bytes = text.utf8.span
  let isPlain = bytes.indices.allSatisfy { slot in
    bytes[slot] >= 0x20 && bytes[slot] != 0x2A && bytes[slot] != 0x3F
  }
  if isPlain { return text }
  var output = ""
  for scalar in text.unicodeScalars {
    output.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
  }
  var safe = ""
  var previous: Character?
  for character in output {
    if previous == "*", character == "/" { safe.append(" ") }
    if previous == "?", character == ">" { safe.append(" ") }
    safe.append(character)
    previous = character
  }
  return safe
}

/// Whether a name can stand behind `$` in a doc comment.
func isVariableName(_ name: String) -> Bool {
  let bytes = name.utf8.span
  guard bytes.count > 0, !(0x30...0x39).contains(bytes[0]) else { return false }
  return bytes.indices.allSatisfy { slot in
    let byte = bytes[slot]
    return (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
      || byte >= 0x80
  }
}
