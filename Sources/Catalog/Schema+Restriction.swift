import SourceText

extension Schema {
  /// The schema with the named tables and views alone; nil where none of them exists.
  ///
  /// A name stands for itself in every namespace, or with its namespace for one. Types stay, since
  /// columns refer to them; so do diagnostics that are about no table.
  package func restricted(to names: [String]) -> Schema? {
    let wanted = Set(names)
    func isWanted(_ name: QualifiedName) -> Bool {
      wanted.contains(name.name) || wanted.contains(name.description)
    }
    let tables = tables.filter { isWanted($0.name) }
    let views = views.filter { isWanted($0.name) }
    if tables.isEmpty, views.isEmpty { return nil }
    return Schema(
      dialect: dialect,
      tables: tables,
      views: views,
      enums: enums,
      domains: domains,
      opaqueTypes: opaqueTypes,
      sequences: sequences,
      routines: routines,
      diagnostics: diagnostics.filter {
        $0.tables.isEmpty || !wanted.isDisjoint(with: $0.tables)
      }
    )
  }
}
