import Catalog
import SourceText

/// Blocks: declarations, handlers, and PL/pgSQL's exceptions.
extension Evaluator {
  func run(
    _ block: ProceduralBlock,
    _ start: Int,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    let outer = frame
    frame = Frame(outer: outer, label: block.label.map(folded))
    defer { frame = outer }
    try declare(block.declarations)
    var flow: Flow
    if dialect.isMySQLFamily {
      let level = handlers.count
      handlers.append(block.handlers)
      openHandlers += block.handlers.isEmpty ? 0 : 1
      defer {
        if handlers.count > level { handlers.removeLast(handlers.count - level) }
        openHandlers -= block.handlers.isEmpty ? 0 : 1
      }
      flow = try run(block.body, &activation)
      if flow == .left(level) { flow = .next }
    } else if block.exceptions.isEmpty {
      flow = try run(block.body, &activation)
    } else {
      flow = try guarded(block, &activation)
    }
    if case .exit(let label?) = flow, label == block.label.map(folded) { return .next }
    return flow
  }

  /// `BEGIN … EXCEPTION WHEN …`: what the block did is undone before a handler runs.
  private func guarded(
    _ block: ProceduralBlock,
    _ activation: inout Activation
  ) throws(Raised) -> Flow {
    let mark = world.savepoint()
    let (depthBefore, touchedBefore, appliedBefore) = (depth, touched, appliedCount)
    let inner = frame
    openHandlers += 1
    var caught: Raised
    do {
      let flow = try run(block.body, &activation)
      openHandlers -= 1
      return flow
    } catch {
      openHandlers -= 1
      caught = error
    }
    frame = inner
    depth = depthBefore
    for handler in block.exceptions
    where handler.conditions.contains(where: { caught.matches($0) }) {
      world.rollback(to: mark)
      (touched, appliedCount) = (touchedBefore, appliedBefore)
      let before = activation.caught
      activation.caught = caught
      defer { activation.caught = before }
      frame?.variables["sqlerrm"] = .text(caught.message)
      frame?.variables["sqlstate"] = .text(caught.state)
      return try run(handler.body, &activation)
    }
    throw caught
  }

  private func declare(_ declarations: [ProceduralBlock.Declaration]) throws(Raised) {
    for declaration in declarations {
      let name = folded(declaration.name)
      if let alias = declaration.alias {
        frame?.variables[name] = aliased(alias)
        continue
      }
      if let query = declaration.cursor {
        declaredCursors[name] = query
        continue
      }
      var value = SQLValue.null
      if let initial = declaration.value {
        value = try self.value(initial, nil)
        if declaration.type.name != "condition" { value = try cast(value, to: declaration.type) }
      }
      if declaration.type.name == "record", value.isNull {
        value = .record(SQLRecord(names: [], values: []))
      }
      frame?.variables[name] = value
    }
  }

  private func aliased(_ name: String) -> SQLValue {
    guard name.hasPrefix("$"), let number = Int(name.dropFirst()) else {
      return frame?.value(name) ?? .null
    }
    var current = frame
    while let frame = current {
      if number > 0, number <= frame.positional.count { return frame.positional[number - 1] }
      current = frame.outer
    }
    return .unknown
  }

  /// Puts a value where `:=`, `INTO` or `FOR` names a place for it.
  func assign(_ target: Expression, _ value: SQLValue) throws(Raised) {
    switch target {
    case .userVariable(let name): userVariables[name] = value
    case .name(let parts):
      let parts = parts.map(folded)
      guard let first = parts.first else { return }
      if parts.count == 1 {
        if frame?.set(first, value) != true { frame?.variables[first] = value }
        return
      }
      if let labelled = frame?.labelled(first) {
        labelled.variables[parts[1]] = value
        return
      }
      var record = SQLRecord(names: [], values: [])
      if case .record(let current)? = frame?.value(first) { record = current }
      if let slot = record.names.firstIndex(of: parts[1]), slot < record.values.count {
        record.values[slot] = value
      } else {
        record.names.append(parts[1])
        record.values.append(value)
      }
      _ = frame?.set(first, .record(record))
    case .element(let base, let index):
      guard let position = try self.value(index, nil).integer, position > 0, position < 10_000
      else { return try assign(base, .unknown) }
      var items: [SQLValue] = []
      switch try self.value(base, nil) {
      case .array(let current): items = current
      case .null: break
      default: return
      }
      while items.count < position { items.append(.null) }
      items[position - 1] = value
      try assign(base, .array(items))
    default: break
    }
  }

  /// Spreads a row over targets; one record takes it whole.
  func assign(_ row: Relation.Row?, _ relation: Relation, _ targets: [Expression]) throws(Raised) {
    let isDoubtful = relation.isOpen || row?.isCertain == false
    if targets.count == 1, relation.columns.count != 1 || isRecord(targets[0]) {
      var record = SQLRecord(
        names: relation.columns,
        values: Array(repeating: .null, count: relation.columns.count)
      )
      if let row { record.values = row.values }
      if isDoubtful { record.values = record.values.map { _ in .unknown } }
      return try assign(
        targets[0],
        isDoubtful && relation.hasMoreColumns ? .unknown : .record(record)
      )
    }
    for (slot, target) in targets.enumerated() {
      var value = SQLValue.null
      if let row, slot < row.values.count { value = row.values[slot] }
      try assign(target, isDoubtful ? .unknown : value)
    }
  }

  /// A variable of type `record` or of a row type.
  private func isRecord(_ target: Expression) -> Bool {
    guard case .name(let parts) = target, parts.count == 1, let name = parts.first else {
      return false
    }
    guard let value = frame?.value(folded(name)) else { return true }
    if case .record = value { return true }
    return false
  }
}
