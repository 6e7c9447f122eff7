import Catalog

/// A constraint of a table in one form, whatever kind it is.
struct ConstraintEntry {
  enum Kind: String {
    case primaryKey = "PRIMARY KEY"
    case unique = "UNIQUE"
    case foreignKey = "FOREIGN KEY"
    case check = "CHECK"
    case exclude = "EXCLUDE"
  }

  var kind: Kind
  var name: String
  var columns: [String]
  var foreignKey: ForeignKey?
  var check: CheckConstraint?

  /// The constraints of a table, keys first.
  ///
  /// MySQL lists every unique index as a constraint, PostgreSQL only those made by one.
  static func all(of table: Table, dialect: Dialect) -> [ConstraintEntry] {
    var all: [ConstraintEntry] = []
    if let key = table.primaryKey {
      let name = dialect.isMySQLFamily ? "PRIMARY" : key.name ?? table.name.name + "_pkey"
      all.append(ConstraintEntry(kind: .primaryKey, name: name, columns: key.columns))
    }
    for index in table.indexes where dialect.isMySQLFamily ? index.isUnique : index.isConstraint {
      all.append(
        ConstraintEntry(
          kind: index.isUnique ? .unique : .exclude,
          name: index.name,
          columns: index.parts.filter { !$0.isExpression }.map(\.text)
        )
      )
    }
    for key in table.foreignKeys {
      all.append(
        ConstraintEntry(
          kind: .foreignKey,
          name: key.name ?? "",
          columns: key.columns,
          foreignKey: key
        )
      )
    }
    for check in table.checks {
      all.append(
        ConstraintEntry(kind: .check, name: check.name ?? "", columns: [], check: check)
      )
    }
    return all
  }

  /// As `pg_get_constraintdef` prints it, expressions as they were kept.
  func definition() -> String {
    let list = columns.map(SQLQuoting.identifier).joined(separator: ", ")
    switch kind {
    case .primaryKey: return "PRIMARY KEY (" + list + ")"
    case .unique: return "UNIQUE (" + list + ")"
    case .exclude: return "EXCLUDE (" + list + ")"
    case .check:
      let text = check?.expression.text ?? ""
      return "CHECK ((" + text + "))" + (check?.isNoInherit == true ? " NO INHERIT" : "")
    case .foreignKey:
      guard let key = foreignKey else { return "" }
      let target = key.target.columns.map(SQLQuoting.identifier).joined(separator: ", ")
      var text = "FOREIGN KEY (" + list + ") REFERENCES "
      text += SQLQuoting.identifier(key.target.name.name) + "(" + target + ")"
      if key.onUpdate != .noAction { text += " ON UPDATE " + key.onUpdate.rawValue.uppercased() }
      if key.onDelete != .noAction { text += " ON DELETE " + key.onDelete.rawValue.uppercased() }
      return text
    }
  }

  /// Keys have an index of their own name in PostgreSQL.
  var hasIndex: Bool { kind == .primaryKey || kind == .unique || kind == .exclude }
}

extension Index {
  /// As `pg_get_indexdef` prints it.
  func definition(of table: Table) -> String {
    var text = isUnique ? "CREATE UNIQUE INDEX " : "CREATE INDEX "
    text += SQLQuoting.identifier(name) + " ON "
    if let schema = table.name.schema { text += SQLQuoting.identifier(schema) + "." }
    text += SQLQuoting.identifier(table.name.name) + " USING " + (method ?? "btree") + " ("
    text += parts.map { part in
      let body = part.isExpression ? "(" + part.text + ")" : SQLQuoting.identifier(part.text)
      return body + (part.isDescending ? " DESC" : "")
    }.joined(separator: ", ")
    text += ")"
    if let predicate { text += " WHERE (" + predicate.text + ")" }
    return text
  }
}
