import Catalog

extension SelectItem {
  /// The name a database gives an output column.
  ///
  /// PostgreSQL takes the last name of a column, a function or, failing both, a type
  /// (`FigureColname` in its parser); MySQL and SQLite take the text of the expression.
  func outputName(in dialect: Dialect) -> String {
    if let alias { return alias }
    if dialect != .postgres {
      if case .name(let parts) = expression { return parts.last ?? text }
      return text
    }
    return expression.postgresName(0).name ?? "?column?"
  }
}

extension Expression {
  /// The name and how strong it is: a type's gives way to a column's inside `CASE`.
  fileprivate func postgresName(_ depth: Int) -> (name: String?, isStrong: Bool) {
    guard depth < 50 else { return (nil, false) }
    switch self {
    case .name(let parts): return (parts.last, true)
    case .field(_, let name): return (name, true)
    case .element(let base, _), .slice(let base, _, _): return base.postgresName(depth + 1)
    case .call(let call): return (call.name.name, true)
    case .cast(let operand, let type):
      let inner = operand.postgresName(depth + 1)
      if inner.isStrong { return inner }
      let printed = PostgresTypes.printed(type.name) ?? type.name
      return (PostgresTypes.internalName(printed), false)
    case .choice(_, _, let otherwise):
      if let inner = otherwise?.postgresName(depth + 1), inner.isStrong { return inner }
      return ("case", false)
    case .exists: return ("exists", true)
    case .arrayQuery, .array: return ("array", true)
    case .row: return ("row", true)
    case .subquery(let query):
      guard case .select(let select) = query.body, let item = select.items.first else {
        return (nil, false)
      }
      if let alias = item.alias { return (alias, true) }
      return item.expression.postgresName(depth + 1)
    default: return (nil, false)
    }
  }
}
