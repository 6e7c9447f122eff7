import Catalog

/// The conditions that decide which rows of an item join which rows before it.
struct Joining {
  /// All that must hold; those that read items not joined yet are unknown and let rows through.
  var conditions: [Expression]

  init(
    _ step: FromStep,
    _ conjuncts: [Expression],
    _ left: [BoundRows.Source],
    _ right: [BoundRows.Source],
    folding: Bool
  ) {
    switch step.condition {
    case .none: conditions = step.kind == .inner ? conjuncts : []
    case .on(let expression): conditions = expression.conjuncts
    case .using(let names):
      conditions = names.compactMap { Joining.equality($0, left, right, folding) }
    case .natural:
      var shared: [String] = []
      for source in right {
        for name in source.columns where left.contains(where: { $0.columns.contains(name) }) {
          shared.append(name)
        }
      }
      conditions = shared.compactMap { Joining.equality($0, left, right, folding) }
    }
  }

  private static func equality(
    _ name: String,
    _ left: [BoundRows.Source],
    _ right: [BoundRows.Source],
    _ folding: Bool
  ) -> Expression? {
    let name = folding ? name.lowercased() : name
    guard let first = left.first(where: { $0.columns.contains(name) || $0.hasMoreColumns }),
      let second = right.first(where: { $0.columns.contains(name) || $0.hasMoreColumns })
    else { return nil }
    return .binary("=", .name([first.alias, name]), .name([second.alias, name]))
  }
}

/// The rows of an item by the value of one column, for a join that would be a large product.
struct JoinIndex {
  private var rows: [SQLValue: [Relation.Row]]
  private let key: Expression

  init(rows: [SQLValue: [Relation.Row]], key: Expression) {
    self.rows = rows
    self.key = key
  }

  func candidates(
    _ row: Relation.Row,
    _ evaluator: Evaluator,
    _ scope: Scope
  ) throws(Raised) -> [Relation.Row] {
    scope.row = row.values
    return rows[JoinIndex.normal(try evaluator.value(key, scope), evaluator)] ?? []
  }

  static func normal(_ value: SQLValue, _ evaluator: Evaluator) -> SQLValue {
    guard evaluator.foldsCase, case .text(let text) = value else { return value }
    return .text(text.lowercased())
  }
}

extension Evaluator {
  /// An index over the item for the first equality whose sides have the same kind of value.
  func index(
    _ relation: Relation,
    _ tests: Joining,
    _ left: BoundRows,
    _ sources: [BoundRows.Source],
    _ scope: Scope?
  ) throws(Raised) -> JoinIndex? {
    guard left.rows.count > 1, relation.rows.count > 8, sources.count == 1,
      let source = sources.first, let sample = left.rows.first
    else { return nil }
    let outer = Scope(sources: left.sources, row: sample.values, outer: scope)
    for case .binary("=", let first, let second) in tests.conditions {
      for (column, key) in [(first, second), (second, first)] {
        guard case .name(let parts) = column, parts.count == 2, folded(parts[0]) == source.alias,
          let slot = source.columns.firstIndex(of: folded(parts[1])),
          case .name(let other) = key, other.count == 2,
          left.sources.contains(where: { $0.alias == folded(other[0]) })
        else { continue }
        let probe = try value(key, outer)
        guard let kind = probe.kind, relation.rows.allSatisfy({ $0.values[slot].kind == kind }),
          left.rows.count < 50_000
        else { continue }
        var rows: [SQLValue: [Relation.Row]] = [:]
        for row in relation.rows {
          rows[JoinIndex.normal(row.values[slot], self), default: []].append(row)
        }
        return JoinIndex(rows: rows, key: key)
      }
    }
    return nil
  }
}

extension SQLValue {
  /// Texts and objects hash as they compare; other kinds compare across kinds.
  fileprivate var kind: Int? {
    switch self {
    case .text: 1
    case .object: 2
    default: nil
    }
  }
}

extension Expression {
  /// The column of an item that a conjunct is about, through casts.
  func pinnable(_ alias: String, _ columns: [String], folding: Bool) -> String? {
    var expression = self
    for _ in 0..<4 {
      guard case .cast(let operand, _) = expression else { break }
      expression = operand
    }
    guard case .name(let parts) = expression, let last = parts.last else { return nil }
    let name = folding ? last.lowercased() : last
    guard columns.contains(name) else { return nil }
    if parts.count == 1 { return name }
    let qualifier = folding ? parts[parts.count - 2].lowercased() : parts[parts.count - 2]
    return qualifier == alias ? name : nil
  }
}
