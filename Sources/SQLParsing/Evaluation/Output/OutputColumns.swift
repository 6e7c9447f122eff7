import Catalog

/// Works out what a query puts out: names always, types and nullability where they are cheap.
///
/// `nil` stands for columns that cannot be listed, because `*` reads something unknown.
struct OutputColumns {
  let evaluator: Evaluator
  var dialect: Dialect { evaluator.dialect }
  var world: any World { evaluator.world }

  typealias Common = [String: [ViewColumn]?]

  /// One item of `FROM` as names see it.
  struct Source {
    var alias: String
    /// Nil where the columns are not known.
    var columns: [ViewColumn]?
  }

  /// What `FROM` brings into view, and what `*` lists.
  struct Sources {
    var items: [Source] = []
    /// Nil where an item's columns are not known.
    var star: [ViewColumn]? = []
    var outer: [Source] = []
  }

  func columns(_ query: QueryTree) -> [ViewColumn]? { columns(query, [:], [], 0) }

  func columns(
    _ query: QueryTree,
    _ common: Common,
    _ outer: [Source],
    _ depth: Int
  ) -> [ViewColumn]? {
    guard depth < 40 else { return nil }
    var common = common
    for table in query.tables {
      var found: [ViewColumn]?
      if let inner = table.query {
        if inner.isSelfReferring(table.name), case .combined(_, _, let first, _) = inner.body {
          found = columns(first, common, outer, depth + 1)
          common[table.name] = renamed(found, table.columns)
          if found == nil { found = columns(inner, common, outer, depth + 1) }
        } else {
          found = columns(inner, common, outer, depth + 1)
        }
      }
      common[table.name] = renamed(found, table.columns)
    }
    return columns(query.body, common, outer, depth + 1)
  }

  private func columns(
    _ body: QueryBody,
    _ common: Common,
    _ outer: [Source],
    _ depth: Int
  ) -> [ViewColumn]? {
    guard depth < 60 else { return nil }
    switch body {
    case .nested(let query): return columns(query, common, outer, depth + 1)
    case .values(let rows):
      let types = TypeInference(output: self, sources: Sources(), common: common, depth: depth)
      return rows.first?.enumerated().map { slot, value in
        ViewColumn("column" + String(slot + 1), type: types.type(of: value))
      }
    case .combined(_, _, let left, let right):
      guard var first = columns(left, common, outer, depth + 1) else { return nil }
      let second = columns(right, common, outer, depth + 1) ?? []
      for slot in first.indices where slot < second.count {
        if first[slot].type == nil || isNull(left, slot) { first[slot].type = second[slot].type }
        first[slot].isNullable = first[slot].isNullable || second[slot].isNullable
      }
      return first
    case .select(let select): return columns(select, common, outer, depth + 1)
    }
  }

  private func columns(
    _ select: SelectTree,
    _ common: Common,
    _ outer: [Source],
    _ depth: Int
  ) -> [ViewColumn]? {
    var sources = Sources(outer: outer)
    for item in select.from {
      let part = self.sources(item, common, sources.items + outer, depth + 1)
      sources.items += part.items
      if let star = part.star { sources.star?.append(contentsOf: star) } else { sources.star = nil }
    }
    let types = TypeInference(output: self, sources: sources, common: common, depth: depth)
    var result: [ViewColumn] = []
    for item in select.items {
      switch item.expression {
      case .star(let parts):
        guard let alias = parts.last else {
          guard let star = sources.star else { return nil }
          result += star
          continue
        }
        guard let columns = sources.items.first(where: { same($0.alias, alias) })?.columns else {
          return nil
        }
        result += columns
      default:
        let found = types.column(of: item.expression)
        var column = ViewColumn(
          name(item, found),
          type: found?.type ?? types.type(of: item.expression),
          isNullable: found?.isNullable ?? types.isNullable(item.expression)
        )
        column.defaultValue = found?.defaultValue
        column.comment = found?.comment
        result.append(column)
      }
    }
    return result
  }

  /// Whether a branch of UNION puts out a bare NULL, which takes the other branch's type.
  private func isNull(_ body: QueryBody, _ slot: Int) -> Bool {
    guard case .select(let select) = body, slot < select.items.count,
      case .literal(let value) = select.items[slot].expression
    else { return false }
    return value.isNull
  }

  /// MySQL and SQLite take a plain column's own spelling.
  private func name(_ item: SelectItem, _ found: ViewColumn?) -> String {
    if item.alias == nil, dialect != .postgres, let found { return found.name }
    return item.outputName(in: dialect)
  }

  /// A table's column as a query puts it out.
  func outputColumn(_ column: Column) -> ViewColumn {
    var output = ViewColumn(column.name, type: column.type, isNullable: column.isNullable)
    if dialect.isMySQLFamily {
      // A copied counter no longer counts, and is NOT NULL without a default of its own.
      output.defaultValue = column.isAutoIncrement ? SQLText("0") : column.defaultValue
      output.comment = column.comment
    }
    return output
  }

  func renamed(_ columns: [ViewColumn]?, _ names: [String]) -> [ViewColumn]? {
    guard var columns else { return names.isEmpty ? nil : names.map { ViewColumn($0) } }
    for (slot, name) in names.enumerated() where slot < columns.count { columns[slot].name = name }
    return columns
  }

  func same(_ first: String, _ second: String) -> Bool {
    first == second || (dialect != .postgres && first.lowercased() == second.lowercased())
  }

  /// The tables and views a query reads, by the names they have, sorted.
  func dependencies(_ query: QueryTree) -> [QualifiedName] {
    var names: Set<QualifiedName> = []
    query.visitTables { name in
      if CatalogueViews.view(name, dialect: dialect) != nil { return }
      if CatalogueViews.isSystem(name, dialect: dialect) { return }
      names.insert(world.table(name)?.name ?? world.view(name)?.name ?? name)
    }
    return names.sorted()
  }
}
