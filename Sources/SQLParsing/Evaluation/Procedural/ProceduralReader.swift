import Catalog

/// Reads procedural code into a tree; shared parts of both languages.
///
/// Total: what is not understood is skipped to the next semicolon and remembered, so that the
/// interpreter can say that it did not run it.
struct ProceduralReader {
  var reader: QueryReader
  let dialect: Dialect
  var depth = 0

  init(_ code: CodeText, dialect: Dialect) {
    reader = QueryReader(code.bytes, dialect: dialect)
    self.dialect = dialect
  }

  /// The body of a `DO`, a function or a procedure.
  static func block(_ code: CodeText, dialect: Dialect) -> [ProceduralStatement] {
    var reader = ProceduralReader(code, dialect: dialect)
    return reader.statements(until: [])
  }

  /// Statements up to one of some words, which is not taken.
  mutating func statements(until stops: WordSet) -> [ProceduralStatement] {
    var statements: [ProceduralStatement] = []
    guard depth < 60 else {
      while !reader.isAtEnd, !reader.atAny(stops) { reader.index += 1 }
      return statements
    }
    depth += 1
    defer { depth -= 1 }
    while !reader.isAtEnd, !(reader.word().kind == .plain && stops.contains(reader.word().key)) {
      let start = reader.index
      if reader.take(";") { continue }
      // `#variable_conflict use_column` and other options of PL/pgSQL.
      if reader.at("#") {
        reader.index += 3
        continue
      }
      if let statement = statement() { statements.append(statement) }
      if reader.index == start { reader.index += 1 }
    }
    return statements
  }

  mutating func statement() -> ProceduralStatement? {
    let start = reader.word().start
    let kind =
      dialect.isMySQLFamily ? compoundStatement() : plpgsqlStatement()
    return kind.map { ProceduralStatement(kind: $0, start: start) }
  }

  /// Skips to the end of the statement and over its semicolon.
  mutating func finish() {
    var open = 0
    while !reader.isAtEnd {
      if reader.at(";"), open <= 0 {
        reader.index += 1
        return
      }
      if reader.at("(") { open += 1 }
      if reader.at(")") { open -= 1 }
      reader.index += 1
    }
  }

  /// A statement of SQL up to its semicolon.
  mutating func sql() -> ProceduralStatement.Kind {
    let start = reader.word().start
    finish()
    let end =
      reader.word(-1).kind == .symbol && reader.word(-1).key == ";"
      ? reader.word(-1).start : reader.word(-1).end
    return .sql(start..<max(start, end))
  }

  /// `IF … THEN … ELSIF … ELSE … END IF;`, the first word taken.
  mutating func choice() -> ProceduralStatement.Kind {
    var branches: [ProceduralStatement.Branch] = []
    var otherwise: [ProceduralStatement] = []
    repeat {
      let condition = reader.expression()
      skip(to: "then")
      let body = statements(until: ["elsif", "elseif", "else", "end"])
      branches.append(ProceduralStatement.Branch(conditions: [condition], body: body))
    } while (reader.take("elsif") || reader.take("elseif")) && !reader.isAtEnd
    if reader.take("else") { otherwise = statements(until: ["end"]) }
    reader.take("end")
    reader.take("if")
    reader.take(";")
    return .choice(branches, otherwise: otherwise)
  }

  /// `CASE [operand] WHEN … THEN … END CASE;`, the first word taken.
  mutating func selection() -> ProceduralStatement.Kind {
    let operand: Expression? = reader.at("when") ? nil : reader.expression()
    var branches: [ProceduralStatement.Branch] = []
    var otherwise: [ProceduralStatement]?
    while reader.take("when") {
      var conditions = [reader.expression()]
      while reader.take(",") { conditions.append(reader.expression()) }
      skip(to: "then")
      let body = statements(until: ["when", "else", "end"])
      branches.append(ProceduralStatement.Branch(conditions: conditions, body: body))
    }
    if reader.take("else") { otherwise = statements(until: ["end"]) }
    reader.take("end")
    reader.take("case")
    reader.take(";")
    return .selection(operand, branches, otherwise: otherwise)
  }

  /// Moves over a word that should stand here, within this statement.
  mutating func skip(to word: WordKey) {
    var open = 0
    while !reader.isAtEnd, !(reader.at(word) && open <= 0) {
      if reader.at(";"), open <= 0 { return }
      if reader.at("(") { open += 1 }
      if reader.at(")") { open -= 1 }
      reader.index += 1
    }
    reader.take(word)
  }

  /// `a, b.c`: where `INTO` and `FOR` put values.
  mutating func targets() -> [Expression] {
    var targets: [Expression] = []
    repeat {
      if reader.word().kind == .userVariable {
        targets.append(.userVariable(reader.text()))
        reader.index += 1
        continue
      }
      guard let target = target() else { break }
      targets.append(target)
    } while reader.take(",") && !reader.isAtEnd
    return targets
  }

  private mutating func target() -> Expression? {
    guard let first = reader.identifier() else { return nil }
    var parts = [first]
    while reader.at("."), reader.word(1).kind == .plain || reader.word(1).kind == .quoted {
      reader.index += 1
      if let next = reader.identifier() { parts.append(next) }
    }
    return .name(parts)
  }
}
