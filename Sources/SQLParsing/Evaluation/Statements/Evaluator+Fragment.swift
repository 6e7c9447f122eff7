import Catalog
import SourceText

/// One statement of SQL, wherever it stands: in a migration, in a block, in a built string.
extension Evaluator {
  ///
  /// - Parameter isPaid: whether the steps of reading it were taken with those of a longer text.
  @discardableResult
  func runFragment(
    _ code: CodeText,
    _ range: Range<Int>,
    isPaid: Bool = false
  ) throws(Raised) -> Flow {
    guard depth < Evaluator.deepest else { throw limit(at: here) }
    depth += 1
    defer { depth -= 1 }
    var head = QueryReader(code.bytes, in: range, dialect: dialect, limit: 12)
    here = code.reference(head.word().start)
    guard isPaid || depth == 1 || stepsOfSkimming(range.count) else { throw limit(at: here) }
    switch head.word().key {
    case "insert", "replace": note(insertion: &head, code, range)
    case "drop" where head.at("prepare", 1):
      break
    case "update", "delete", "merge", "truncate", "lock", "analyze", "copy", "notify", "unlock":
      break
    case "begin", "start", "commit", "end", "rollback", "abort":
      guard !dialect.isMySQLFamily, frame == nil else {
        if head.at("begin") { try evaluate(code, range) }
        break
      }
      control(&head)
    case "savepoint", "release", "reset", "": break
    case "do", "call", "select", "with", "values", "(", "table", "set", "use", "prepare", "execute",
      "deallocate", "pragma", "if", "case", "while", "loop", "repeat", "declare":
      try evaluate(code, range)
    default:
      guard isPaid || depth == 1 || stepsOfReading(range.count) else { throw limit(at: here) }
      try define(code, range)
    }
    return .next
  }

  /// Transactions of PostgreSQL and SQLite; savepoints inside of one are not followed.
  private func control(_ head: inout QueryReader) {
    switch head.word().key {
    case "begin", "start": if transaction == nil { transaction = world.savepoint() }
    case "rollback", "abort":
      if head.at("to", 1) || head.at("to", 2) { return }
      if let mark = transaction { world.rollback(to: mark) }
      transaction = nil
    default: transaction = nil
    }
  }

  /// A statement that is run here rather than folded.
  private func evaluate(_ code: CodeText, _ range: Range<Int>) throws(Raised) {
    var reader = QueryReader(code.bytes, in: range, dialect: dialect)
    switch reader.word().key {
    case "do":
      try runAnonymous(&reader, code)
    case "call" where dialect != .sqlite:
      reader.index += 1
      try callProcedure(&reader)
    case "select", "with", "values", "(", "table":
      try runQuery(&reader)
    case "set":
      reader.index += 1
      try set(&reader)
    case "use" where dialect.isMySQLFamily:
      reader.index += 1
      if let name = reader.identifier() { apply(.session(.database(name))) }
    case "prepare", "execute", "deallocate":
      try prepare(&reader)
    case "pragma": pragma(&reader)
    default: try runCompound(&reader, code, range)
    }
  }

  /// `DO [LANGUAGE plpgsql] $$ … $$`.
  private func runAnonymous(_ reader: inout QueryReader, _ code: CodeText) throws(Raised) {
    guard dialect == .postgres else { return }
    reader.index += 1
    var language = "plpgsql"
    var body: Word?
    while !reader.isAtEnd, !reader.at(";") {
      if reader.take("language") { language = reader.text().lowercased() }
      if reader.word().kind == .string, !reader.at("language", -1) { body = reader.word() }
      reader.index += 1
    }
    guard let body, language == "plpgsql" else {
      return doubt([], at: here, "a DO block in a language other than PL/pgSQL is not run")
    }
    let inner =
      body.isVerbatim
      ? code.part(body.contentStart..<body.contentEnd)
      : CodeText(body.text(in: code.bytes, dialect), builtAt: here)
    try runBlock(inner)
  }

  /// Code that stands alone, with its own variables.
  func runBlock(_ code: CodeText) throws(Raised) {
    let (savedFrame, savedHere) = (frame, here)
    frame = Frame(outer: nil)
    defer { (frame, here) = (savedFrame, savedHere) }
    var activation = Activation(code: code)
    _ = try run(ProceduralReader.block(code, dialect: dialect), &activation)
  }

  /// A compound statement outside of a routine: MariaDB's `BEGIN NOT ATOMIC`, `IF …`.
  private func runCompound(
    _ reader: inout QueryReader,
    _ code: CodeText,
    _ range: Range<Int>
  ) throws(Raised) {
    guard dialect.isMySQLFamily, reader.word(1).kind != .end, !reader.at("work", 1) else { return }
    let inner = code.part(range)
    var activation = Activation(code: inner)
    _ = try run(ProceduralReader.block(inner, dialect: dialect), &activation)
  }

  /// A query is run for its effects only: values into variables, routines that it calls.
  private func runQuery(_ reader: inout QueryReader) throws(Raised) {
    let query = reader.query()
    if let into = query.intoTable ?? plainTarget(query) {
      return try createTable(into, query, &reader)
    }
    guard !query.into.isEmpty || hasEffects(query) else {
      if frame != nil { (isFound, rowCount) = (.unknown, .unknown) }
      return
    }
    let result = try relation(query, nil)
    isFound = result.exists
    rowCount = result.count
    guard !query.into.isEmpty else { return }
    if query.isStrict, result.rows.isEmpty, !result.isOpen {
      throw Raised(
        condition: "no_data_found",
        state: "P0002",
        message: "query returned no rows",
        source: here
      )
    }
    if dialect.isMySQLFamily, result.rows.isEmpty, !result.isOpen {
      if !handlers.allSatisfy(\.isEmpty) {
        throw Raised(
          condition: "no_data",
          state: "02000",
          number: 1329,
          message: "No data",
          source: here
        )
      }
      return
    }
    try assign(result.rows.first, result, query.into)
  }

  /// Outside of procedural code `SELECT … INTO name` makes a table.
  private func plainTarget(_ query: QueryTree) -> IntoTable? {
    guard dialect == .postgres, frame == nil, case .name(let parts)? = query.into.first,
      let name = parts.last
    else { return nil }
    let schema = parts.count > 1 ? parts[parts.count - 2] : nil
    return IntoTable(name: QualifiedName(name, schema: schema), isTemporary: false)
  }

  /// Whether running a query can change anything that we follow.
  private func hasEffects(_ query: QueryTree) -> Bool {
    var found = false
    query.visitExpressions { expression in
      switch expression {
      case .assignment: found = true
      case .call(let call):
        let name = call.name.name.lowercased()
        if name == "set_config" { found = true }
        if Builtin.all[name] == nil, !Aggregate.names.contains(name),
          !Self.knownPure.contains(name), self.world.routine(call.name) != nil
        {
          found = true
        }
      default: break
      }
    }
    return found
  }

  private static let knownPure: Set<String> = [
    "coalesce", "ifnull", "if", "now", "setval", "nextval", "currval", "gen_random_uuid",
    "uuid_generate_v4", "max", "min", "sleep", "last_insert_rowid", "changes", "setseed",
  ]

  /// Rows may come into a table: whether they do is looked at when its rows matter.
  private func note(insertion reader: inout QueryReader, _ code: CodeText, _ range: Range<Int>) {
    while !reader.isAtEnd, !reader.at("into") { reader.index += 1 }
    reader.take("into")
    guard let name = reader.qualifiedName() else { return }
    insertions[name, default: []].append((code, range))
    if frame != nil { (isFound, rowCount) = (.unknown, .unknown) }
  }

  /// Whether rows were put into a table; a query over empty tables puts none.
  func isSeeded(_ names: QualifiedName...) -> Bool {
    for name in names {
      guard let statements = insertions[name] else { continue }
      // A statement that reads its own table is looked at once.
      insertions[name] = nil
      var kept: [(code: CodeText, range: Range<Int>)] = []
      for statement in statements where mayInsert(statement.code, statement.range) {
        kept.append(statement)
      }
      insertions[name] = kept.isEmpty ? nil : kept
      if !kept.isEmpty { return true }
    }
    return false
  }

  private func mayInsert(_ code: CodeText, _ range: Range<Int>) -> Bool {
    var reader = QueryReader(code.bytes, in: range, dialect: dialect)
    while !reader.isAtEnd, !reader.at("into") { reader.index += 1 }
    reader.take("into")
    _ = reader.qualifiedName()
    if reader.take("as") { _ = reader.identifier() }
    if reader.at("("), !reader.startsQuery { _ = reader.identifierList() }
    guard reader.at("select") || reader.at("with") else { return true }
    let query = reader.query()
    let outcome = Result { () throws(Raised) in try relation(query, nil).exists }
    guard case .success(let exists) = outcome else { return true }
    return exists != .boolean(false)
  }

  /// PRAGMAs that later statements obey.
  private func pragma(_ reader: inout QueryReader) {
    reader.index += 1
    guard let name = reader.qualifiedName()?.name.lowercased() else { return }
    guard reader.take("=") || reader.take("(") else { return }
    let isOn = ["1", "on", "true", "yes"].contains(reader.text().lowercased())
    switch name {
    case "legacy_alter_table": apply(.session(.legacyAlterTable(isOn)))
    case "foreign_keys": apply(.session(.foreignKeyChecks(isOn)))
    default: break
    }
  }
}
