import Catalog
import SourceText

/// Text that is put together and then executed.
extension Evaluator {
  /// `EXECUTE text INTO targets USING values`.
  func executeDynamic(
    _ expression: Expression,
    _ into: [Expression],
    _ using: [Expression]
  ) throws(Raised) {
    let source = here
    let parameters = try values(using, nil)
    let text = try value(expression, nil)
    guard let text = printed(text) else {
      for target in into { try assign(target, .unknown) }
      return try unknownStatement(expression, text.isNull, at: source)
    }
    let code = CodeText(text, builtAt: source)
    guard stepsOfReading(code.bytes.count) else { throw limit(at: source) }
    var reader = QueryReader(code.bytes, dialect: dialect)
    let outer = frame
    let inner = Frame(outer: dialect == .postgres ? nil : outer)
    inner.positional = parameters
    if !into.isEmpty, reader.startsQuery {
      frame = inner
      defer { frame = outer }
      let result = try relation(reader.query(), nil)
      frame = outer
      isFound = result.exists
      rowCount = result.count
      return try assign(result.rows.first, result, into)
    }
    frame = inner
    defer { frame = outer }
    try runText(code)
    frame = outer
    for target in into { try assign(target, .unknown) }
  }

  func dynamicQuery(_ expression: Expression, _ using: [Expression]) throws(Raised) -> Relation {
    let parameters = try values(using, nil)
    guard let text = printed(try value(expression, nil)) else { return .unknown }
    guard stepsOfReading(text.utf8.count) else { throw limit(at: here) }
    var reader = QueryReader(Array(text.utf8), dialect: dialect)
    guard reader.startsQuery else { return .unknown }
    let outer = frame
    let inner = Frame(outer: dialect == .postgres ? nil : outer)
    inner.positional = parameters
    frame = inner
    defer { frame = outer }
    return try relation(reader.query(), nil)
  }

  /// Every statement of a text, in order.
  func runText(_ code: CodeText) throws(Raised) {
    for range in StatementRanges.ranges(code.bytes, dialect: dialect) {
      _ = try runFragment(code, range, isPaid: true)
    }
  }

  /// A statement whose text is not known: reported where it may change the schema.
  func unknownStatement(
    _ expression: Expression,
    _ isNull: Bool,
    at source: SourceReference
  ) throws(Raised) {
    // `EXECUTE NULL` is an error, and means in practice that no rows made up the text.
    if isNull, dialect.isMySQLFamily { return }
    let beginning = try knownBeginning(expression, 0)
    var reader = QueryReader(Array(beginning.text.utf8), dialect: dialect)
    if Self.isHarmless(reader) { return }
    var names: [QualifiedName] = []
    if let name = Self.tableNamed(&reader), !reader.isAtEnd { names = [name] }
    if speculation > 0 {
      touched += names
      if names.isEmpty { appliedCount += 1 }
      return
    }
    reportOnce(
      .unknownText,
      "the text this statement executes cannot be worked out from migrations; if it changes the "
        + "schema, write the change as plain DDL",
      at: source,
      names
    )
    if !names.isEmpty {
      _ = world.apply(LocatedOperation(.markIncomplete(tables: names), at: source), isTry: true)
    }
  }

  /// Statements that change no schema, by their first word.
  static let harmless: WordSet = [
    "select", "insert", "update", "delete", "grant", "revoke", "analyze", "notify", "lock",
    "refresh", "vacuum", "reindex", "copy", "truncate", "set", "reset", "merge", "with", "values",
    "replace", "explain", "listen", "cluster", "reassign",
  ]

  /// Things that are created, altered and dropped without a trace in the schema we follow.
  private static let untraced: WordSet = [
    "trigger", "role", "user", "policy", "function", "procedure", "extension", "publication",
    "subscription", "event", "statistics", "rule", "default", "system", "server", "database",
    "aggregate", "operator", "cast", "constraint", "group", "tablespace", "collation", "language",
  ]

  private static func isHarmless(_ reader: QueryReader) -> Bool {
    if harmless.contains(reader.word().key) { return true }
    guard ["create", "alter", "drop", "comment"].contains(reader.word().key) else { return false }
    let offset = reader.word(1).key == "or" ? 3 : 1
    return untraced.contains(reader.word(offset).key)
  }

  /// What of a text is known from its beginning on.
  private func knownBeginning(
    _ expression: Expression,
    _ depth: Int
  ) throws(Raised) -> (text: String, isWhole: Bool) {
    guard depth < 20 else { return ("", false) }
    if case .concatenation(let parts) = expression {
      return try knownBeginning(of: parts, depth)
    }
    if case .call(let call) = expression {
      switch call.name.name.lowercased() {
      case "concat": return try knownBeginning(of: call.arguments, depth)
      case "format":
        guard let form = call.arguments.first, let text = printed(try value(form, nil)) else {
          return ("", false)
        }
        return (String(text.prefix { $0 != "%" }), false)
      default: break
      }
    }
    if let text = printed(try value(expression, nil)) { return (text, true) }
    return ("", false)
  }

  private func knownBeginning(
    of parts: [Expression],
    _ depth: Int
  ) throws(Raised) -> (text: String, isWhole: Bool) {
    var all = ""
    for part in parts {
      let next = try knownBeginning(part, depth + 1)
      all += next.text
      if !next.isWhole { return (all, false) }
    }
    return (all, true)
  }

  /// The table that the beginning of a statement names.
  static func tableNamed(_ reader: inout QueryReader) -> QualifiedName? {
    switch reader.word().key {
    case "alter", "drop", "create": break
    default: return nil
    }
    var count = 0
    while !reader.isAtEnd, !reader.at("table"), count < 6 {
      reader.index += 1
      count += 1
    }
    guard reader.take("table") else { return nil }
    if reader.take("if") {
      reader.take("not")
      reader.take("exists")
    }
    reader.take("only")
    return reader.qualifiedName()
  }
}
