import Linux

/// Something that `modelgend doctor` looked at.
struct Finding {
  enum Grade: String {
    case good = "ok"
    case note
    case warning
    case wrong
  }

  var grade: Grade
  var text: String
  /// What to do about it.
  var hint: String?

  init(_ grade: Grade, _ text: String, hint: String? = nil) {
    self.grade = grade
    self.text = text
    self.hint = hint
  }

  func line(isColoured: Bool) -> String {
    let colour =
      switch grade {
      case .good: "32"
      case .note: "36"
      case .warning: "33"
      case .wrong: "31"
      }
    let name = isColoured ? "\u{1B}[\(colour)m\(grade.rawValue)\u{1B}[0m" : grade.rawValue
    let space = String(repeating: " ", count: 9 - grade.rawValue.utf8.count)
    return name + space + text + "\n" + (hint.map { "         → \($0)\n" } ?? "")
  }
}
