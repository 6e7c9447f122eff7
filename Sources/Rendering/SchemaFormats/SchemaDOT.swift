package import Catalog

/// The tables and foreign keys as a graph in the language of Graphviz: `dot -Tsvg`.
///
/// A table is a box with a line for each column; an edge goes from the first column of a foreign
/// key to the column it points at.
package func schemaDOT(_ schema: Schema) -> [UInt8] {
  var writer = ByteWriter(reserving: 1 << 14)
  writer.line("digraph schema {")
  writer.line("  graph [rankdir=LR];")
  writer.line("  node [shape=plain, fontname=\"sans-serif\"];")
  for table in schema.tables {
    writer.line("  \(dotName(table.name)) [label=<\(tableLabel(table, schema))>];")
  }
  for table in schema.tables {
    for key in table.foreignKeys {
      guard let target = schema.target(of: key) else { continue }
      let from = port(key.columns.first, in: table)
      let to = port(key.target.columns.first ?? target.primaryKey?.columns.first, in: target)
      var attributes = ""
      if key.onDelete != .noAction {
        attributes = " [label=\"on delete \(key.onDelete.rawValue)\"]"
      }
      writer.line("  \(dotName(table.name))\(from) -> \(dotName(target.name))\(to)\(attributes);")
    }
  }
  writer.line("}")
  return writer.bytes
}

private func tableLabel(_ table: Table, _ schema: Schema) -> String {
  let keys = Set(table.primaryKey?.columns ?? [])
  var label = "<table border=\"0\" cellborder=\"1\" cellspacing=\"0\">"
  label += "<tr><td bgcolor=\"#dddddd\"><b>\(markup(table.name.searchedName))</b></td></tr>"
  for (slot, column) in table.columns.enumerated() {
    let name = markup(column.name)
    let type = markup(schema.typeName(of: column.type))
    let text = (keys.contains(column.name) ? "<u>\(name)</u>" : name) + " " + type
    label += "<tr><td align=\"left\" port=\"c\(slot)\">\(text)</td></tr>"
  }
  return label + "</table>"
}

private func port(_ column: String?, in table: Table) -> String {
  guard let column else { return "" }
  let exact = table.columns.firstIndex { $0.name == column }
  let folded = exact ?? table.columns.firstIndex { $0.name.lowercased() == column.lowercased() }
  return folded.map { ":c\($0)" } ?? ""
}

private func dotName(_ name: QualifiedName) -> String {
  let escaped = name.searchedName.flatMap { character -> [Character] in
    character == "\"" || character == "\\" ? ["\\", character] : [character]
  }
  return "\"\(String(escaped))\""
}

private func markup(_ text: String) -> String {
  var output = ""
  for character in text {
    switch character {
    case "&": output += "&amp;"
    case "<": output += "&lt;"
    case ">": output += "&gt;"
    case "\"": output += "&quot;"
    case "\n", "\r", "\t": output += " "
    default: output.append(character)
    }
  }
  return output
}
