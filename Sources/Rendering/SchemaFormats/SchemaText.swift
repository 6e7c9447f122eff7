package import Catalog

/// The schema as a person reads it: a block a table, columns aligned.
package func schemaText(_ schema: Schema) -> [UInt8] {
  var writer = ByteWriter(reserving: 1 << 14)
  for (place, table) in schema.tables.enumerated() {
    if place > 0 { writer.line() }
    tableText(table, schema, into: &writer)
  }
  for view in schema.views {
    writer.line()
    let kind = view.isMaterialized ? "materialized view" : "view"
    writer.line("\(kind) \(view.name): " + view.columns.map(\.name).joined(separator: ", "))
  }
  for type in schema.enums {
    writer.line()
    writer.line("enum \(type.name): " + type.labels.joined(separator: ", "))
  }
  return writer.bytes
}

private func tableText(_ table: Table, _ schema: Schema, into writer: inout ByteWriter) {
  let isDefault = table.name.schema == schema.dialect.defaultSchema
  writer.write(isDefault ? table.name.name : table.name.description)
  writer.line(table.isComplete ? "" : "  (incomplete: see the diagnostics)")
  let names = table.columns.map { $0.name.count }.max() ?? 0
  let types = table.columns.map { schema.typeName(of: $0.type).count }.max() ?? 0
  let keys = Set(table.primaryKey?.columns ?? [])
  for column in table.columns {
    let type = schema.typeName(of: column.type)
    var line = "  " + padded(column.name, names) + "  " + padded(type, types)
    line += column.isNullable ? "  null    " : "  not null"
    if keys.contains(column.name) { line += "  primary key" }
    if column.isAutoIncrement { line += "  auto-increment" }
    if let value = column.defaultValue, !column.isAutoIncrement {
      line += "  default " + value.text
    }
    if let generation = column.generation { line += "  generated " + generation.kind.rawValue }
    while line.hasSuffix(" ") { line.removeLast() }
    writer.line(line)
  }
  for index in table.indexes {
    let parts = index.parts.map { $0.catalogueText(schema.dialect) }.joined(separator: ", ")
    let predicate = index.predicate.map { " where " + $0.text } ?? ""
    writer.line("  \(index.isUnique ? "unique" : "index") \(index.name) (\(parts))\(predicate)")
  }
  for key in table.foreignKeys {
    let target = schema.target(of: key)?.name ?? key.target.name
    writer.line(
      "  foreign key (\(key.columns.joined(separator: ", "))) → \(target.name) "
        + "(\(key.target.columns.joined(separator: ", ")))"
        + (key.onDelete == .noAction ? "" : " on delete \(key.onDelete.rawValue)")
    )
  }
}

private func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
