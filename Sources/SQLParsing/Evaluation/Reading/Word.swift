/// One token of a query or of procedural code, as the readers of this folder see it.
struct Word: Sendable {
  enum Kind: Sendable {
    /// An identifier or keyword without quotes.
    case plain
    /// An identifier in quotes, without them.
    case quoted
    /// A string, decoded.
    case string
    case number
    case symbol
    /// `$1`, `?`, with its number as text.
    case parameter
    /// `@name`.
    case userVariable
    /// `@@name`.
    case systemVariable
    case end
  }

  var kind: Kind
  /// A keyword in lower case or a symbol; empty for all other kinds.
  var key: String
  /// As it was written, without quotes and with escapes resolved.
  var text: String
  var start: Int
  var end: Int
  /// Where the content of a string begins.
  var contentStart: Int
  /// The content stands in the text byte for byte, so that positions in it can be told.
  var isVerbatim: Bool = false
}
