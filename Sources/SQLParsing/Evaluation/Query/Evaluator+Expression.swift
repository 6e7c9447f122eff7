import Catalog

/// Expressions to values.
extension Evaluator {
  /// The value of an expression in a row, or outside of any (`scope` nil).
  func value(_ expression: Expression, _ scope: Scope?) throws(Raised) -> SQLValue {
    guard depth < Evaluator.deepest else { return .unknown }
    depth += 1
    defer { depth -= 1 }
    switch expression {
    case .literal(let value): return value
    case .name(let parts): return name(parts, scope)
    case .parameter(let number): return positional(number)
    case .userVariable(let name): return userVariables[name] ?? .null
    case .systemVariable(let name): return systemVariable(name)
    case .star, .opaque: return .unknown
    case .assignment(let name, let operand):
      let result = try value(operand, scope)
      userVariables[name] = result
      return result
    case .negated(let operand): return Arithmetic.negate(try value(operand, scope))
    case .not(let operand): return .not(try value(operand, scope))
    case .all(let operands):
      var result = SQLValue.boolean(true)
      for operand in operands {
        result = .and(result, try value(operand, scope))
        if result == .boolean(false) { return result }
      }
      return result
    case .any(let operands):
      var result = SQLValue.boolean(false)
      for operand in operands {
        result = .or(result, try value(operand, scope))
        if result == .boolean(true) { return result }
      }
      return result
    case .concatenation(let operands): return try concatenation(operands, scope)
    case .binary(let operation, let left, let right):
      return binary(operation, try value(left, scope), try value(right, scope))
    case .call(let call): return try self.call(call, scope)
    case .cast(let operand, let type): return try cast(try value(operand, scope), to: type)
    case .choice(let operand, let arms, let otherwise):
      return try choice(operand, arms, otherwise, scope)
    case .exists(let query): return try relation(query, scope).exists
    case .subquery(let query): return try relation(query, scope).scalar
    case .arrayQuery(let query):
      let result = try relation(query, scope)
      guard !result.isOpen, result.rows.allSatisfy(\.isCertain) else { return .unknown }
      return .array(result.rows.map { $0.values.first ?? .null })
    case .array(let items): return .array(try values(items, scope))
    case .row(let items):
      let values = try values(items, scope)
      return .record(
        SQLRecord(names: values.indices.map { "f" + String($0 + 1) }, values: values)
      )
    case .inList, .inQuery, .between, .like, .isNull, .isTruth, .isSame, .quantified:
      return try test(expression, scope)
    case .element, .slice, .field: return try part(expression, scope)
    }
  }

  func values(_ expressions: [Expression], _ scope: Scope?) throws(Raised) -> [SQLValue] {
    var result: [SQLValue] = []
    result.reserveCapacity(expressions.count)
    for expression in expressions { result.append(try value(expression, scope)) }
    return result
  }

  private func name(_ parts: [String], _ scope: Scope?) -> SQLValue {
    let parts = parts.map(folded)
    if let found = scope?.column(parts) { return found }
    if let found = variable(parts) { return found }
    guard let last = parts.last else { return .unknown }
    if parts.count == 1, let record = scope?.record(last) { return .record(record) }
    if parts.count == 1 { return Evaluator.keywordValue(last, world: world) ?? .unknown }
    return .unknown
  }

  /// A variable, a field of one, or one qualified by its block's label.
  func variable(_ parts: [String]) -> SQLValue? {
    guard let frame, let first = parts.first else { return nil }
    if parts.count == 1 { return frame.value(first) ?? implicitVariable(first) }
    if let value = frame.value(first) {
      if case .record(let record) = value { return record.value(parts[1]) ?? .unknown }
      return value.isNull ? .null : .unknown
    }
    guard let block = frame.labelled(first) else { return nil }
    return block.variables[parts[1]]
  }

  private func implicitVariable(_ name: String) -> SQLValue? {
    name == "found" && dialect == .postgres ? isFound : nil
  }

  private func positional(_ number: Int) -> SQLValue {
    var current = frame
    while let frame = current {
      if !frame.positional.isEmpty {
        return number > 0 && number <= frame.positional.count
          ? frame.positional[number - 1] : .unknown
      }
      current = frame.outer
    }
    return .unknown
  }

  private func concatenation(_ operands: [Expression], _ scope: Scope?) throws(Raised) -> SQLValue {
    if dialect.isMySQLFamily {
      var result = SQLValue.boolean(false)
      for operand in operands { result = .or(result, try value(operand, scope)) }
      return result
    }
    var result: SQLValue?
    for operand in operands {
      let next = try value(operand, scope)
      if let left = result { result = joined(left, next) } else { result = next }
    }
    return result ?? .unknown
  }

  private func joined(_ left: SQLValue, _ right: SQLValue) -> SQLValue {
    switch (left, right) {
    case (.array(let first), .array(let second)): return .array(first + second)
    case (.array(let first), .null): return .array(first)
    case (.null, .array(let second)): return .array(second)
    case (.array(let first), _): return .array(first + [right])
    case (_, .array(let second)): return .array([left] + second)
    default: break
    }
    if left.isNull || right.isNull { return .null }
    guard let first = printed(left), let second = printed(right) else { return .unknown }
    return .text(first + second)
  }

  /// The text of a known value, nil for null and unknown.
  func printed(_ value: SQLValue) -> String? {
    guard case .object = value else { return value.text(in: dialect) }
    return value.text(in: dialect, searchPath: world.searchPath())
  }

  private func choice(
    _ operand: Expression?,
    _ arms: [Expression.Arm],
    _ otherwise: Expression?,
    _ scope: Scope?
  ) throws(Raised) -> SQLValue {
    var subject: SQLValue?
    if let operand { subject = try value(operand, scope) }
    for arm in arms {
      var condition = try value(arm.condition, scope)
      if let subject {
        condition = SQLValue.compare(subject, "=", condition, foldingCase: foldsCase)
      }
      if condition.isUnknown { return .unknown }
      if condition.truth == true { return try value(arm.value, scope) }
    }
    guard let otherwise else { return .null }
    return try value(otherwise, scope)
  }

  private func part(_ expression: Expression, _ scope: Scope?) throws(Raised) -> SQLValue {
    switch expression {
    case .element(let base, let index):
      let base = try value(base, scope)
      let index = try value(index, scope)
      if base.isNull || index.isNull { return .null }
      guard case .array(let items) = base, let position = index.integer else { return .unknown }
      return position > 0 && position <= items.count ? items[position - 1] : .null
    case .slice(let base, let lower, let upper):
      let base = try value(base, scope)
      guard case .array(let items) = base else { return base.isNull ? .null : .unknown }
      var first = 1
      var last = items.count
      if let lower { first = try value(lower, scope).integer ?? 1 }
      if let upper { last = try value(upper, scope).integer ?? items.count }
      first = max(first, 1)
      last = min(last, items.count)
      return .array(first <= last ? Array(items[(first - 1)..<last]) : [])
    case .field(let base, let name):
      let base = try value(base, scope)
      if base.isNull { return .null }
      guard case .record(let record) = base else { return .unknown }
      return record.value(folded(name)) ?? .unknown
    default: return .unknown
    }
  }
}
