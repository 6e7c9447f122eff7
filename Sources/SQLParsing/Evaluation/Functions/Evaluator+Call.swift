import Catalog

/// Calls of functions: those that choose what to evaluate, aggregates, built-in ones, the user's.
extension Evaluator {
  func call(_ call: FunctionCall, _ scope: Scope?) throws(Raised) -> SQLValue {
    if call.isWindow { return .unknown }
    let name = call.name.name.lowercased()
    let isOwn = call.name.schema == nil || call.name.schema == "pg_catalog"
    if isOwn {
      if Aggregate.names.contains(name) {
        if isGrouped(scope, name, call) { return try aggregate(name, call, scope) }
      }
      if let choice = try lazyCall(name, call, scope) { return choice }
      if let builtin = Builtin.all[name] {
        return try builtin.apply(try values(call.arguments, scope), self)
      }
      if SetFunction.names.contains(name) {
        let rows = try setFunction(call, scope)
        return rows.scalar
      }
    }
    if let routine = world.routine(call.name) {
      let result = try run(
        routine,
        try values(call.arguments, scope),
        names: call.argumentNames
      )
      return result.rowSet.map { $0.first ?? .null } ?? result
    }
    return .unknown
  }

  /// Whether a call is of a function of the user's.
  func isRoutine(_ call: FunctionCall) -> Bool {
    let name = call.name.name.lowercased()
    guard Builtin.all[name] == nil, !Aggregate.names.contains(name), !Self.lazy.contains(name),
      !call.isWindow
    else { return false }
    return world.routine(call.name) != nil
  }

  /// What a function of the user's returns, rows included.
  func routineResult(_ call: FunctionCall, _ scope: Scope?) throws(Raised) -> SQLValue {
    guard let routine = world.routine(call.name) else { return .unknown }
    return try run(routine, try values(call.arguments, scope), names: call.argumentNames)
  }

  private static let lazy: Set<String> = ["coalesce", "ifnull", "nvl", "if", "iif"]

  /// `max(a, b)` of SQLite is no aggregate, and `min(x)` outside of a group is none either.
  private func isGrouped(_ scope: Scope?, _ name: String, _ call: FunctionCall) -> Bool {
    var current = scope
    while let scope = current {
      if scope.group != nil {
        return call.isStar || call.arguments.count < 2 || name != "max" && name != "min"
      }
      current = scope.outer
    }
    return false
  }

  private func lazyCall(
    _ name: String,
    _ call: FunctionCall,
    _ scope: Scope?
  ) throws(Raised) -> SQLValue? {
    switch name {
    case "coalesce", "ifnull", "nvl":
      for argument in call.arguments {
        let result = try value(argument, scope)
        if !result.isNull { return result }
      }
      return .null
    case "if", "iif":
      guard call.arguments.count >= 2 else { return .unknown }
      let condition = try value(call.arguments[0], scope)
      if condition.isUnknown { return .unknown }
      if condition.truth == true { return try value(call.arguments[1], scope) }
      return call.arguments.count > 2 ? try value(call.arguments[2], scope) : .null
    case "enum_range" where call.arguments.count == 1:
      // The type of the argument counts: `enum_range(NULL::mood)`.
      guard case .cast(_, let type) = call.arguments[0],
        case .enumType(let found)? = world.type(QualifiedName(type.name, schema: type.schema))
      else { return .unknown }
      return .array(found.labels.map { .text($0) })
    default: return nil
    }
  }
}

/// The aggregate functions over groups of rows.
enum Aggregate {
  static let names: Set<String> = [
    "count", "min", "max", "sum", "avg", "array_agg", "string_agg", "group_concat", "bool_or",
    "bool_and", "every", "any_value", "json_agg", "jsonb_agg",
  ]

  /// Whether an expression holds one, so that a query without `GROUP BY` has one group.
  static func isIn(_ expression: Expression) -> Bool { depthLimited(expression, 0) }

  private static func depthLimited(_ expression: Expression, _ depth: Int) -> Bool {
    guard depth < 100 else { return false }
    func any(_ list: [Expression]) -> Bool { list.contains { depthLimited($0, depth + 1) } }
    switch expression {
    case .call(let call):
      return
        (names.contains(call.name.name.lowercased()) && !call.isWindow
        && (call.isStar || call.arguments.count < 2
          || !["min", "max"].contains(call.name.name.lowercased())))
        || any(call.arguments)
    case .negated(let operand), .not(let operand), .cast(let operand, _), .isNull(let operand),
      .isTruth(let operand, _), .field(let operand, _), .assignment(_, let operand):
      return any([operand])
    case .all(let list), .any(let list), .concatenation(let list), .array(let list),
      .row(let list):
      return any(list)
    case .binary(_, let left, let right), .isSame(let left, let right),
      .element(let left, let right), .quantified(let left, _, _, let right):
      return any([left, right])
    case .like(let left, let right, _): return any([left, right])
    case .inList(let operand, let list): return any([operand] + list)
    case .inQuery(let operand, _): return any([operand])
    case .between(let operand, let low, let high): return any([operand, low, high])
    case .slice(let base, let low, let high): return any([base] + [low, high].compactMap { $0 })
    case .choice(let operand, let arms, let otherwise):
      return any([operand, otherwise].compactMap { $0 })
        || arms.contains { any([$0.condition, $0.value]) }
    case .literal, .name, .star, .parameter, .userVariable, .systemVariable, .exists, .subquery,
      .arrayQuery, .opaque:
      return false
    }
  }
}
