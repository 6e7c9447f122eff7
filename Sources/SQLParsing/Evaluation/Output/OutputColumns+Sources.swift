import Catalog

/// The items of `FROM` as sources of columns.
extension OutputColumns {
  func sources(
    _ item: FromItem,
    _ common: Common,
    _ outer: [Source],
    _ depth: Int
  ) -> Sources {
    guard depth < 60 else { return Sources(star: nil) }
    switch item {
    case .table(let name, let alias, let names):
      return single(alias ?? name.name, renamed(columns(of: name, common), names))
    case .query(let query, let alias, let names):
      return single(alias ?? "", renamed(columns(query, common, outer, depth + 1), names))
    case .function(let call, let alias, let names, let withOrdinality):
      var found = columns(of: call, alias, common, outer, depth)
      if withOrdinality { found?.append(ViewColumn("ordinality", type: ColumnType("bigint"))) }
      return single(alias ?? call.name.name, renamed(found, names))
    case .join(let kind, let left, let right, let condition):
      return joined(kind, left, right, condition, common, outer, depth)
    }
  }

  private func single(_ alias: String, _ columns: [ViewColumn]?) -> Sources {
    var sources = Sources()
    sources.items = [Source(alias: alias, columns: columns)]
    sources.star = columns
    return sources
  }

  private func columns(of name: QualifiedName, _ common: Common) -> [ViewColumn]? {
    if name.schema == nil {
      if let found = common[name.name] { return found }
      if dialect != .postgres,
        let key = common.keys.first(where: { same($0, name.name) }), let found = common[key]
      {
        return found
      }
    }
    if let view = CatalogueViews.view(name, dialect: dialect) {
      return view.columns.map { ViewColumn($0) }
    }
    if let table = world.table(name) {
      return table.columns.map {
        outputColumn($0)
      }
    }
    guard let view = world.view(name), view.isComplete else { return nil }
    return view.columns
  }

  private func joined(
    _ kind: FromItem.JoinKind,
    _ left: FromItem,
    _ right: FromItem,
    _ condition: FromItem.JoinCondition,
    _ common: Common,
    _ outer: [Source],
    _ depth: Int
  ) -> Sources {
    var first = sources(left, common, outer, depth + 1)
    var second = sources(right, common, outer + first.items, depth + 1)
    if kind == .right || kind == .full { first.becomeNullable() }
    if kind == .left || kind == .full { second.becomeNullable() }
    var result = Sources()
    result.items = first.items + second.items
    guard let leftStar = first.star, let rightStar = second.star else {
      result.star = nil
      return result
    }
    let shared: [String]
    switch condition {
    case .using(let names): shared = names
    case .natural:
      shared = leftStar.map(\.name).filter { name in
        rightStar.contains { same($0.name, name) }
      }
    case .none, .on: shared = []
    }
    guard !shared.isEmpty else {
      result.star = leftStar + rightStar
      return result
    }
    func isShared(_ column: ViewColumn) -> Bool { shared.contains { same($0, column.name) } }
    let merged = shared.compactMap { name -> ViewColumn? in
      let from = kind == .right ? rightStar : leftStar
      return from.first { same($0.name, name) }
    }
    if dialect == .sqlite {
      result.star = leftStar + rightStar.filter { !isShared($0) }
    } else {
      result.star =
        merged + leftStar.filter { !isShared($0) } + rightStar.filter { !isShared($0) }
    }
    return result
  }

  /// The columns of a function in `FROM`.
  private func columns(
    of call: FunctionCall,
    _ alias: String?,
    _ common: Common,
    _ outer: [Source],
    _ depth: Int
  ) -> [ViewColumn]? {
    let name = call.name.name.lowercased()
    var scope = Sources()
    scope.items = outer
    let types = TypeInference(output: self, sources: scope, common: common, depth: depth)
    switch name {
    case "jsonb_each", "json_each":
      return [
        ViewColumn("key", type: ColumnType("text")),
        ViewColumn("value", type: ColumnType(name.hasPrefix("jsonb") ? "jsonb" : "json")),
      ]
    case "jsonb_each_text", "json_each_text":
      return ["key", "value"].map { ViewColumn($0, type: ColumnType("text")) }
    case "jsonb_array_elements", "json_array_elements":
      return [
        ViewColumn("value", type: ColumnType(name.hasPrefix("jsonb") ? "jsonb" : "json"))
      ]
    case "jsonb_array_elements_text", "json_array_elements_text":
      return [ViewColumn("value", type: ColumnType("text"))]
    case "jsonb_object_keys", "json_object_keys":
      return [ViewColumn(alias ?? name, type: ColumnType("text"))]
    case "unnest" where call.arguments.count == 1:
      var type = call.arguments.first.flatMap { types.type(of: $0) }
      if let dimensions = type?.dimensions, dimensions > 0 { type?.dimensions = dimensions - 1 }
      return [ViewColumn(alias ?? name, type: type)]
    case "generate_series":
      return [ViewColumn(alias ?? name, type: call.arguments.first.flatMap { types.type(of: $0) })]
    default: break
    }
    if let routine = world.routine(call.name) {
      let outputs = routine.parameters.filter(\.isOutput)
      if !outputs.isEmpty {
        return outputs.map { parameter in
          ViewColumn(parameter.name ?? "", type: parameter.type.flatMap { types.resolved($0) })
        }
      }
      return nil
    }
    return [ViewColumn(alias ?? name, type: types.type(of: .call(call)))]
  }
}

extension OutputColumns.Sources {
  /// The side of an outer join that may have no row.
  fileprivate mutating func becomeNullable() {
    for slot in items.indices {
      items[slot].columns = items[slot].columns.map { OutputColumns.nullable($0) }
    }
    star = star.map { OutputColumns.nullable($0) }
  }
}

extension OutputColumns {
  fileprivate static func nullable(_ columns: [ViewColumn]) -> [ViewColumn] {
    columns.map { column in
      var column = column
      column.isNullable = true
      return column
    }
  }
}
