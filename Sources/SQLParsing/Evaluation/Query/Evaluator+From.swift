import Catalog

/// `FROM`: items are read and joined one by one, each as narrowly as what is known allows.
///
/// A catalogue view is as large as the schema. So of items that may be taken in any order the one
/// whose columns are pinned by constants or by rows already read goes first, and is asked only
/// for those.
extension Evaluator {
  func bind(
    _ items: [FromItem],
    _ conjuncts: [Expression],
    _ scope: Scope?
  ) throws(Raised) -> BoundRows {
    guard !items.isEmpty else { return .single }
    var conjuncts = conjuncts
    let written = conjuncts.count
    var steps = FromStep.steps(items, conjuncts: &conjuncts)
    let isFree = steps.allSatisfy { step in
      if case .none = step.condition { return step.kind == .inner }
      return false
    }
    let order = steps.map(\.alias)
    var bound = BoundRows.single
    while !steps.isEmpty {
      guard step() else { throw limit(at: here) }
      var slot = 0
      var pins = Pins()
      if isFree, steps.count > 1 {
        (slot, pins) = try best(steps, bound, conjuncts, scope)
      } else {
        pins = try self.pins(for: steps[0], bound, conjuncts, scope)
      }
      let step = steps.remove(at: slot)
      try join(step, pins, &bound, conjuncts, scope)
    }
    try settle(&bound, Array(conjuncts[written...]), scope)
    // `*` lists the items in the order of the text.
    if isFree, bound.sources.count == order.count {
      bound.sources.sort { left, right in
        let first = order.firstIndex { $0.map(folded) == left.alias } ?? 0
        let second = order.firstIndex { $0.map(folded) == right.alias } ?? 0
        return first < second
      }
    }
    return bound
  }

  /// Marks rows uncertain that a join condition lets through undecided; `WHERE` does so itself.
  private func settle(
    _ bound: inout BoundRows,
    _ conditions: [Expression],
    _ scope: Scope?
  ) throws(Raised) {
    guard !conditions.isEmpty else { return }
    let inner = Scope(sources: bound.sources, row: [], outer: scope)
    for slot in bound.rows.indices {
      inner.row = bound.rows[slot].values
      for condition in conditions where try value(condition, inner).isUnknown {
        bound.rows[slot].isCertain = false
      }
    }
  }

  private func best(
    _ steps: [FromStep],
    _ bound: BoundRows,
    _ conjuncts: [Expression],
    _ scope: Scope?
  ) throws(Raised) -> (Int, Pins) {
    var firstTable: (Int, Pins)?
    for (slot, step) in steps.enumerated() {
      if step.isLateral && slot > 0 { continue }
      let pins = try self.pins(for: step, bound, conjuncts, scope)
      if !pins.values.isEmpty || step.isLateral { return (slot, pins) }
      if firstTable == nil { firstTable = (slot, pins) }
    }
    return firstTable ?? (0, Pins())
  }

  /// What `column = value` conjuncts say about an item, values being constants or bound columns.
  private func pins(
    for step: FromStep,
    _ bound: BoundRows,
    _ conjuncts: [Expression],
    _ scope: Scope?
  ) throws(Raised) -> Pins {
    var pins = Pins()
    guard case .table(let name, let alias, _) = step.item,
      let columns = CatalogueViews.view(name, dialect: dialect)?.columns
    else { return pins }
    var relevant = conjuncts
    if case .on(let condition) = step.condition { relevant += condition.conjuncts }
    let label = folded(alias ?? name.name)
    for conjunct in relevant {
      var candidates: [(Expression, [Expression], Bool)] = []
      switch conjunct {
      case .binary("=", let left, let right):
        candidates = [(left, [right], false), (right, [left], false)]
      case .inList(let operand, let list): candidates = [(operand, list, false)]
      case .quantified(let operand, "=", false, let right):
        candidates = [(operand, [right], true)]
      default: break
      }
      for (column, others, isArray) in candidates {
        guard let name = column.pinnable(label, columns, folding: dialect != .postgres),
          pins.values[name] == nil,
          let found = try known(others, isArray, bound, scope)
        else { continue }
        pins.values[name] = found
      }
    }
    return pins
  }

  /// The values expressions have over all bound rows; nil where one is unknown.
  private func known(
    _ expressions: [Expression],
    _ isArray: Bool,
    _ bound: BoundRows,
    _ scope: Scope?
  ) throws(Raised) -> Set<SQLValue>? {
    guard bound.rows.count <= 5_000, !bound.isOpen else { return nil }
    var found: Set<SQLValue> = []
    let inner = Scope(sources: bound.sources, row: [], outer: scope)
    for row in bound.rows {
      inner.row = row.values
      for expression in expressions {
        let isQuery: Bool
        if case .subquery = expression { isQuery = true } else { isQuery = false }
        if isArray && isQuery { return nil }
        guard step() else { throw limit(at: here) }
        switch try value(expression, inner) {
        case .unknown: return nil
        case .null: continue
        case .array(let items) where isArray:
          if items.contains(.unknown) { return nil }
          found.formUnion(items)
        case let value:
          // A name that is not bound yet reads as a variable or a word of the language.
          if case .text = value, case .name = expression, variable(of: expression, inner) == nil {
            return nil
          }
          found.insert(value)
        }
      }
    }
    return found
  }

  private func variable(of expression: Expression, _ scope: Scope) -> SQLValue? {
    guard case .name(let parts) = expression else { return nil }
    let folded = parts.map(self.folded)
    return scope.column(folded) ?? variable(folded)
  }

  private func join(
    _ step: FromStep,
    _ pins: Pins,
    _ bound: inout BoundRows,
    _ conjuncts: [Expression],
    _ scope: Scope?
  ) throws(Raised) {
    let outer = Scope(sources: bound.sources, row: [], outer: scope)
    if step.isLateral && bound.sources.count > 0 {
      return try joinLateral(step, &bound, conjuncts, outer)
    }
    let (sources, relation) = try read(step.item, pins, scope)
    var result = BoundRows()
    result.sources = bound.sources + sources.map { $0.moved(by: bound.width) }
    result.width = bound.width + relation.columns.count
    let left = bound
    result.isOpen =
      (left.isOpen && (relation.isOpen || !relation.rows.isEmpty || step.kind != .inner))
      || (relation.isOpen && (left.isOpen || !left.rows.isEmpty)) || step.kind == .undecided
    let tests = Joining(step, conjuncts, left.sources, sources, folding: dialect != .postgres)
    let probe = try index(relation, tests, left, sources, scope)
    for row in left.rows {
      let candidates = try probe?.candidates(row, self, outer) ?? relation.rows
      try append(row, candidates, relation, step.kind, tests.conditions, &result, scope)
    }
    bound = result
  }

  private func joinLateral(
    _ step: FromStep,
    _ bound: inout BoundRows,
    _ conjuncts: [Expression],
    _ outer: Scope
  ) throws(Raised) {
    var result = BoundRows()
    result.isOpen = bound.isOpen
    var isFirst = true
    let rows =
      bound.rows.isEmpty ? [Relation.Row(Array(repeating: .null, count: bound.width))] : bound.rows
    for row in rows {
      outer.row = row.values
      let (sources, relation) = try read(step.item, Pins(), outer)
      if isFirst {
        result.sources = bound.sources + sources.map { $0.moved(by: bound.width) }
        result.width = bound.width + relation.columns.count
        isFirst = false
      }
      if bound.rows.isEmpty { break }
      if relation.isOpen { result.isOpen = true }
      let tests = Joining(step, conjuncts, bound.sources, sources, folding: dialect != .postgres)
      try append(
        row,
        relation.rows,
        relation,
        step.kind,
        tests.conditions,
        &result,
        outer.outer
      )
    }
    bound = result
  }

  private func append(
    _ row: Relation.Row,
    _ candidates: [Relation.Row],
    _ relation: Relation,
    _ kind: FromStep.Kind,
    _ conditions: [Expression],
    _ result: inout BoundRows,
    _ scope: Scope?
  ) throws(Raised) {
    let inner = Scope(sources: result.sources, row: [], outer: scope)
    var isMatched = false
    for candidate in candidates {
      guard step() else { throw limit(at: here) }
      inner.row = row.values + candidate.values
      var isIn = SQLValue.boolean(true)
      for condition in conditions {
        isIn = .and(isIn, try value(condition, inner))
        if isIn.truth == false || isIn.isNull && kind != .inner { break }
      }
      if isIn.truth == false || isIn.isNull { continue }
      let isCertain = row.isCertain && candidate.isCertain && (kind == .inner || !isIn.isUnknown)
      if isCertain && !isIn.isUnknown { isMatched = true }
      result.rows.append(Relation.Row(inner.row, isCertain: isCertain))
    }
    guard kind != .inner, !isMatched else { return }
    let nulls = Array(repeating: SQLValue.null, count: relation.columns.count)
    let mayMatch = relation.isOpen || kind == .undecided
    result.rows.append(
      Relation.Row(row.values + nulls, isCertain: row.isCertain && !mayMatch)
    )
  }

  /// The rows of one item, before it is joined.
  private func read(
    _ item: FromItem,
    _ pins: Pins,
    _ scope: Scope?
  ) throws(Raised) -> ([BoundRows.Source], Relation) {
    var relation: Relation
    let alias: String
    let columns: [String]
    switch item {
    case .table(let name, let label, let names):
      relation = try table(name, pins, scope)
      alias = label ?? name.name
      columns = names
    case .query(let query, let label, let names):
      relation = try self.relation(query, scope)
      alias = label ?? ""
      columns = names
    case .function(let call, let label, let names, let withOrdinality):
      relation = try setFunction(call, scope)
      if withOrdinality {
        relation.columns.append("ordinality")
        for slot in relation.rows.indices {
          relation.rows[slot].values.append(.integer(slot + 1))
        }
      }
      alias = label ?? call.name.name
      columns = names
      if names.isEmpty, relation.columns.count == 1, let label { relation.columns = [label] }
    case .join:
      let inner = try bind([item], [], scope)
      var relation = Relation(columns: [], rows: inner.rows, isOpen: inner.isOpen)
      relation.columns = Array(repeating: "", count: inner.width)
      return (inner.sources, relation)
    }
    for (slot, name) in columns.enumerated() where slot < relation.columns.count {
      relation.columns[slot] = name
    }
    relation.columns = relation.columns.map(folded)
    return (
      [
        BoundRows.Source(
          alias: folded(alias),
          columns: relation.columns,
          offset: 0,
          hasMoreColumns: relation.hasMoreColumns
        )
      ], relation
    )
  }
}

extension BoundRows.Source {
  func moved(by width: Int) -> BoundRows.Source {
    var copy = self
    copy.offset += width
    return copy
  }
}
