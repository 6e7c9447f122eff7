import Catalog
import Modeling

/// The page of every table: a legal file name each, unique where case does not count.
struct DocumentNames: Sendable {
  private var names = UniqueNames<ObjectID>(separator: "-", reserved: ["readme", "diagrams"])

  init() {}

  init(_ schema: Schema) {
    for table in schema.tables { insert(table) }
    _ = settle()
  }

  mutating func insert(_ table: Table) {
    names.insert(
      table.id,
      plain: fileWord(shownName(table.name)),
      order: UniqueNames<ObjectID>.Order(0, table.name)
    )
  }

  mutating func remove(_ id: ObjectID) { names.remove(id) }

  /// The tables whose page is called otherwise now.
  mutating func settle() -> [ObjectID] { names.settle() }

  func page(of id: ObjectID) -> String? { names.name(of: id).map { $0 + ".md" } }

  func page(of table: Table) -> String { page(of: table.id) ?? "table.md" }
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
