import Catalog

/// What an enum class is made of: a type of the user's, or one column's own list of labels.
enum EnumKey: Hashable {
  case type(ObjectID)
  case column(ObjectID, String)

  /// A domain over an enum counts as the enum.
  init(_ column: Column, of table: Table, in schema: some SchemaLookup) {
    var type = column.type.object
    var depth = 0
    while let id = type, depth < 16 {
      if schema.enumType(id) != nil {
        self = .type(id)
        return
      }
      type = schema.domain(id)?.type.object
      depth += 1
    }
    self = .column(table.id, column.name)
  }
}

/// The family of a column, a check that lists its values taken into account.
func narrowedFamily(
  of column: Column,
  _ table: Table,
  in schema: some SchemaLookup
) -> ColumnFamily {
  let plain = family(of: column, in: schema)
  guard case .string = plain else { return plain }
  for check in table.checks {
    if let labels = checkLabels(check.expression.text, column: column.name) {
      return .enumeration(labels)
    }
  }
  return plain
}

/// An enum class that a type or a column asks for.
struct EnumClaim {
  var key: EnumKey
  var plain: String
  var order: UniqueNames<EnumKey>.Order

  /// A type of the user's: before all columns, in the order of the types' names.
  init(_ type: EnumType) {
    key = .type(type.id)
    plain = legalClassName(studly(type.name.name))
    order = UniqueNames<EnumKey>.Order(0, type.name)
  }

  private init(_ key: EnumKey, _ plain: String, _ table: Table, _ place: Int) {
    self.key = key
    self.plain = plain
    order = UniqueNames<EnumKey>.Order(1, table.name, place)
  }

  /// Few columns list labels, and it shows at once that the others do not.
  private static func mayListLabels(_ type: ColumnType) -> Bool {
    let text = type.text.utf8.span
    return type.object != nil || !text.isEmpty && text[0].small == 0x65
  }

  /// What the columns of a table ask for, each type once; nothing for a table without a class.
  static func claims(
    of table: Table,
    className: String?,
    in schema: some SchemaLookup
  ) -> [EnumClaim] {
    guard let className else { return [] }
    var claims: [EnumClaim] = []
    let columns = table.columns
    let hasChecks = !table.checks.isEmpty
    for place in columns.indices {
      let column = columns[place]
      guard hasChecks || mayListLabels(column.type),
        case .enumeration = narrowedFamily(of: column, table, in: schema),
        case .column(_, let name) = EnumKey(column, of: table, in: schema)
      else { continue }
      let plain = legalClassName(className + studly(name))
      claims.append(EnumClaim(.column(table.id, name), plain, table, place))
    }
    return claims
  }
}
