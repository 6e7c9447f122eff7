import Catalog

/// Walks over everything a query is made of.
extension QueryTree {
  /// Calls `body` for each expression, those inside others and in subqueries included.
  func visitExpressions(_ body: @escaping (Expression) -> Void) {
    var visit = QueryVisit(expression: body, table: { _, _ in })
    visit.query(self, [])
  }

  /// Calls `body` for each table named in a `FROM` that is no common table.
  func visitTables(_ body: @escaping (QualifiedName) -> Void) {
    var visit = QueryVisit(
      expression: { _ in },
      table: { name, hidden in
        if name.schema != nil || !hidden.contains(name.name) { body(name) }
      }
    )
    visit.query(self, [])
  }
}

/// The walk itself, bounded in depth.
private struct QueryVisit {
  let expression: (Expression) -> Void
  let table: (QualifiedName, Set<String>) -> Void
  var depth = 0

  mutating func query(_ tree: QueryTree, _ hidden: Set<String>) {
    guard depth < 150 else { return }
    depth += 1
    defer { depth -= 1 }
    var hidden = hidden
    for common in tree.tables {
      if tree.isRecursive { hidden.insert(common.name) }
      if let inner = common.query { query(inner, hidden) }
      hidden.insert(common.name)
    }
    body(tree.body, hidden)
    for item in tree.order { visit(item.expression, hidden) }
    for part in [tree.limit, tree.offset] { if let part { visit(part, hidden) } }
  }

  private mutating func body(_ body: QueryBody, _ hidden: Set<String>) {
    guard depth < 150 else { return }
    depth += 1
    defer { depth -= 1 }
    switch body {
    case .select(let select):
      for item in select.items { visit(item.expression, hidden) }
      for item in select.from { from(item, hidden) }
      if let condition = select.condition { visit(condition, hidden) }
      for group in select.groups { visit(group, hidden) }
      if let having = select.having { visit(having, hidden) }
    case .values(let rows):
      for row in rows { for value in row { visit(value, hidden) } }
    case .combined(_, _, let left, let right):
      self.body(left, hidden)
      self.body(right, hidden)
    case .nested(let tree): query(tree, hidden)
    }
  }

  private mutating func from(_ item: FromItem, _ hidden: Set<String>) {
    guard depth < 150 else { return }
    depth += 1
    defer { depth -= 1 }
    switch item {
    case .table(let name, _, _): table(name, hidden)
    case .query(let tree, _, _): query(tree, hidden)
    case .function(let call, _, _, _): visit(.call(call), hidden)
    case .join(_, let left, let right, let condition):
      from(left, hidden)
      from(right, hidden)
      if case .on(let expression) = condition { visit(expression, hidden) }
    }
  }

  private mutating func visit(_ expression: Expression, _ hidden: Set<String>) {
    guard depth < 150 else { return }
    depth += 1
    defer { depth -= 1 }
    self.expression(expression)
    switch expression {
    case .literal, .name, .star, .parameter, .userVariable, .systemVariable, .opaque: break
    case .assignment(_, let operand), .negated(let operand), .not(let operand),
      .cast(let operand, _), .isNull(let operand), .isTruth(let operand, _),
      .field(let operand, _):
      visit(operand, hidden)
    case .all(let list), .any(let list), .concatenation(let list), .array(let list),
      .row(let list):
      for operand in list { visit(operand, hidden) }
    case .binary(_, let left, let right), .isSame(let left, let right),
      .element(let left, let right), .quantified(let left, _, _, let right),
      .like(let left, let right, _):
      visit(left, hidden)
      visit(right, hidden)
    case .call(let call):
      for argument in call.arguments { visit(argument, hidden) }
      for item in call.order { visit(item.expression, hidden) }
      if let filter = call.filter { visit(filter, hidden) }
    case .choice(let operand, let arms, let otherwise):
      if let operand { visit(operand, hidden) }
      for arm in arms {
        visit(arm.condition, hidden)
        visit(arm.value, hidden)
      }
      if let otherwise { visit(otherwise, hidden) }
    case .exists(let tree), .subquery(let tree), .arrayQuery(let tree): query(tree, hidden)
    case .inList(let operand, let list):
      visit(operand, hidden)
      for item in list { visit(item, hidden) }
    case .inQuery(let operand, let tree):
      visit(operand, hidden)
      query(tree, hidden)
    case .between(let operand, let low, let high):
      visit(operand, hidden)
      visit(low, hidden)
      visit(high, hidden)
    case .slice(let base, let low, let high):
      visit(base, hidden)
      for part in [low, high] { if let part { visit(part, hidden) } }
    }
  }
}
