import Catalog
import SourceText

extension Evaluator {
  /// Evaluates SQL at once, so that the next question sees what it did.
  func runSQL(_ query: PHPValue, at source: SourceReference) throws(PHPThrow) {
    guard let text = try text(of: query) else {
      markIncomplete(
        nil,
        .phpUnknownSQL,
        "this statement contains " + (query.unknownPart?.reason ?? "an unknown part")
          + ", so what it does is not known"
      )
      return
    }
    touches += 1
    if let speculation {
      note(text, in: speculation)
      return
    }
    try checkTransaction()
    try conclude(world.evaluateSQL(text, at: source, isTry: isCaught))
    noteInsertion(text)
  }

  /// `INSERT INTO t … VALUES`: the table has rows from here on.
  func noteInsertion(_ sql: String) {
    let words = asciiLowercased(String(sql.prefix(200))).split {
      $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "("
    }
    guard let verb = words.first, verb == "insert" || verb == "replace",
      let into = words.firstIndex(of: "into"), into + 1 < words.endIndex,
      words.contains(where: { $0.hasPrefix("value") })
    else { return }
    let name = words[into + 1].filter { $0 != "`" && $0 != "\"" && $0 != "'" }
    let prefix = tablePrefix(connection)
    noteRows(in: name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name)
  }

  /// The tables a text of SQL seems to change, for code whose execution is not certain.
  private func note(_ sql: String, in speculation: Speculation) {
    let words = asciiLowercased(sql).split {
      $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "(" || $0 == ";"
    }
    guard let verb = words.first, ["alter", "create", "drop", "rename"].contains(verb) else {
      return
    }
    let skipped: Set<Substring> = ["if", "exists", "not", "only", "concurrently", "ignore"]
    var index = words.startIndex
    while index < words.endIndex {
      if words[index] == "table" || words[index] == "on" {
        var next = index + 1
        while next < words.endIndex, skipped.contains(words[next]) { next += 1 }
        if next < words.endIndex {
          let name = words[next].filter { $0 != "`" && $0 != "\"" && $0 != "'" }
          speculation.tables.insert(String(name))
          return
        }
      }
      index += 1
    }
    if verb == "alter" || verb == "rename" { speculation.touchesUnknown = true }
  }

  /// Rows of a query: of the catalogue they are computed, of tables none are known.
  func select(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue {
    let isOne = call.method == "selectone" || call.method == "scalar"
    let assumed: PHPValue = isOne ? .null : .array(PHPArray())
    guard let text = try text(of: call.arguments.value(0, "query") ?? .null) else {
      return .unknown("the rows of a query that is not known")
    }
    let lower = asciiLowercased(text)
    let catalogueWords = [
      "information_schema", "pg_", "sqlite_master", "sqlite_schema", "show ", "pragma",
      "version", "describe", "regclass",
    ]
    let isOfCatalogue = catalogueWords.contains { contains(lower, $0) }
    guard isOfCatalogue || !contains(lower, "from") else {
      return .unknown(PHPUnknown("the rows of a query", assuming: assumed))
    }
    let unknown =
      isOfCatalogue
      ? PHPValue.unknown("what the catalogue of the database says")
      : .unknown("the answer of the database")
    if let bound = try bound(text, call.arguments.value(1, "bindings") ?? .null),
      let answer = world.queryRows(bound, at: call.source)
    {
      let rows = answer.rows.map { row(Array(zip(answer.columns, $0.map(value)))) }
      guard isOne else { return .array(PHPArray(list: rows)) }
      if call.method == "scalar" { return answer.rows.first?.first.map(value) ?? .null }
      return rows.first ?? .null
    }
    guard isOfCatalogue, let known = answer(lower, call) else { return unknown }
    guard isOne, case .array(let rows) = known else { return known }
    return rows.values.first ?? .null
  }

  private func value(_ value: QueryRows.Value) -> PHPValue {
    switch value {
    case .null: .null
    case .boolean(let flag): .bool(flag)
    case .integer(let number): .int(number)
    case .number(let number): .float(number)
    case .text(let text): .string(text)
    case .unknown: .unknown("a value of the catalogue of the database")
    }
  }

  /// A query with its `?` and `:name` filled in; nil where a value is not known.
  private func bound(_ query: String, _ bindings: PHPValue) throws(PHPThrow) -> String? {
    guard case .array(let list) = bindings, !list.isEmpty else { return query }
    var text = query
    if case .string? = list.keys.first {
      for (key, value) in list.pairs {
        guard let literal = try sqlLiteral(value), let name = key.value.text else { return nil }
        text = pieces(of: text, by: ":" + name).joined(separator: literal)
      }
      return text
    }
    let parts = pieces(of: query, by: "?")
    guard parts.count == list.count + 1 else { return nil }
    text = parts[0]
    for (position, value) in list.values.enumerated() {
      guard let literal = try sqlLiteral(value) else { return nil }
      text += literal + parts[position + 1]
    }
    return text
  }

  private func sqlLiteral(_ value: PHPValue) throws(PHPThrow) -> String? {
    if value.isNull { return "null" }
    guard let text = try text(of: value) else { return nil }
    if case .int = value { return text }
    if world.dialect.isMySQLFamily, text == databaseName { return "database()" }
    return "'" + pieces(of: text, by: "'").joined(separator: "''") + "'"
  }

  /// The commonest questions to the catalogue: MySQL's `SHOW INDEX/COLUMNS FROM … WHERE/LIKE`.
  private func answer(_ query: String, _ call: PHPNativeCall) -> PHPValue? {
    let words = query.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "=" }.map {
      String($0.filter { $0 != "`" && $0 != "\"" && $0 != "'" && $0 != ";" })
    }
    guard words.count >= 4, words[0] == "show", words[2] == "from" || words[2] == "in" else {
      return nil
    }
    let name = String(words[3].split(separator: ".").last ?? "")
    guard let table = world.table(QualifiedName(name)) else { return nil }
    var wanted = words.count > 5 ? words.last : nil
    if wanted == "?", case .array(let bindings)? = call.arguments.value(1, "bindings") {
      wanted = bindings.values.first?.text.map(asciiLowercased)
    }
    switch words[1] {
    case "index", "indexes", "keys":
      let rows = indexes(of: table).filter { index in
        wanted == nil || index.name == wanted || index.columns.contains { $0 == wanted }
      }
      return .array(
        PHPArray(
          list: rows.map { index in
            row([
              ("Table", .string(table.name.name)), ("Key_name", .string(index.name)),
              ("Column_name", .string(index.columns.first ?? "")),
              ("Non_unique", .int(index.isUnique ? 0 : 1)),
            ])
          }
        )
      )
    case "columns", "fields":
      let rows = table.columns.filter { wanted == nil || asciiLowercased($0.name) == wanted }
      return .array(
        PHPArray(
          list: rows.map { column in
            row([("Field", .string(column.name)), ("Type", .string(column.type.text))])
          }
        )
      )
    default: return nil
    }
  }

  private func row(_ values: [(String, PHPValue)]) -> PHPValue {
    .object(
      PHPObject(
        className: "stdClass",
        properties: PHPArray(values.map { (.string($0.0), $0.1) })
      )
    )
  }
}

/// Whether a text contains another; byte by byte, since no Foundation is at hand.
func contains(_ text: String, _ part: String) -> Bool {
  offset(of: part, in: text) != nil
}

/// Where a text first contains another, in bytes.
func offset(of part: String, in text: String, from start: Int = 0) -> Int? {
  let bytes = Array(text.utf8)
  let wanted = Array(part.utf8)
  guard !wanted.isEmpty else { return start <= bytes.count ? start : nil }
  guard bytes.count >= wanted.count, start >= 0 else { return nil }
  var position = start
  while position + wanted.count <= bytes.count {
    if bytes[position] == wanted[0],
      bytes[position..<(position + wanted.count)].elementsEqual(wanted)
    {
      return position
    }
    position += 1
  }
  return nil
}
