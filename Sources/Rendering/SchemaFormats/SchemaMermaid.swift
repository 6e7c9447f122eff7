package import Catalog

/// An entity-relationship diagram in Mermaid's language.
package func schemaMermaid(_ schema: Schema) -> [UInt8] {
  var writer = ByteWriter(reserving: 1 << 14)
  writer.line("erDiagram")
  for table in schema.tables {
    let keys = Set(table.primaryKey?.columns ?? [])
    let foreign = Set(table.foreignKeys.flatMap(\.columns))
    writer.line("  \(mermaidWord(table.name.searchedName)) {")
    for column in table.columns {
      var marks: [String] = []
      if keys.contains(column.name) { marks.append("PK") }
      if foreign.contains(column.name) { marks.append("FK") }
      let mark = marks.isEmpty ? "" : " " + marks.joined(separator: ",")
      writer.line(
        "    \(mermaidWord(schema.typeName(of: column.type))) \(mermaidWord(column.name))\(mark)"
      )
    }
    writer.line("  }")
  }
  for table in schema.tables {
    for key in table.foreignKeys {
      guard let target = schema.target(of: key) else { continue }
      let isNullable = key.columns.contains { table.column($0)?.isNullable ?? true }
      writer.line(
        "  \(mermaidWord(target.name.searchedName)) \(isNullable ? "|o" : "||")--o{ \(mermaidWord(table.name.searchedName)) : "
          + "\"\(key.columns.map(mermaidWord).joined(separator: ", "))\""
      )
    }
  }
  return writer.bytes
}
