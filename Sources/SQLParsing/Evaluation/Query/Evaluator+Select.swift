import Catalog

/// One `SELECT`: bind, filter, group, project.
extension Evaluator {
  func select(
    _ select: SelectTree,
    order: [OrderItem],
    _ scope: Scope?
  ) throws(Raised) -> Relation {
    var conjuncts: [Expression] = []
    if let condition = select.condition { conjuncts = condition.conjuncts }
    var bound = try bind(select.from, conjuncts, scope)
    if let condition = select.condition {
      bound.rows = try filtered(bound, condition, scope)
    }
    let isGrouped =
      !select.groups.isEmpty || select.having != nil
      || select.items.contains { Aggregate.isIn($0.expression) }
    return isGrouped
      ? try grouped(select, order, bound, scope) : try projected(select, order, bound, scope)
  }

  private func filtered(
    _ bound: BoundRows,
    _ condition: Expression,
    _ scope: Scope?
  ) throws(Raised) -> [Relation.Row] {
    var rows: [Relation.Row] = []
    let inner = Scope(sources: bound.sources, row: [], outer: scope)
    for var row in bound.rows {
      guard step() else { throw limit(at: here) }
      inner.row = row.values
      let isIn = try value(condition, inner)
      if isIn.isUnknown {
        row.isCertain = false
      } else if isIn.truth != true {
        continue
      }
      rows.append(row)
    }
    return rows
  }

  private func projected(
    _ select: SelectTree,
    _ order: [OrderItem],
    _ bound: BoundRows,
    _ scope: Scope?
  ) throws(Raised) -> Relation {
    var result = Relation(columns: outputNames(select, bound.sources), isOpen: bound.isOpen)
    if bound.sources.contains(where: \.hasMoreColumns),
      select.items.contains(where: { if case .star = $0.expression { true } else { false } })
    {
      result.hasMoreColumns = true
    }
    var keyed: [(row: Relation.Row, keys: [SQLValue])] = []
    for row in bound.rows {
      guard step() else { throw limit(at: here) }
      let inner = Scope(sources: bound.sources, row: row.values, outer: scope)
      for values in try outputs(select, inner, &result.isOpen) {
        let keys = try keys(order, values, result.columns, inner)
        keyed.append((Relation.Row(values, isCertain: row.isCertain), keys))
      }
    }
    if !order.isEmpty { keyed = sorted(keyed, by: order) { $0.keys } }
    result.rows = keyed.map(\.row)
    if select.isDistinct { result.rows = distinct(result.rows) }
    return result
  }

  private func keys(
    _ order: [OrderItem],
    _ values: [SQLValue],
    _ columns: [String],
    _ scope: Scope
  ) throws(Raised) -> [SQLValue] {
    guard !order.isEmpty else { return [] }
    let output = BoundRows.Source(alias: "", columns: columns, offset: 0, hasMoreColumns: false)
    var keys: [SQLValue] = []
    for item in order {
      if case .name(let parts) = item.expression, parts.count == 1,
        let slot = output.columns.firstIndex(of: folded(parts[0])), slot < values.count
      {
        keys.append(values[slot])
      } else {
        keys += try orderKeys([item], values, scope)
      }
    }
    return keys
  }

  private func grouped(
    _ select: SelectTree,
    _ order: [OrderItem],
    _ bound: BoundRows,
    _ scope: Scope?
  ) throws(Raised) -> Relation {
    var groups: [(rows: [Relation.Row], isOpen: Bool)] = []
    if select.groups.isEmpty {
      groups = [(bound.rows, bound.isOpen)]
    } else {
      var slots: [[SQLValue]: Int] = [:]
      let inner = Scope(sources: bound.sources, row: [], outer: scope)
      for row in bound.rows {
        guard step() else { throw limit(at: here) }
        inner.row = row.values
        var key: [SQLValue] = []
        for group in select.groups { key.append(try groupKey(group, select, inner)) }
        if let slot = slots[key] {
          groups[slot].rows.append(row)
        } else {
          slots[key] = groups.count
          groups.append(([row], bound.isOpen))
        }
      }
    }
    var result = Relation(
      columns: outputNames(select, bound.sources),
      isOpen: bound.isOpen && !select.groups.isEmpty
    )
    var keyed: [(row: Relation.Row, keys: [SQLValue])] = []
    for group in groups {
      let first = group.rows.first?.values ?? Array(repeating: .null, count: bound.width)
      let inner = Scope(sources: bound.sources, row: first, outer: scope)
      inner.group = group.rows
      inner.isGroupOpen = group.isOpen
      var isCertain = select.groups.isEmpty || group.rows.contains(where: \.isCertain)
      if let having = select.having {
        let isIn = try value(having, inner)
        if isIn.isUnknown {
          isCertain = false
        } else if isIn.truth != true {
          continue
        }
      }
      for values in try outputs(select, inner, &result.isOpen) {
        let keys = try keys(order, values, result.columns, inner)
        keyed.append((Relation.Row(values, isCertain: isCertain), keys))
      }
    }
    if !order.isEmpty { keyed = sorted(keyed, by: order) { $0.keys } }
    result.rows = keyed.map(\.row)
    if select.isDistinct { result.rows = distinct(result.rows) }
    return result
  }

  private func groupKey(
    _ group: Expression,
    _ select: SelectTree,
    _ scope: Scope
  ) throws(Raised) -> SQLValue {
    if case .literal(.integer(let number)) = group, number > 0, number <= select.items.count {
      return try value(select.items[number - 1].expression, scope)
    }
    if case .name(let parts) = group, parts.count == 1, scope.column(parts.map(folded)) == nil,
      let item = select.items.first(where: { $0.alias.map(folded) == folded(parts[0]) })
    {
      return try value(item.expression, scope)
    }
    return try value(group, scope)
  }

  /// The output rows of one row: more than one where an item is a function that returns rows.
  private func outputs(
    _ select: SelectTree,
    _ scope: Scope,
    _ isOpen: inout Bool
  ) throws(Raised) -> [[SQLValue]] {
    var values: [SQLValue] = []
    var expanding: (slot: Int, rows: [SQLValue])?
    for item in select.items {
      switch item.expression {
      case .star(let parts):
        for source in scope.sources where parts.isEmpty || source.alias == folded(parts[0]) {
          for slot in source.columns.indices {
            let position = source.offset + slot
            values.append(position < scope.row.count ? scope.row[position] : .unknown)
          }
        }
      case .call(let call)
      where SetFunction.names.contains(call.name.name.lowercased()) && expanding == nil:
        let relation = try setFunction(call, scope)
        if relation.isOpen { isOpen = true }
        expanding = (values.count, relation.rows.map { $0.values.first ?? .null })
        values.append(.null)
      case .call(let call) where expanding == nil && isRoutine(call):
        let result = try routineResult(call, scope)
        if let rows = result.rowSet { expanding = (values.count, rows) }
        values.append(result)
      default: values.append(try value(item.expression, scope))
      }
    }
    guard let expanding else { return [values] }
    return expanding.rows.map { element in
      var row = values
      row[expanding.slot] = element
      return row
    }
  }

  private func outputNames(_ select: SelectTree, _ sources: [BoundRows.Source]) -> [String] {
    var names: [String] = []
    for item in select.items {
      if case .star(let parts) = item.expression {
        for source in sources where parts.isEmpty || source.alias == folded(parts[0]) {
          names += source.columns
        }
      } else {
        names.append(folded(item.outputName(in: dialect)))
      }
    }
    return names
  }
}

extension Expression {
  /// The operands of its outer `AND`.
  var conjuncts: [Expression] {
    if case .all(let operands) = self { return operands.flatMap(\.conjunctsOnce) }
    return [self]
  }

  private var conjunctsOnce: [Expression] {
    if case .all(let operands) = self { return operands }
    return [self]
  }
}
