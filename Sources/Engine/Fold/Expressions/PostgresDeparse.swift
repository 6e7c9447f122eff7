import Catalog

extension Draft {
  /// An index expression as `pg_get_indexdef` prints it; as written where it is not understood.
  ///
  /// The catalogue shows every cast that the parser put in: a literal gets the type of the place
  /// it stands in, a `varchar` handed to a function of `text` is cast.
  func catalogueExpression(_ text: String, in table: Table) -> String {
    let bare = withoutOuterParentheses(text)
    guard let tree = parsePostgresExpression(bare), let printed = typed(tree, table) else {
      return bare
    }
    switch tree {
    case .call, .coalesce, .column: return printed.text
    default: return "(" + printed.text + ")"
    }
  }

  /// Text and type; the type is nil where it is not known, `unknown` for a bare literal.
  private typealias Printed = (text: String, type: String?)

  private func typed(_ tree: PostgresExpression, _ table: Table) -> Printed? {
    switch tree {
    case .column(let name):
      guard let column = table.column(name) else { return nil }
      let shown = column.type.text + (column.type.dimensions > 0 ? "[]" : "")
      return (quotedColumn(name), shown)
    case .text(let text): return (quotedLiteral(text), "unknown")
    case .number(let number): return (number, number.contains(".") ? "numeric" : "integer")
    case .keyword(let word): return (word, word == "null" ? "unknown" : "boolean")
    case .cast(let inner, let type):
      guard let printed = typed(inner, table) else { return nil }
      let canonical = canonicalType(type)
      if case .text = inner { return (printed.text + "::" + canonical, canonical) }
      if printed.type == canonical { return printed }
      return (operand(inner, printed.text) + "::" + canonical, canonical)
    case .atTimeZone(let inner, let zone):
      guard let left = typed(inner, table), let right = typed(zone, table) else { return nil }
      let result =
        left.type?.hasSuffix("with time zone") == true
        ? "timestamp without time zone" : "timestamp with time zone"
      let text =
        "(" + left.text + " AT TIME ZONE " + resolved(right, as: "text", grouping: zone) + ")"
      return (text, result)
    case .coalesce(let arguments):
      let printed = arguments.map { typed($0, table) }
      guard !printed.contains(where: { $0 == nil }) else { return nil }
      let type = printed.compactMap { $0?.type }.first { $0 != "unknown" }
      let texts = zip(printed, arguments).map { printed, tree in
        printed.map { resolved($0, as: type ?? "text", grouping: tree) } ?? ""
      }
      return ("COALESCE(" + texts.joined(separator: ", ") + ")", type)
    case .nullTest(let inner, let isNull):
      guard let printed = typed(inner, table) else { return nil }
      return (operand(inner, printed.text) + (isNull ? " IS NULL" : " IS NOT NULL"), "boolean")
    case .binary(let symbol, let left, let right):
      return binary(symbol, left, right, table)
    case .call(let schema, let name, let arguments):
      return call(schema, name, arguments, table)
    }
  }

  private func binary(
    _ symbol: String,
    _ left: PostgresExpression,
    _ right: PostgresExpression,
    _ table: Table
  ) -> Printed? {
    guard let first = typed(left, table), let second = typed(right, table) else { return nil }
    var leftType = first.type ?? "text"
    var rightType = second.type ?? "text"
    var result: String?
    switch symbol {
    case "->", "->>":
      rightType = rightType == "integer" ? "integer" : "text"
      result = symbol == "->" ? first.type : "text"
    case "#>", "#>>":
      rightType = "text[]"
      result = symbol == "#>" ? first.type : "text"
    case "||":
      if isStringType(leftType) || leftType == "unknown" { leftType = "text" }
      if isStringType(rightType) || rightType == "unknown" { rightType = "text" }
      result = leftType == "unknown" ? rightType : leftType
    case "=", "<", ">", "<=", ">=", "<>", "!=":
      if leftType == "unknown" { leftType = rightType }
      if rightType == "unknown" { rightType = leftType }
      if isStringType(leftType), isStringType(rightType) {
        (leftType, rightType) = ("text", "text")
      }
      result = "boolean"
    default:
      if leftType == "unknown" { leftType = rightType }
      if rightType == "unknown" { rightType = leftType }
      result = leftType
    }
    let text =
      operand(left, resolved(first, as: leftType, grouping: left)) + " "
      + (symbol == "!=" ? "<>" : symbol) + " "
      + operand(right, resolved(second, as: rightType, grouping: right))
    return (text, result)
  }

  private func operand(_ tree: PostgresExpression, _ text: String) -> String {
    switch tree {
    case .binary, .nullTest: "(" + text + ")"
    default: text
    }
  }

  private func call(
    _ schema: String?,
    _ name: String,
    _ arguments: [PostgresExpression],
    _ table: Table
  ) -> Printed? {
    var wanted = knownSignatures[name]?.arguments ?? []
    var result = knownSignatures[name]?.result
    var shown = name
    if knownSignatures[name] == nil || (schema != nil && schema != "pg_catalog") {
      let wantedName = QualifiedName(name, schema: schema)
      if case .routine(let routine)? = findObject(.routine, wantedName) {
        wanted = routine.parameters.filter { !$0.isOutput }.map {
          $0.type.flatMap { postgresBuiltIn($0)?.text } ?? "text"
        }
        result = nil
        shown = (routine.name.schema.map { $0 + "." } ?? "") + name
      } else if let schema {
        shown = schema + "." + name
      }
    }
    var texts: [String] = []
    for (place, argument) in arguments.enumerated() {
      guard let printed = typed(argument, table) else { return nil }
      let type = place < wanted.count ? wanted[place] : wanted.last
      if let type, !wanted.isEmpty {
        texts.append(resolved(printed, as: type, grouping: argument))
      } else {
        texts.append(
          resolved(printed, as: printed.type == "unknown" ? "text" : "", grouping: argument)
        )
      }
    }
    return (shown + "(" + texts.joined(separator: ", ") + ")", result)
  }

  /// The argument with the cast that PostgreSQL would put in.
  private func resolved(
    _ printed: (text: String, type: String?),
    as wanted: String,
    grouping tree: PostgresExpression
  ) -> String {
    guard !wanted.isEmpty, let type = printed.type else { return printed.text }
    if type == "unknown" { return printed.text + "::" + castBase(wanted) }
    if castBase(type) == castBase(wanted) { return printed.text }
    if wanted == "text", isStringType(type) { return operand(tree, printed.text) + "::text" }
    if wanted == "numeric", type == "integer" { return "'" + printed.text + "'::numeric" }
    return printed.text
  }

  private func castBase(_ type: String) -> String {
    guard let open = type.firstIndex(of: "("), let close = type.firstIndex(of: ")") else {
      return type
    }
    return String(type[..<open]) + String(type[type.index(after: close)...])
  }

  private func isStringType(_ type: String) -> Bool {
    type == "text" || type.hasPrefix("character") || type == "bpchar" || type == "name"
      || type == "citext"
  }

  func canonicalType(_ text: String) -> String {
    let open = text.firstIndex(of: "(") ?? text.endIndex
    let name = text[..<open].trimmedEnd
    let isArray = text.hasSuffix("[]")
    let base = isArray ? name.replacingBrackets : name
    var type = TypeName(base)
    if open != text.endIndex, let close = text.firstIndex(of: ")") {
      type.arguments = [String(text[text.index(after: open)..<close])]
    }
    return (postgresBuiltIn(type)?.text ?? base) + (isArray ? "[]" : "")
  }

  private func quotedColumn(_ name: String) -> String {
    let isPlain = name.utf8.enumerated().allSatisfy { place, byte in
      (0x61...0x7A).contains(byte) || byte == 0x5F || (place > 0 && (0x30...0x39).contains(byte))
    }
    return isPlain ? name : "\"" + name + "\""
  }
}

extension Substring {
  fileprivate var trimmedEnd: String { String(self).trimmedSpaces }
}

extension String {
  fileprivate var replacingBrackets: String {
    var text = Substring(self)
    while text.hasSuffix("[]") { text.removeLast(2) }
    return String(text)
  }
}

/// Parameters of the functions that indexes are commonly on; the last one repeats.
private let knownSignatures: [String: (arguments: [String], result: String?)] = [
  "lower": (["text"], "text"), "upper": (["text"], "text"), "btrim": (["text"], "text"),
  "ltrim": (["text"], "text"), "rtrim": (["text"], "text"), "initcap": (["text"], "text"),
  "md5": (["text"], "text"), "reverse": (["text"], "text"), "length": (["text"], "integer"),
  "char_length": (["text"], "integer"), "replace": (["text"], "text"),
  "split_part": (["text", "text", "integer"], "text"), "left": (["text", "integer"], "text"),
  "right": (["text", "integer"], "text"), "substr": (["text", "integer"], "text"),
  "strpos": (["text"], "integer"), "translate": (["text"], "text"),
  "concat": ([], "text"), "to_tsvector": (["regconfig", "text"], "tsvector"),
  "jsonb_to_tsvector": (["regconfig", "jsonb", "jsonb"], "tsvector"),
  "json_to_tsvector": (["regconfig", "json", "jsonb"], "tsvector"),
  "date": ([], "date"), "date_trunc": (["text", ""], nil), "date_part": (["text", ""], nil),
  "tstzrange": ([], "tstzrange"), "tsrange": ([], "tsrange"), "daterange": ([], "daterange"),
  "int4range": ([], "int4range"), "int8range": ([], "int8range"), "abs": ([], nil),
  "jsonb_array_elements_text": (["jsonb"], "text"),
]
