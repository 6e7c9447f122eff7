/// How a statement of procedural code ended.
enum Flow: Hashable, Sendable {
  case next
  case exit(String?)
  case again(String?)
  case returned(SQLValue)
  /// A MySQL `EXIT` handler ran: its block, known by its handler's depth, ends.
  case left(Int)
  /// Whether what follows runs cannot be decided.
  case doubtful
}

/// The code that runs now and the trees read from it.
struct Activation {
  var code: CodeText
  /// Rows of `RETURN NEXT` and `RETURN QUERY`.
  var returned: [SQLValue]?
  var isReturnedOpen = false
  /// Set where a handler runs: what `RAISE;` raises again.
  var caught: Raised?
}

/// A cursor that was opened: its rows and how many were fetched.
struct Cursor {
  var rows: Relation
  var position = 0
}
