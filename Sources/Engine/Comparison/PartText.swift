import Catalog

extension SchemaLookup {
  /// A column without its name: `bigint not null default 0`.
  func text(of column: Column, isCollated: Bool = false) -> String {
    var text = typeName(of: column.type)
    if isCollated {
      if let name = column.characterSet { text += " character set " + name }
      if let name = column.collation { text += " collate " + name }
    }
    text += column.isNullable ? " null" : " not null"
    if column.isAutoIncrement {
      text += " auto-increment"
    } else if let value = column.defaultValue {
      text += " default " + value.text
    }
    if column.updatesTimestamp { text += " on update current_timestamp" }
    if let generation = column.generation {
      text += " generated \(generation.kind.rawValue) (\(generation.expression.text))"
    }
    if let comment = column.comment { text += " comment " + quotedLiteral(comment) }
    return text
  }

  /// An index without its name: `unique (email) where deleted_at is null`.
  func text(of index: Index) -> String {
    var text = index.isUnique ? "unique " : ""
    if index.kind != .plain { text += index.kind.rawValue + " " }
    if let method = index.method, method.lowercased() != "btree" { text += "using \(method) " }
    text += list(index.parts.map { $0.catalogueText(dialect) })
    if !index.included.isEmpty { text += " include " + list(index.included) }
    if index.nullsNotDistinct { text += " nulls not distinct" }
    if let predicate = index.predicate { text += " where " + predicate.text }
    return text
  }

  /// A foreign key without its name: `(team_id) → teams (id) on delete cascade`.
  func text(of key: ForeignKey) -> String {
    let target = target(of: key)?.name ?? key.target.name
    var text = list(key.columns) + " → " + target.searchedName
    if !key.target.columns.isEmpty { text += " " + list(key.target.columns) }
    if key.onDelete != .noAction { text += " on delete " + key.onDelete.rawValue }
    if key.onUpdate != .noAction { text += " on update " + key.onUpdate.rawValue }
    return text
  }

  func text(of domain: Domain) -> String {
    var text = typeName(of: domain.type) + (domain.isNullable ? "" : " not null")
    if let value = domain.defaultValue { text += " default " + value.text }
    for check in domain.checks { text += " check (\(check.expression.text))" }
    return text
  }

  private func list(_ names: [String]) -> String { "(" + names.joined(separator: ", ") + ")" }
}
