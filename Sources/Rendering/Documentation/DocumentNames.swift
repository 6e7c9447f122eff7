import Catalog

/// The page of every table: a legal file name each, unique where case does not count.
struct DocumentNames {
  private var names: [ObjectID: String] = [:]

  init(_ schema: Schema) {
    var taken: Set<String> = ["readme", "diagrams"]
    for table in schema.tables {
      let plain = fileWord(shownName(table.name))
      var name = plain
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = plain + "-" + String(number)
        number += 1
      }
      names[table.id] = name
    }
  }

  func page(of table: Table) -> String { (names[table.id] ?? "table") + ".md" }
}

/// A table's name for people: without the schema that everything lives in.
func shownName(_ name: QualifiedName) -> String {
  guard let schema = name.schema, schema != "public", schema != "main" else { return name.name }
  return schema + "." + name.name
}

private func fileWord(_ name: String) -> String {
  var output = ""
  for scalar in name.unicodeScalars {
    let isPlain =
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    let isPoint = scalar == "." && output.last != "."
    output.unicodeScalars.append(isPlain || scalar == "_" || isPoint ? scalar : "_")
  }
  while output.first == "." { output.removeFirst() }
  return output.isEmpty ? "table" : String(output.prefix(120))
}
