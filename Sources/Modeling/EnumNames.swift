import Catalog

/// What an enum class is made of: a type of the user's, or one column's own list of labels.
enum EnumKey: Hashable {
  case type(ObjectID)
  case column(ObjectID, String)

  init(_ column: Column, of table: Table, in schema: Schema) {
    self = column.type.object.map(EnumKey.type) ?? .column(table.id, column.name)
  }
}

/// The family of a column, a check that lists its values taken into account.
func narrowedFamily(of column: Column, _ table: Table, in schema: Schema) -> ColumnFamily {
  let plain = family(of: column, in: schema)
  guard case .string = plain else { return plain }
  for check in table.checks {
    if let labels = checkLabels(check.expression.text, column: column.name) {
      return .enumeration(labels)
    }
  }
  return plain
}

/// The enum classes of a schema, unique without regard to case: types first, then columns in the
/// order of their tables; a name that is taken gets a number behind.
func assignEnumNames(
  _ schema: Schema,
  _ tables: [Table],
  _ classes: [QualifiedName: String]
) -> [EnumKey: String] {
  var names: [EnumKey: String] = [:]
  var taken: Set<String> = []
  func give(_ plain: String, to key: EnumKey) {
    guard names[key] == nil else { return }
    var name = plain
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = plain + String(number)
      number += 1
    }
    names[key] = name
  }
  for type in schema.enums { give(legalClassName(studly(type.name.name)), to: .type(type.id)) }
  for table in tables {
    guard let className = classes[table.name] else { continue }
    for column in table.columns {
      guard case .enumeration = narrowedFamily(of: column, table, in: schema) else { continue }
      let key = EnumKey(column, of: table, in: schema)
      give(legalClassName(className + studly(column.name)), to: key)
    }
  }
  return names
}
