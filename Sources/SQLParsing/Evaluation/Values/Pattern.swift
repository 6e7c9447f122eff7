/// `LIKE`, `SIMILAR TO` and regular expressions over texts.
enum Pattern {
  /// `%` and `_`, `\` escapes; in time proportional to both lengths multiplied.
  static func like(_ text: String, _ pattern: String, foldingCase: Bool) -> Bool {
    let subject = Array((foldingCase ? text.lowercased() : text).unicodeScalars)
    let form = Array((foldingCase ? pattern.lowercased() : pattern).unicodeScalars)
    var position = 0
    var cursor = 0
    var retryCursor = -1
    var retryPosition = 0
    while position < subject.count {
      if cursor < form.count, form[cursor] == "%" {
        retryCursor = cursor
        retryPosition = position
        cursor += 1
        continue
      }
      if cursor < form.count {
        let isEscape = form[cursor] == "\\" && cursor + 1 < form.count
        let wanted = isEscape ? form[cursor + 1] : form[cursor]
        if wanted == subject[position] || (!isEscape && wanted == "_") {
          cursor += isEscape ? 2 : 1
          position += 1
          continue
        }
      }
      guard retryCursor >= 0 else { return false }
      retryPosition += 1
      position = retryPosition
      cursor = retryCursor + 1
    }
    while cursor < form.count, form[cursor] == "%" { cursor += 1 }
    return cursor == form.count
  }

  /// Whether a regular expression matches somewhere; nil where it is not understood.
  static func regex(_ text: String, _ pattern: String, foldingCase: Bool) -> Bool? {
    guard let regex = PosixRegex(pattern, foldingCase: foldingCase) else { return nil }
    var budget = 20_000
    let subject = Array(text.unicodeScalars)
    let found = regex.firstMatch(in: subject, from: 0, budget: &budget)
    return budget > 0 ? found != nil : nil
  }

  static func similar(_ text: String, _ pattern: String) -> Bool? {
    let translated = pattern.replacing("%", with: ".*").replacing("_", with: ".")
    return regex(text, "^(" + translated + ")$", foldingCase: false)
  }
}
