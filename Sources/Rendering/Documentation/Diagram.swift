import Catalog

/// The tables that a table points at or that point at it, itself left out, sorted by name.
func neighbours(of table: Table, in schema: some SchemaLookup) -> [Table] {
  var seen: Set<ObjectID> = [table.id]
  var found: [Table] = []
  let targets = table.foreignKeys.compactMap(schema.target)
  for other in targets + table.referencedBy.compactMap(schema.table)
  where seen.insert(other.id).inserted {
    found.append(other)
  }
  return found.sorted { $0.name < $1.name }
}

/// Parts of at most so many items, in order.
func chunks<Item>(_ items: [Item], size: Int) -> [[Item]] {
  let size = max(1, size)
  return stride(from: 0, to: items.count, by: size).map { start in
    Array(items[start..<min(items.count, start + size)])
  }
}

/// Tables grouped so that those joined by foreign keys stand together, each group small enough to
/// be read.
func diagramGroups(_ schema: Schema, size: Int) -> [[Table]] {
  var seen: Set<ObjectID> = []
  var groups: [[Table]] = []
  for start in schema.tables where seen.insert(start.id).inserted {
    var component = [start]
    var next = 0
    while next < component.count {
      for other in neighbours(of: component[next], in: schema)
      where seen.insert(other.id).inserted {
        component.append(other)
      }
      next += 1
    }
    for part in chunks(component, size: size) {
      if let last = groups.last, last.count + part.count <= size, part.count < size {
        groups[groups.count - 1] += part
      } else {
        groups.append(part)
      }
    }
  }
  return groups
}

/// One diagram in Mermaid's language: the detailed tables with all columns, the others with
/// their keys, and the foreign keys among them.
func writeDiagram(
  _ tables: [Table],
  detailed: Set<ObjectID>,
  in schema: some SchemaLookup,
  into writer: inout ByteWriter
) {
  let shown = Set(tables.map(\.id))
  writer.line("```mermaid")
  writer.line("erDiagram")
  for table in tables {
    let keys = Set(table.primaryKey?.columns ?? [])
    let foreign = Set(table.foreignKeys.flatMap(\.columns))
    writer.line("  \(mermaidWord(shownName(table.name))) {")
    for column in table.columns where detailed.contains(table.id) || keys.contains(column.name) {
      let marks =
        (keys.contains(column.name) ? ["PK"] : []) + (foreign.contains(column.name) ? ["FK"] : [])
      let mark = marks.isEmpty ? "" : " " + marks.joined(separator: ",")
      writer.line(
        "    \(mermaidWord(schema.typeName(of: column.type))) \(mermaidWord(column.name))\(mark)"
      )
    }
    writer.line("  }")
  }
  for table in tables {
    for key in table.foreignKeys {
      guard let target = schema.target(of: key), shown.contains(target.id),
        detailed.isEmpty || detailed.contains(table.id) || detailed.contains(target.id)
      else { continue }
      let isNullable = key.columns.contains { table.column($0)?.isNullable ?? true }
      let isOne = isUniqueKey(key.columns, in: table)
      let ends = (isNullable ? "|o" : "||") + "--" + (isOne ? "o|" : "o{")
      let label = key.columns.map(mermaidWord).joined(separator: ", ")
      writer.line(
        "  \(mermaidWord(shownName(target.name))) \(ends) \(mermaidWord(shownName(table.name))) : "
          + "\"\(label)\""
      )
    }
  }
  writer.line("```")
  writer.line()
}

private func isUniqueKey(_ columns: [String], in table: Table) -> Bool {
  let wanted = Set(columns)
  if table.primaryKey.map({ Set($0.columns) == wanted }) == true { return true }
  return table.uniqueColumns.contains { Set($0) == wanted }
}
