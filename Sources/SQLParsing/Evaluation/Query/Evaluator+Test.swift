import Catalog

/// Predicates: `IN`, `BETWEEN`, `LIKE`, `IS …`, `ANY`, and the operators.
extension Evaluator {
  func test(_ expression: Expression, _ scope: Scope?) throws(Raised) -> SQLValue {
    switch expression {
    case .inList(let operand, let items):
      let subject = try value(operand, scope)
      return contains(subject, try values(items, scope))
    case .inQuery(let operand, let query):
      let subject = try value(operand, scope)
      let result = try relation(query, scope)
      return contains(subject, in: result)
    case .between(let operand, let low, let high):
      let subject = try value(operand, scope)
      let lower = compare(subject, ">=", try value(low, scope))
      return .and(lower, compare(subject, "<=", try value(high, scope)))
    case .like(let operand, let pattern, let kind):
      return like(try value(operand, scope), try value(pattern, scope), kind)
    case .isNull(let operand):
      let subject = try value(operand, scope)
      if case .record(let record) = subject {
        if record.values.contains(.unknown) { return .unknown }
        return .boolean(record.values.allSatisfy(\.isNull))
      }
      return subject.isUnknown ? .unknown : .boolean(subject.isNull)
    case .isTruth(let operand, let wanted):
      let subject = try value(operand, scope)
      return subject.isUnknown ? .unknown : .boolean(subject.truth == wanted)
    case .isSame(let left, let right):
      return SQLValue.isSame(
        try value(left, scope),
        try value(right, scope),
        foldingCase: foldsCase
      )
    case .quantified(let operand, let operation, let isAll, let right):
      return try quantified(operand, operation, isAll, right, scope)
    default: return .unknown
    }
  }

  func compare(_ left: SQLValue, _ operation: String, _ right: SQLValue) -> SQLValue {
    SQLValue.compare(left, operation, right, foldingCase: foldsCase)
  }

  private func contains(_ subject: SQLValue, _ items: [SQLValue]) -> SQLValue {
    var result = SQLValue.boolean(false)
    for item in items {
      result = .or(result, compare(subject, "=", item))
      if result == .boolean(true) { return result }
    }
    return result
  }

  private func contains(_ subject: SQLValue, in relation: Relation) -> SQLValue {
    var result = SQLValue.boolean(false)
    for row in relation.rows {
      var candidate = row.values.first ?? .null
      if case .record = subject { candidate = .record(relation.record(row)) }
      let isEqual = compare(subject, "=", candidate)
      result = .or(result, row.isCertain ? isEqual : .and(.unknown, isEqual))
      if result == .boolean(true) { return result }
    }
    return relation.isOpen && result != .boolean(true) ? .unknown : result
  }

  private func quantified(
    _ operand: Expression,
    _ operation: String,
    _ isAll: Bool,
    _ right: Expression,
    _ scope: Scope?
  ) throws(Raised) -> SQLValue {
    let subject = try value(operand, scope)
    var items: [SQLValue] = []
    if case .subquery(let query) = right {
      let result = try relation(query, scope)
      guard !result.isOpen, result.rows.allSatisfy(\.isCertain) else {
        return operation == "=" && !isAll ? contains(subject, in: result) : .unknown
      }
      items = result.rows.map { $0.values.first ?? .null }
    } else {
      switch try value(right, scope) {
      case .array(let values): items = values
      case .text(let text): items = ArrayText.parse(text)
      case .null: return .null
      default: return .unknown
      }
    }
    var result = SQLValue.boolean(isAll)
    for item in items {
      let next = binary(operation, subject, item)
      result = isAll ? .and(result, next) : .or(result, next)
    }
    return result
  }

  func like(
    _ subject: SQLValue,
    _ pattern: SQLValue,
    _ kind: Expression.LikeKind
  ) -> SQLValue {
    if subject.isNull || pattern.isNull { return .null }
    guard let text = printed(subject), let form = printed(pattern) else { return .unknown }
    switch kind {
    case .like:
      return .boolean(Pattern.like(text, form, foldingCase: dialect != .postgres))
    case .caselessLike: return .boolean(Pattern.like(text, form, foldingCase: true))
    case .regex:
      return Pattern.regex(text, form, foldingCase: dialect != .postgres).map { .boolean($0) }
        ?? .unknown
    case .caselessRegex:
      return Pattern.regex(text, form, foldingCase: true).map { .boolean($0) } ?? .unknown
    case .similar:
      return Pattern.similar(text, form).map { .boolean($0) } ?? .unknown
    }
  }

  /// The operators between two values.
  func binary(_ operation: String, _ left: SQLValue, _ right: SQLValue) -> SQLValue {
    switch operation {
    case "=", "==", "<>", "!=", "<", "<=", ">", ">=":
      return compare(left, operation, right)
    case "<=>": return SQLValue.isSame(left, right, foldingCase: foldsCase)
    case "+", "-", "*", "/", "%", "div", "mod", "^":
      return Arithmetic.apply(operation, left, right, dialect: dialect)
    case "~", "~~": return like(left, right, operation == "~" ? .regex : .like)
    case "~*", "~~*": return like(left, right, operation == "~*" ? .caselessRegex : .caselessLike)
    case "!~": return .not(like(left, right, .regex))
    case "!~*": return .not(like(left, right, .caselessRegex))
    case "!~~": return .not(like(left, right, .like))
    case "!~~*": return .not(like(left, right, .caselessLike))
    case "@>", "<@", "&&": return arrays(operation, left, right)
    case "xor":
      guard let first = left.truth, let second = right.truth else {
        return left.isNull || right.isNull ? .null : .unknown
      }
      return .boolean(first != second)
    default:
      return left.isNull || right.isNull ? .null : .unknown
    }
  }

  private func arrays(_ operation: String, _ left: SQLValue, _ right: SQLValue) -> SQLValue {
    if left.isNull || right.isNull { return .null }
    guard case .array(let first) = arrayed(left), case .array(let second) = arrayed(right) else {
      return .unknown
    }
    var result: SQLValue
    switch operation {
    case "&&":
      result = .boolean(false)
      for item in first { result = .or(result, contains(item, second)) }
    case "@>":
      result = .boolean(true)
      for item in second { result = .and(result, contains(item, first)) }
    default:
      result = .boolean(true)
      for item in first { result = .and(result, contains(item, second)) }
    }
    return result
  }

  private func arrayed(_ value: SQLValue) -> SQLValue {
    if case .text(let text) = value, text.hasPrefix("{") { return .array(ArrayText.parse(text)) }
    return value
  }
}
