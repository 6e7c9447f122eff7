package import Catalog
package import SourceText

/// The rows of a query that another language's migration asks the database; nil where the text is
/// no query, or where its rows depend on more than migrations say.
package func queryRows(
  _ text: String,
  at source: SourceReference,
  world: any World
) -> QueryRows? {
  let code = CodeText(text, builtAt: source)
  let statements = ScriptReader.statements(
    code.bytes,
    in: 0..<code.bytes.count,
    dialect: world.dialect
  )
  guard statements.count == 1, let range = statements.first?.range else { return nil }
  var reader = QueryReader(code.bytes, in: range, dialect: world.dialect)
  guard reader.at("select") || reader.at("with") || reader.at("(") else { return nil }
  let query = reader.query()
  let evaluator = Evaluator(
    world: world,
    isTry: true,
    at: source,
    parse: { _, _, _ in SQLScript.Definition(operations: []) }
  )
  guard let relation = try? evaluator.relation(query, nil) else { return nil }
  guard !relation.isOpen, relation.rows.allSatisfy(\.isCertain) else { return nil }
  return QueryRows(
    columns: relation.columns,
    rows: relation.rows.map { $0.values.map(rowValue) }
  )
}

private func rowValue(_ value: SQLValue) -> QueryRows.Value {
  switch value {
  case .null: .null
  case .boolean(let flag): .boolean(flag)
  case .integer(let number): .integer(number)
  case .number(let number): .number(number)
  case .text(let text): .text(text)
  case .unknown, .array, .record, .object: .unknown
  }
}
