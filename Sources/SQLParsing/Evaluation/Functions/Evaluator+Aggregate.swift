import Catalog

/// Aggregates over the rows of the group in scope.
extension Evaluator {
  func aggregate(
    _ name: String,
    _ call: FunctionCall,
    _ scope: Scope?
  ) throws(Raised) -> SQLValue {
    guard let (owner, rows, isOpen) = group(scope) else { return .unknown }
    if isOpen || rows.contains(where: { !$0.isCertain }) { return .unknown }
    var items: [(value: SQLValue, keys: [SQLValue], scope: Scope)] = []
    for row in rows {
      guard step() else { throw limit(at: here) }
      let inner = Scope(
        sources: owner.sources,
        row: row.values,
        outer: owner.outer,
        common: owner.common
      )
      if let filter = call.filter {
        let isIn = try value(filter, inner)
        if isIn.isUnknown { return .unknown }
        if isIn.truth != true { continue }
      }
      let item = call.isStar ? .integer(1) : try value(call.arguments.first ?? .opaque, inner)
      items.append((item, try values(call.order.map(\.expression), inner), inner))
    }
    if !call.order.isEmpty {
      items = sorted(items, by: call.order) { $0.keys }
    }
    var values = items.map(\.value)
    if call.isDistinct {
      var seen: Set<SQLValue> = []
      values = values.filter { seen.insert($0).inserted }
      if call.order.isEmpty { values = sortedValues(values) }
    }
    switch name {
    case "array_agg": return values.isEmpty ? .null : .array(values)
    case "string_agg", "group_concat":
      var separator = ","
      if call.arguments.count > 1, let last = items.first {
        guard let text = printed(try value(call.arguments[1], last.scope)) else { return .unknown }
        separator = text
      }
      let known = values.filter { !$0.isNull }
      if known.contains(.unknown) { return .unknown }
      if known.isEmpty { return .null }
      return .text(known.compactMap { printed($0) }.joined(separator: separator))
    default: return reduce(name, values.filter { !$0.isNull })
    }
  }

  private func group(_ scope: Scope?) -> (Scope, [Relation.Row], Bool)? {
    var current = scope
    while let scope = current {
      if let rows = scope.group { return (scope, rows, scope.isGroupOpen) }
      current = scope.outer
    }
    return nil
  }

  private func reduce(_ name: String, _ values: [SQLValue]) -> SQLValue {
    if name == "count" { return .integer(values.count) }
    if values.contains(.unknown) { return .unknown }
    guard let first = values.first else { return .null }
    switch name {
    case "min", "max":
      var best = first
      for value in values.dropFirst() {
        let isBetter = compare(value, name == "min" ? "<" : ">", best)
        if isBetter.isUnknown { return .unknown }
        if isBetter.truth == true { best = value }
      }
      return best
    case "sum", "avg":
      var total = SQLValue.integer(0)
      for value in values { total = Arithmetic.apply("+", total, value, dialect: dialect) }
      guard name == "avg", let sum = total.double else { return total }
      return .number(sum / Double(values.count))
    case "bool_or": return values.reduce(.boolean(false)) { SQLValue.or($0, $1) }
    case "bool_and", "every": return values.reduce(.boolean(true)) { SQLValue.and($0, $1) }
    case "any_value": return first
    default: return .unknown
    }
  }

  private func sortedValues(_ values: [SQLValue]) -> [SQLValue] {
    values.sorted { (SQLValue.order($0, $1, foldingCase: foldsCase) ?? 0) < 0 }
  }

  /// Stable, nulls last upwards and first downwards as PostgreSQL does; others the other way.
  func sorted<Item>(
    _ items: [Item],
    by order: [OrderItem],
    keys: (Item) -> [SQLValue]
  ) -> [Item] {
    let nullsAreGreat = dialect == .postgres
    let keyed = items.enumerated().map { ($0.offset, keys($0.element), $0.element) }
    return keyed.sorted { left, right in
      for (slot, item) in order.enumerated() {
        guard slot < left.1.count, slot < right.1.count else { break }
        let (first, second) = (left.1[slot], right.1[slot])
        var result: Int
        if first.isNull || second.isNull {
          if first.isNull && second.isNull { continue }
          result = first.isNull == nullsAreGreat ? 1 : -1
        } else {
          result = SQLValue.order(first, second, foldingCase: foldsCase) ?? 0
        }
        if item.isDescending { result = -result }
        if result != 0 { return result < 0 }
      }
      return left.0 < right.0
    }.map(\.2)
  }
}
