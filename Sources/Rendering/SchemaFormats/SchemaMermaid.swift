package import Catalog

/// An entity-relationship diagram in Mermaid's language.
package func schemaMermaid(_ schema: Schema) -> [UInt8] {
  var writer = ByteWriter(reserving: 1 << 14)
  writer.line("erDiagram")
  for table in schema.tables {
    let keys = Set(table.primaryKey?.columns ?? [])
    let foreign = Set(table.foreignKeys.flatMap(\.columns))
    writer.line("  \(entity(table.name)) {")
    for column in table.columns {
      var marks: [String] = []
      if keys.contains(column.name) { marks.append("PK") }
      if foreign.contains(column.name) { marks.append("FK") }
      let mark = marks.isEmpty ? "" : " " + marks.joined(separator: ",")
      writer.line("    \(word(schema.typeName(of: column.type))) \(word(column.name))\(mark)")
    }
    writer.line("  }")
  }
  for table in schema.tables {
    for key in table.foreignKeys {
      guard let target = schema.target(of: key) else { continue }
      let isNullable = key.columns.contains { table.column($0)?.isNullable ?? true }
      writer.line(
        "  \(entity(target.name)) \(isNullable ? "|o" : "||")--o{ \(entity(table.name)) : "
          + "\"\(key.columns.map(word).joined(separator: ", "))\""
      )
    }
  }
  return writer.bytes
}

private func entity(_ name: QualifiedName) -> String {
  let isDefault = name.schema == nil || name.schema == "public" || name.schema == "main"
  return word(isDefault ? name.name : name.description)
}

/// Mermaid's words: letters, digits and underscores, a letter first.
private func word(_ text: String) -> String {
  var output = ""
  for character in text {
    let isPlain = character.isASCII && (character.isLetter || character.isNumber)
    output.append(isPlain ? character : "_")
  }
  return output.first?.isNumber == true || output.isEmpty ? "_" + output : output
}
