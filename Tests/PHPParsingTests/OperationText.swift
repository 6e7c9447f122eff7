import Catalog

/// An operation as a line of a case: what a statement of SQL would say, without quotes.
func operationText(_ operation: SchemaOperation) -> String {
  switch operation {
  case .createTable(let definition):
    let elements = definition.elements.map { element -> String in
      switch element {
      case .column(let column): "  " + columnText(column)
      case .constraint(let constraint): "  " + constraintText(constraint)
      case .index(let index): "  " + indexText(index)
      case .like(let clause): "  like \(clause.table)"
      }
    }
    return (["create \(definition.name)" + optionsText(definition.options)] + elements)
      .joined(separator: "\n")
  case .alterTable(let change):
    return "alter \(change.name) " + change.actions.map(actionText).joined(separator: ", ")
  case .renameTables(let pairs):
    return pairs.map { "rename \($0.from) to \($0.to)" }.joined(separator: ", ")
  case .drop(let statement):
    return "drop \(statement.kind.rawValue)" + (statement.ifExists ? " if exists " : " ")
      + statement.names.map(\.description).joined(separator: ", ")
  case .createIndex(let statement):
    return "on \(statement.table) " + indexText(statement.index)
  case .renameIndex(let name, let new, _): return "rename index \(name) to \(new)"
  case .comment(let statement):
    return "comment on \(statement.name)" + (statement.column.map { "." + $0 } ?? "") + " is "
      + (statement.text ?? "null")
  case .markIncomplete(let tables):
    return "incomplete " + tables.map(\.description).joined(separator: ", ")
  case .session(let setting): return "session \(setting)"
  default: return "\(operation)"
  }
}

private func optionsText(_ options: TableOptions) -> String {
  (options.engine.map { " engine " + $0 } ?? "")
    + (options.characterSet.map { " charset " + $0 } ?? "")
    + (options.collation.map { " collate " + $0 } ?? "")
    + (options.comment.map { " comment " + $0 } ?? "")
}

func columnText(_ column: ColumnDefinition) -> String {
  var words = [column.name]
  if let type = column.type { words.append(typeText(type)) }
  if let isNullable = column.isNullable { words.append(isNullable ? "null" : "not null") }
  if let value = column.defaultValue { words.append("default " + value.text) }
  if column.isAutoIncrement { words.append("auto") }
  if let identity = column.identity { words.append("identity " + identity.rawValue) }
  if let generation = column.generation {
    words.append("as (" + generation.text + ") " + (column.generationKind?.rawValue ?? ""))
  }
  if column.updatesTimestamp { words.append("on update") }
  if let comment = column.comment { words.append("comment " + comment) }
  switch column.position {
  case .last: break
  case .first: words.append("first")
  case .after(let other): words.append("after " + other)
  }
  words += column.constraints.map(constraintText)
  return words.joined(separator: " ")
}

private func typeText(_ type: TypeName) -> String {
  var text = type.name
  if !type.arguments.isEmpty { text += "(" + type.arguments.joined(separator: ",") + ")" }
  if type.isUnsigned { text += " unsigned" }
  if let set = type.characterSet { text += " charset " + set }
  if let collation = type.collation { text += " collate " + collation }
  return text
}

private func constraintText(_ constraint: ConstraintDefinition) -> String {
  let name = constraint.name.map { "constraint " + $0 + " " } ?? ""
  switch constraint.kind {
  case .primaryKey(let details): return name + "primary key" + partsText(details)
  case .unique(let details): return name + "unique" + partsText(details)
  case .foreignKey(let columns, let clause):
    return name + "foreign (" + columns.joined(separator: ",") + ") on \(clause.table)("
      + clause.columns.joined(separator: ",") + ")"
      + (clause.onDelete.map { " delete " + $0.rawValue } ?? "")
      + (clause.onUpdate.map { " update " + $0.rawValue } ?? "")
  case .check(let expression): return name + "check (" + expression.text + ")"
  default: return name + "\(constraint.kind)"
  }
}

private func partsText(_ details: IndexDetails) -> String {
  guard !details.parts.isEmpty else { return "" }
  let parts = details.parts.map { part in
    (part.isExpression ? "(" + part.text + ")" : part.text)
      + (part.prefixLength.map { "(" + String($0) + ")" } ?? "")
      + (part.isDescending ? " desc" : "")
  }
  return " (" + parts.joined(separator: ",") + ")" + (details.method.map { " using " + $0 } ?? "")
}

private func indexText(_ index: IndexDefinition) -> String {
  (index.isUnique ? "unique " : "") + (index.kind == .plain ? "" : index.kind.rawValue + " ")
    + "index " + (index.name ?? "?") + partsText(index.details)
}

private func actionText(_ action: TableAction) -> String {
  switch action {
  case .addColumn(let column, _): "add " + columnText(column)
  case .dropColumn(let name, _, _): "drop " + name
  case .renameColumn(let name, let new, _): "rename " + name + " to " + new
  case .modifyColumn(let column, _): "modify " + columnText(column)
  case .changeColumn(let name, let column, _): "change " + name + " " + columnText(column)
  case .setType(let column, let type, _, _): "type " + column + " " + typeText(type)
  case .setDefault(let column, let value): "default " + column + " " + value.text
  case .addConstraint(let constraint): "add " + constraintText(constraint)
  case .addIndex(let index): "add " + indexText(index)
  case .setOptions(let options): "set" + optionsText(options)
  default: "\(action)"
  }
}
