/// A schema as modelling and documents look things up in it, object by object.
///
/// A finished `Schema` is one; so is a schema that is kept up to date while migrations change,
/// where nothing may walk all tables.
package protocol SchemaLookup {
  var dialect: Dialect { get }

  func table(_ id: ObjectID) -> Table?

  /// The table a foreign key points at, if it exists.
  func target(of key: ForeignKey) -> Table?

  func enumType(_ id: ObjectID) -> EnumType?

  func domain(_ id: ObjectID) -> Domain?

  func opaqueType(_ id: ObjectID) -> OpaqueType?
}

extension SchemaLookup {
  /// The type as the catalogue prints it now: `mood`, `mood[]`, `audit.level`.
  package func typeName(of type: ColumnType) -> String {
    var text = type.text
    if let id = type.object {
      let name = enumType(id)?.name ?? domain(id)?.name ?? opaqueType(id)?.name
      if let name { text = printedTypeName(name) }
    }
    return text + String(repeating: "[]", count: type.dimensions)
  }

  /// The default as the catalogue prints it now.
  ///
  /// A literal of a type that was renamed is cast to the new name.
  package func defaultText(of column: Column) -> String? {
    guard let text = column.defaultValue?.text else { return nil }
    guard column.type.object != nil, text.utf8.first == 0x27,
      let quote = text.utf8.lastIndex(of: 0x27), text[quote...].hasPrefix("'::")
    else { return text }
    return text[...quote] + "::" + typeName(of: column.type)
  }

  private func printedTypeName(_ name: QualifiedName) -> String {
    let plain = quotedTypeName(name.name)
    guard let schema = name.schema, schema != dialect.defaultSchema else { return plain }
    return quotedTypeName(schema) + "." + plain
  }
}
