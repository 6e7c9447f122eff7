import Catalog

/// A name of a class, function, method or constant, in the case it was written and in lower
/// case, since PHP compares all but constants without case.
package struct PHPName: Hashable, Sendable, CustomStringConvertible {
  /// Fully qualified where it names a class, function or constant; without leading backslash.
  package let text: String
  package let lower: String

  package init(_ text: String) {
    self.text = text
    lower = asciiLowercased(text)
  }

  package init(text: String, lower: String) {
    self.text = text
    self.lower = lower
  }

  /// Methods that every migration is asked for.
  static let up = PHPName("up")
  static let shouldRun = PHPName("shouldRun")
  static let getConnection = PHPName("getConnection")

  package var description: String { text }

  /// What stands behind the last backslash.
  package var short: String {
    guard let slash = text.utf8.lastIndex(of: 0x5C) else { return text }
    return String(text[text.utf8.index(after: slash)...])
  }

  package static func == (left: PHPName, right: PHPName) -> Bool { left.lower == right.lower }

  package func hash(into hasher: inout Hasher) { hasher.combine(lower) }
}
