/// A string literal of PHP in single quotes.
func phpString(_ text: String) -> String {
  if !text.utf8.contains(where: { $0 == 0x27 || $0 == 0x5C }) { return "'" + text + "'" }
  var output = "'"
  for scalar in text.unicodeScalars {
    if scalar == "'" || scalar == "\\" { output.append("\\") }
    output.unicodeScalars.append(scalar)
  }
  return output + "'"
}

/// Text for a comment: on one line, and never able to end the comment.
func commentText(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x2A && $0 != 0x3F }) { return text }
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
  guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
  return name.utf8.allSatisfy { byte in
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
      || byte >= 0x80
  }
}

/// The imports of one file; a name that is taken is written out in full.
struct Imports {
  private let namespace: String
  private var short: [String: String] = [:]
  private var imported: Set<String> = []

  /// `declared` is the class of the file itself.
  init(namespace: String, declared: String) {
    self.namespace = namespace
    short[declared.lowercased()] = namespace + "\\" + declared
  }

  /// The name to write for a class.
  mutating func name(_ full: String) -> String {
    let cut = full.utf8.lastIndex(of: 0x5C).map { full.utf8.index(after: $0) }
    let last = String(full[(cut ?? full.startIndex)...])
    let key = last.lowercased()
    if let known = short[key] { return known == full ? last : "\\" + full }
    short[key] = full
    if full != namespace + "\\" + last { imported.insert(full) }
    return last
  }

  var lines: [String] {
    imported.sorted { $0.lowercased() < $1.lowercased() }.map { "use " + $0 + ";" }
  }
}
