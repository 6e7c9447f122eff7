import Catalog
import SourceText

/// Runs procedural code.
extension Evaluator {
  func run(
    _ statements: [ProceduralStatement],
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    guard depth < Evaluator.deepest else { throw limit(at: here) }
    depth += 1
    defer { depth -= 1 }
    for (slot, statement) in statements.enumerated() {
      let flow = try handled(statement, &activation)
      switch flow {
      case .next: continue
      case .doubtful:
        let rest = Array(statements[(slot + 1)...])
        guard !rest.isEmpty else { return .doubtful }
        try inDoubt([rest], rest[0].start, &activation, hasElse: true)
        return .doubtful
      default: return flow
      }
    }
    return .next
  }

  /// One statement, with MySQL's handlers around it.
  private func handled(
    _ statement: ProceduralStatement,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    guard step() else { throw limit(at: activation.code.reference(statement.start)) }
    guard statement.kind.isLeaf else { return try run(statement, &activation) }
    here = activation.code.reference(statement.start)
    do {
      return try run(statement, &activation)
    } catch {
      return try handle(error, &activation)
    }
  }

  private func handle(_ error: Raised, _ activation: inout Activation) throws(Raised) -> Flow {
    var level = handlers.count - 1
    while level >= 0 {
      // A condition of its own (a number, a state) goes before SQLEXCEPTION.
      let matching = handlers[level].filter { $0.conditions.contains { error.matches($0) } }
      let handler = matching.first { !$0.conditions.contains(.exception) } ?? matching.first
      if let handler {
        let saved = handlers
        handlers.removeLast(handlers.count - level)
        let caught = activation.caught
        activation.caught = error
        defer {
          handlers = saved
          activation.caught = caught
        }
        let flow = try run(handler.body, &activation)
        if flow != .next { return flow }
        return handler.isExit ? .left(level) : .next
      }
      level -= 1
    }
    throw error
  }

  private func run(
    _ statement: ProceduralStatement,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    switch statement.kind {
    case .block(let block): return try run(block, statement.start, &activation)
    case .assign(let target, let value):
      try assign(target, try self.value(value, nil))
    case .choice(let branches, let otherwise):
      return try choose(nil, branches, otherwise, statement.start, &activation)
    case .selection(let operand, let branches, let otherwise):
      var subject: SQLValue?
      if let operand { subject = try value(operand, nil) }
      return try choose(subject, branches, otherwise ?? [], statement.start, &activation)
    case .loop(let loop): return try run(loop, statement.start, &activation)
    case .exit(let label, let condition):
      return try jump(.exit(label.map(folded)), condition)
    case .next(let label, let condition):
      return try jump(.again(label.map(folded)), condition)
    case .returning(let value):
      guard let value else { return .returned(.null) }
      return .returned(try self.value(value, nil))
    case .returnRows(let value, let query):
      try returnRows(value, query, &activation)
    case .raise(let raise): try self.raise(raise, activation)
    case .perform(let query):
      let result = try relation(query, nil)
      isFound = result.exists
      rowCount = result.count
    case .execute(let text, let into, let using):
      try executeDynamic(text, into, using)
    case .diagnostics(let items):
      for item in items {
        let value: SQLValue
        switch item.item {
        case "row_count": value = rowCount
        case "message_text": value = activation.caught.map { .text($0.message) } ?? .null
        case "returned_sqlstate": value = activation.caught.map { .text($0.state) } ?? .null
        default: value = .unknown
        }
        try assign(item.target, value)
      }
    case .open(let name, let query, let dynamic): try open(name, query, dynamic)
    case .fetch(let name, let into): try fetch(name, into)
    case .close(let name): cursors[folded(name)] = nil
    case .nothing: break
    case .sql(let range):
      return try runFragment(activation.code, range)
    }
    return .next
  }

  private func jump(_ flow: Flow, _ condition: Expression?) throws(Raised) -> Flow {
    guard let condition else { return flow }
    let truth = try value(condition, nil)
    if truth.isUnknown { return .doubtful }
    return truth.truth == true ? flow : .next
  }

  /// `IF` and `CASE`: the first branch whose condition holds, or all that may be taken in doubt.
  private func choose(
    _ subject: SQLValue?,
    _ branches: [ProceduralStatement.Branch],
    _ otherwise: [ProceduralStatement],
    _ start: Int,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    var possible: [[ProceduralStatement]] = []
    here = activation.code.reference(start)
    for branch in branches {
      var isTaken = SQLValue.boolean(false)
      for condition in branch.conditions {
        var truth: SQLValue
        do {
          truth = try value(condition, nil)
        } catch {
          let flow = try handle(error, &activation)
          if flow != .next { return flow }
          truth = .boolean(false)
        }
        if let subject { truth = compare(subject, "=", truth) }
        isTaken = .or(isTaken, truth)
      }
      if isTaken.isUnknown {
        possible.append(branch.body)
      } else if isTaken.truth == true {
        if possible.isEmpty { return try run(branch.body, &activation) }
        possible.append(branch.body)
        return try decide(possible, start, &activation)
      }
    }
    if possible.isEmpty { return try run(otherwise, &activation) }
    possible.append(otherwise)
    return try decide(possible, start, &activation)
  }

  /// Tries branches of which one is taken: those that raise were not, since the migration ran.
  private func decide(
    _ branches: [[ProceduralStatement]],
    _ start: Int,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    let trials = try inDoubt(branches, start, &activation, hasElse: false)
    let survivors = trials.indices.filter { !trials[$0].isRaised }
    if survivors.count == 1, trials.count > 1 {
      return try run(branches[survivors[0]], &activation)
    }
    let flows = Set(survivors.map { trials[$0].flow })
    return flows.count == 1 ? flows.first ?? .next : .doubtful
  }
}

extension ProceduralStatement.Kind {
  /// Statements without others inside: where MySQL's handlers go on from.
  fileprivate var isLeaf: Bool {
    switch self {
    case .block, .choice, .selection, .loop: false
    default: true
    }
  }
}
