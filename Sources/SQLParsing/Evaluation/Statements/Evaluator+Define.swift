import Catalog
import SourceText

/// Statements that change the schema: parsed, completed with what only the world knows, applied.
extension Evaluator {
  func define(_ code: CodeText, _ range: Range<Int>) throws(Raised) {
    try define(parse(code, range, dialect), code, range)
  }

  func define(
    _ definition: SQLScript.Definition,
    _ code: CodeText,
    _ range: Range<Int>
  ) throws(Raised) {
    here = code.reference(range.lowerBound)
    if let fault = definition.fault {
      return try refuse(fault, definition.operations.flatMap(\.touchedNames), code)
    }
    let source = here
    for operation in definition.operations {
      try apply(LocatedOperation(operation, at: source), code, range)
    }
    guard let words = definition.misunderstood else { return }
    let names = definition.operations.flatMap(\.touchedNames)
    report(
      Diagnostic(
        .misunderstood,
        .warning,
        "this part of the statement is not understood: " + String(words.prefix(80))
          + "; the table is taken as far as the rest says, correct the spelling or report the form",
        at: source,
        tables: names.map(\.description)
      )
    )
    if !names.isEmpty {
      _ = world.apply(LocatedOperation(.markIncomplete(tables: names), at: source), isTry: true)
    }
  }

  /// A statement that the database does not read: a handler catches it, or it is reported and the
  /// tables it names are in doubt.
  private func refuse(
    _ fault: SyntaxFault,
    _ names: [QualifiedName],
    _ code: CodeText
  ) throws(Raised) {
    let source = code.reference(fault.offset)
    if openHandlers > 0 {
      throw Raised(
        condition: "syntax_error",
        state: "42601",
        number: 1064,
        message: fault.message,
        source: source
      )
    }
    if firstFailure == nil { firstFailure = OperationFailure(.other, fault.message, object: "") }
    guard !isTry else { return }
    report(
      Diagnostic(fault.code, .error, fault.message, at: source, tables: names.map(\.description))
    )
    guard !names.isEmpty else { return }
    _ = world.apply(LocatedOperation(.markIncomplete(tables: names), at: source), isTry: true)
  }

  /// Applies one operation; a failure is thrown where a handler may catch it.
  func apply(
    _ located: LocatedOperation,
    _ code: CodeText,
    _ range: Range<Int>
  ) throws(Raised) {
    var located = located
    complete(&located.operation, code, range)
    switch located.operation {
    case .createView(let view) where view.isTemporary && dialect != .sqlite: return
    default: break
    }
    let catches = openHandlers > 0 || isTry
    switch world.apply(located, isTry: catches) {
    case .applied:
      if speculation > 0 { touch(located.operation) }
    case .skipped: break
    case .failed(let failure):
      if openHandlers > 0 {
        throw Raised(failure: failure, at: located.source)
      }
      if firstFailure == nil { firstFailure = failure }
    }
  }

  /// Remembers what a branch on trial changed.
  private func touch(_ operation: SchemaOperation) {
    let names = operation.touchedNames
    touched += names
    if names.isEmpty, !operation.isHarmless { appliedCount += 1 }
  }

  /// What a statement leaves to the schema: the columns of queries.
  private func complete(
    _ operation: inout SchemaOperation,
    _ code: CodeText,
    _ range: Range<Int>
  ) {
    switch operation {
    case .createView(var view):
      completeView(&view)
      operation = .createView(view)
    case .createTable(var table) where table.queryColumns != nil || mayHaveQuery(table):
      guard let query = tableQuery(code, range) else { return }
      table.queryColumns = tableColumns(query.query, names: query.names)
      if !query.names.isEmpty { table.elements = [] }
      operation = .createTable(table)
    default: break
    }
  }

  private func completeView(_ view: inout ViewDefinition) {
    defer {
      // Only a table made by a query keeps these.
      for slot in (view.columns ?? []).indices {
        view.columns?[slot].defaultValue = nil
        view.columns?[slot].comment = nil
      }
    }
    var reader = QueryReader(Array(view.query.text.utf8), dialect: dialect)
    let query = reader.query()
    let output = OutputColumns(evaluator: self)
    let found = output.viewColumns(query)
    let dependencies = output.dependencies(query)
    view.dependencies = dependencies
    if let given = view.columns {
      // Names written behind the view's own; the rest comes from the query.
      view.columns =
        given.enumerated().map { slot, column in
          guard let found, slot < found.count else { return column }
          var column = column
          column.type = column.type ?? found[slot].type
          column.isNullable = found[slot].isNullable
          return column
        } + (found.map { Array($0.dropFirst(given.count)) } ?? [])
    } else {
      view.columns = found
      if found == nil, dialect != .sqlite {
        report(
          Diagnostic(
            .unknownColumns,
            .warning,
            "the columns of this view could not be worked out; name them behind the view's name",
            at: here,
            tables: [view.name.description]
          )
        )
      }
    }
  }

  /// A table without columns of its own is one made by a query.
  private func mayHaveQuery(_ table: TableDefinition) -> Bool {
    table.elements.isEmpty && table.partitionOf == nil && table.inherits.isEmpty
  }

  /// The query behind `CREATE TABLE name [(names)] … AS`, and the names before it.
  private func tableQuery(
    _ code: CodeText,
    _ range: Range<Int>
  ) -> (query: QueryTree, names: [String])? {
    var reader = QueryReader(code.bytes, in: range, dialect: dialect)
    var names: [String] = []
    while !reader.isAtEnd, !reader.at("table") { reader.index += 1 }
    reader.take("table")
    reader.take("if", "not", "exists")
    _ = reader.qualifiedName()
    if reader.at("("), !reader.startsQuery {
      if dialect == .postgres {
        names = reader.identifierList()
      } else {
        reader.index += 1
        reader.skipParentheses()
      }
    }
    while !reader.isAtEnd, !reader.at(";") {
      if reader.startsQuery, !reader.at("values") {
        return (reader.query(), names)
      }
      if reader.at("as") || reader.at("replace") || reader.at("ignore") {
        reader.index += 1
        if reader.startsQuery || reader.at("table") && dialect == .postgres {
          return (reader.query(), names)
        }
        continue
      }
      if reader.take("(") { reader.skipParentheses() } else { reader.index += 1 }
    }
    return nil
  }

  /// The columns a query gives a new table.
  func tableColumns(_ query: QueryTree, names: [String]) -> [ViewColumn]? {
    guard var columns = OutputColumns(evaluator: self).viewColumns(query) else { return nil }
    for (slot, name) in names.enumerated() where slot < columns.count { columns[slot].name = name }
    return columns.map { column in
      var column = column
      switch dialect {
      case .postgres: column.isNullable = true
      case .sqlite:
        column.isNullable = true
        column.type = ColumnType(SQLiteAffinity.declared(column.type?.text))
      case .mysql, .mariadb: break
      }
      return column
    }
  }

  /// PostgreSQL's `SELECT … INTO name`.
  func createTable(
    _ target: IntoTable,
    _ query: QueryTree,
    _ reader: inout QueryReader
  ) throws(Raised) {
    var query = query
    query.into = []
    query.intoTable = nil
    var table = TableDefinition(name: target.name)
    table.isTemporary = target.isTemporary
    table.queryColumns = tableColumns(query, names: [])
    let operation = LocatedOperation(.createTable(table), at: here)
    let catches = openHandlers > 0 || isTry
    switch world.apply(operation, isTry: catches) {
    case .applied:
      if speculation > 0 { touched.append(target.name) }
    case .skipped: break
    case .failed(let failure):
      if openHandlers > 0 { throw Raised(failure: failure, at: here) }
      if firstFailure == nil { firstFailure = failure }
    }
  }
}

extension SchemaOperation {
  /// The tables and views it names, for what is in doubt when it may or may not run.
  var touchedNames: [QualifiedName] {
    switch self {
    case .createTable(let table): [table.name]
    case .alterTable(let alter): [alter.name]
    case .renameTables(let pairs): pairs.flatMap { [$0.from, $0.to] }
    case .drop(let drop):
      switch drop.kind {
      case .table, .view, .materializedView, .relation: drop.names
      case .index: drop.table.map { [$0] } ?? []
      default: []
      }
    case .createIndex(let index): [index.table]
    case .createView(let view): [view.name]
    case .rename(let kind, let name, let to, _):
      switch kind {
      case .table, .view, .materializedView, .relation:
        [name, QualifiedName(to, schema: name.schema)]
      default: []
      }
    case .setSchema(let kind, let name, _, _):
      kind == .table || kind == .view || kind == .relation ? [name] : []
    case .markIncomplete(let tables): tables
    case .noteRows(let name): [name]
    case .comment(let comment): comment.kind == .table ? [comment.name] : []
    case .renameIndex, .createEnum, .alterEnum, .createDomain, .alterDomain, .createType,
      .createSequence, .ownSequence, .createSchema, .renameSchema, .createRoutine, .session:
      []
    }
  }

  /// Whether it leaves every table and type as it is.
  var isHarmless: Bool {
    switch self {
    case .session, .createRoutine, .comment, .createSequence, .ownSequence: true
    default: false
    }
  }
}

/// The types SQLite prints for columns of `CREATE TABLE … AS SELECT`.
///
/// The column takes the affinity of the expression: "TEXT", "NUM", "INT", "REAL" or "" for none
/// (https://sqlite.org/lang_createtable.html#create_table_as_select_statements).
enum SQLiteAffinity {
  static func declared(_ type: String?) -> String {
    guard let type = type?.uppercased(), !type.isEmpty else { return "" }
    if type.contains("INT") { return "INT" }
    if type.contains("CHAR") || type.contains("CLOB") || type.contains("TEXT") { return "TEXT" }
    if type.contains("BLOB") { return "" }
    if type.contains("REAL") || type.contains("FLOA") || type.contains("DOUB") { return "REAL" }
    return "NUM"
  }
}
