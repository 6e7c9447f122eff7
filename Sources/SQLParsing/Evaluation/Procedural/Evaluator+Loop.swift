import Catalog
import SourceText

/// Loops over numbers, rows, array elements, and conditions.
extension Evaluator {
  func run(
    _ loop: Loop,
    _ start: Int,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    let source = activation.code.reference(start)
    here = source
    switch loop.kind {
    case .endless, .whileTrue, .untilTrue:
      return try runWhile(loop, start, &activation)
    case .range(let name, let from, let to, let by, let isReverse):
      let (first, last) = (try value(from, nil), try value(to, nil))
      let stride = try by.map { (by) throws(Raised) in try value(by, nil) } ?? .integer(1)
      guard let first = first.integer, let last = last.integer, let stride = stride.integer,
        stride > 0
      else {
        if first.isNull || last.isNull { return .next }
        return try doubtfulBody(loop, start, [.name([name])], [.unknown], &activation)
      }
      let outer = frame
      frame = Frame(outer: outer, label: loop.label.map(folded))
      defer { frame = outer }
      var current = first
      while isReverse ? current >= last : current <= last {
        guard step() else { throw limit(at: source) }
        frame?.variables[folded(name)] = .integer(current)
        let flow = try run(loop.body, &activation)
        if let end = ended(flow, loop.label) { return end }
        let (next, overflow) =
          isReverse
          ? current.subtractingReportingOverflow(stride)
          : current.addingReportingOverflow(stride)
        if overflow { break }
        current = next
      }
      return .next
    case .query(let targets, let query):
      return try rows(try relation(query, nil), targets, loop, start, &activation)
    case .dynamic(let targets, let text, let using):
      let relation = try dynamicQuery(text, using)
      return try rows(relation, targets, loop, start, &activation)
    case .cursor(let targets, let name):
      guard let query = declaredCursors[folded(name)] else {
        return try doubtfulBody(loop, start, targets, [.unknown], &activation)
      }
      return try rows(try relation(query, nil), targets, loop, start, &activation)
    case .elements(let targets, let array):
      return try elements(try value(array, nil), targets, loop, start, &activation)
    }
  }

  /// The flow a loop ends with after one pass, nil where it goes on.
  private func ended(_ flow: Flow, _ label: String?) -> Flow? {
    switch flow {
    case .next, .again(nil): return nil
    case .again(let name?): return name == label.map(folded) ? nil : flow
    case .exit(nil): return .next
    case .exit(let name?): return name == label.map(folded) ? .next : flow
    case .returned, .left, .doubtful: return flow
    }
  }

  private func runWhile(
    _ loop: Loop,
    _ start: Int,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    while true {
      guard step() else { throw limit(at: activation.code.reference(start)) }
      if case .whileTrue(let condition) = loop.kind {
        let truth = try value(condition, nil)
        if truth.isUnknown {
          try inDoubt([loop.body], start, &activation, hasElse: true)
          return .next
        }
        if truth.truth != true { return .next }
      }
      let flow = try run(loop.body, &activation)
      if let end = ended(flow, loop.label) { return end }
      if case .untilTrue(let condition) = loop.kind {
        let truth = try value(condition, nil)
        if truth.isUnknown {
          try inDoubt([loop.body], start, &activation, hasElse: true)
          return .next
        }
        if truth.truth == true { return .next }
      }
    }
  }

  private func rows(
    _ relation: Relation,
    _ targets: [Expression],
    _ loop: Loop,
    _ start: Int,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    isFound = relation.exists
    let outer = frame
    frame = Frame(outer: outer, label: loop.label.map(folded))
    defer { frame = outer }
    for row in relation.rows {
      guard step() else { throw limit(at: activation.code.reference(start)) }
      var certain = row
      certain.isCertain = true
      var closed = relation
      closed.isOpen = false
      try assign(certain, closed, targets)
      if row.isCertain {
        let flow = try run(loop.body, &activation)
        if let end = ended(flow, loop.label) { return end }
      } else {
        try inDoubt([loop.body], start, &activation, hasElse: true)
      }
    }
    guard relation.isOpen else { return .next }
    var unknown = relation
    unknown.isOpen = false
    let values = Array(repeating: SQLValue.unknown, count: relation.columns.count)
    try assign(Relation.Row(values), unknown, targets)
    if relation.hasMoreColumns, targets.count == 1 { try assign(targets[0], .unknown) }
    try inDoubt([loop.body], start, &activation, hasElse: true)
    return .next
  }

  private func elements(
    _ array: SQLValue,
    _ targets: [Expression],
    _ loop: Loop,
    _ start: Int,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    var items: [SQLValue]
    switch array {
    case .array(let values): items = values
    case .text(let text): items = ArrayText.parse(text)
    case .null: return .next
    default: return try doubtfulBody(loop, start, targets, [.unknown], &activation)
    }
    let outer = frame
    frame = Frame(outer: outer, label: loop.label.map(folded))
    defer { frame = outer }
    for item in items {
      guard step() else { throw limit(at: activation.code.reference(start)) }
      if targets.count > 1, case .record(let record) = item {
        for (slot, target) in targets.enumerated() where slot < record.values.count {
          try assign(target, record.values[slot])
        }
      } else if let target = targets.first {
        try assign(target, item)
      }
      let flow = try run(loop.body, &activation)
      if let end = ended(flow, loop.label) { return end }
    }
    isFound = .boolean(!items.isEmpty)
    return .next
  }

  /// A loop that may run any number of times, with unknown values.
  private func doubtfulBody(
    _ loop: Loop,
    _ start: Int,
    _ targets: [Expression],
    _ values: [SQLValue],
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    let outer = frame
    frame = Frame(outer: outer, label: loop.label.map(folded))
    defer { frame = outer }
    for (target, value) in zip(targets, values) { try assign(target, value) }
    try inDoubt([loop.body], start, &activation, hasElse: true)
    return .next
  }
}
