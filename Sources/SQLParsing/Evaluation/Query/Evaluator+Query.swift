import Catalog

/// Queries to relations.
extension Evaluator {
  func relation(_ query: QueryTree, _ scope: Scope?) throws(Raised) -> Relation {
    guard depth < Evaluator.deepest else { return .unknown }
    depth += 1
    defer { depth -= 1 }
    guard step() else { throw limit(at: here) }
    let inner = try commonTables(query, scope)
    var result: Relation
    if case .select(let select) = query.body {
      result = try self.select(select, order: query.order, inner)
    } else {
      result = try body(query.body, inner)
      if !query.order.isEmpty { result.rows = try ordered(result, query.order, inner) }
    }
    if let offset = query.offset {
      guard let count = try value(offset, inner).integer else { return opened(result) }
      result.rows.removeFirst(min(max(count, 0), result.rows.count))
    }
    if let limit = query.limit {
      let bound = try value(limit, inner)
      if let count = bound.integer {
        if result.rows.count > count { result.rows.removeLast(result.rows.count - max(count, 0)) }
      } else if !bound.isNull {
        return opened(result)
      }
    }
    return result
  }

  private func opened(_ relation: Relation) -> Relation {
    Relation(columns: relation.columns, isOpen: true)
  }

  private func commonTables(_ query: QueryTree, _ scope: Scope?) throws(Raised) -> Scope? {
    guard !query.tables.isEmpty else { return scope }
    var common: [String: Relation] = [:]
    for table in query.tables {
      let around = Scope(sources: [], row: [], outer: scope, common: common)
      var relation = Relation.unknown
      if let query = table.query {
        if query.isSelfReferring(table.name) {
          relation = Relation(columns: table.columns, isOpen: true)
          relation.hasMoreColumns = true
        } else {
          relation = try self.relation(query, around)
        }
      }
      for (slot, name) in table.columns.enumerated() where slot < relation.columns.count {
        relation.columns[slot] = folded(name)
      }
      common[folded(table.name)] = relation
    }
    return Scope(sources: [], row: [], outer: scope, common: common)
  }

  private func body(_ body: QueryBody, _ scope: Scope?) throws(Raised) -> Relation {
    switch body {
    case .select(let select): return try self.select(select, order: [], scope)
    case .nested(let query): return try relation(query, scope)
    case .values(let rows):
      var result = Relation(columns: (rows.first ?? []).indices.map { "column" + String($0 + 1) })
      for row in rows {
        guard step() else { throw limit(at: here) }
        result.rows.append(Relation.Row(try values(row, scope)))
      }
      return result
    case .combined(let operation, let isAll, let left, let right):
      guard depth < Evaluator.deepest else { return .unknown }
      depth += 1
      defer { depth -= 1 }
      let first = try self.body(left, scope)
      let second = try self.body(right, scope)
      return combined(operation, isAll, first, second)
    }
  }

  private func combined(
    _ operation: String,
    _ isAll: Bool,
    _ left: Relation,
    _ right: Relation
  ) -> Relation {
    var result = left
    switch operation {
    case "union":
      result.rows += right.rows
      result.isOpen = left.isOpen || right.isOpen
      if !isAll { result.rows = distinct(result.rows) }
    case "intersect", "except", "minus":
      guard !right.isOpen, right.rows.allSatisfy(\.isCertain) else { return opened(left) }
      let others = Set(right.rows.map(\.values))
      let keeps = operation == "intersect"
      result.rows = result.rows.filter { others.contains($0.values) == keeps }
      if !isAll { result.rows = distinct(result.rows) }
    default: return opened(left)
    }
    return result
  }

  func distinct(_ rows: [Relation.Row]) -> [Relation.Row] {
    var slots: [[SQLValue]: Int] = [:]
    var result: [Relation.Row] = []
    for row in rows {
      if let slot = slots[row.values] {
        if row.isCertain { result[slot].isCertain = true }
      } else {
        slots[row.values] = result.count
        result.append(row)
      }
    }
    return result
  }

  private func ordered(
    _ relation: Relation,
    _ order: [OrderItem],
    _ scope: Scope?
  ) throws(Raised) -> [Relation.Row] {
    let source = BoundRows.Source(
      alias: "",
      columns: relation.columns,
      offset: 0,
      hasMoreColumns: true
    )
    var keyed: [(row: Relation.Row, keys: [SQLValue])] = []
    for row in relation.rows {
      let inner = Scope(sources: [source], row: row.values, outer: scope)
      keyed.append((row, try orderKeys(order, row.values, inner)))
    }
    return sorted(keyed, by: order) { $0.keys }.map(\.row)
  }

  /// The keys of one output row; a bare number names an output column.
  func orderKeys(
    _ order: [OrderItem],
    _ output: [SQLValue],
    _ scope: Scope?
  ) throws(Raised) -> [SQLValue] {
    var keys: [SQLValue] = []
    for item in order {
      if case .literal(.integer(let number)) = item.expression, number > 0, number <= output.count {
        keys.append(output[number - 1])
      } else {
        keys.append(try value(item.expression, scope))
      }
    }
    return keys
  }
}

extension QueryTree {
  /// Whether a common table reads itself, as recursive ones do.
  func isSelfReferring(_ name: String) -> Bool {
    func refers(_ body: QueryBody, _ depth: Int) -> Bool {
      guard depth < 60 else { return true }
      switch body {
      case .select(let select): return select.from.contains { refers($0, depth + 1) }
      case .nested(let query): return refers(query.body, depth + 1)
      case .values: return false
      case .combined(_, _, let left, let right):
        return refers(left, depth + 1) || refers(right, depth + 1)
      }
    }
    func refers(_ item: FromItem, _ depth: Int) -> Bool {
      guard depth < 60 else { return true }
      switch item {
      case .table(let table, _, _): return table.schema == nil && table.name == name
      case .query(let query, _, _): return refers(query.body, depth + 1)
      case .function: return false
      case .join(_, let left, let right, _):
        return refers(left, depth + 1) || refers(right, depth + 1)
      }
    }
    return refers(body, 0)
  }
}
