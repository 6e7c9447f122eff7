import SourceText

extension Evaluator {
  /// Runs statements in order; behind one that may have left, the rest is not certain.
  func run(_ statements: [PHPStatement], _ frame: Frame) throws(PHPThrow) -> Flow {
    var index = 0
    while index < statements.count {
      let flow = try run(statements[index], frame)
      index += 1
      switch flow {
      case .normal: continue
      case .uncertain(let unknown):
        guard index < statements.count else { return flow }
        let rest = statements[index...]
        let found = try speculate(frame, because: unknown, [Array(rest)]).found
        markUndecided(
          found,
          .phpUndecidedCondition,
          "whether this runs depends on " + unknown.reason
            + ", which is not known; the tables named are incomplete"
        )
        return flow
      default: return flow
      }
    }
    return .normal
  }

  func run(_ statement: PHPStatement, _ frame: Frame) throws(PHPThrow) -> Flow {
    try burn()
    switch statement.kind {
    case .expression(let expression):
      here = frame.file.reference(statement.span)
      _ = try evaluate(expression, frame)
    case .return(let value):
      return .returned(try evaluateIfAny(value, frame) ?? .null)
    case .ifElse(let branches, let otherwise):
      return try runIf(branches, otherwise, statement.span, frame)
    case .block(let body): return try run(body, frame)
    case .foreach(let loop): return try runForeach(loop, statement.span, frame)
    case .forLoop(let loop): return try runFor(loop, statement.span, frame)
    case .whileLoop(let condition, let body):
      return try runWhile(condition, body, statement.span, frame)
    case .doWhile(let body, let condition):
      let flow = try run(body, frame)
      if let exit = leaving(flow) { return exit }
      return try runWhile(condition, body, statement.span, frame)
    case .switchCase(let subject, let arms):
      return try runSwitch(subject, arms, statement.span, frame)
    case .break(let levels): return .broken(levels)
    case .continue(let levels): return .continued(levels)
    case .tryCatch(let block): return try runTry(block, frame)
    case .echo(let values):
      for value in values { _ = try evaluate(value, frame) }
    case .unset(let targets):
      for target in targets { try unset(target, frame) }
    case .global(let names):
      for name in names { frame.set(name, .unknown("the global $" + name)) }
    case .staticVariables(let variables):
      for variable in variables {
        let key = "\(frame.file.path):\(statement.span.start):\(variable.name)"
        if let slot = staticVariables[key] {
          frame.variables[variable.name] = slot
        } else {
          let slot = PHPSlot(try evaluateIfAny(variable.value, frame) ?? .null)
          staticVariables[key] = slot
          frame.variables[variable.name] = slot
        }
      }
    case .function(let function): functions[function.name.lower] = (function, frame.file)
    case .classLike(let declaration):
      if classes[declaration.name.lower].flatMap({ $0 }) == nil {
        classes[declaration.name.lower] = .some(makeClass(declaration, in: frame.file))
      }
    case .constants, .inlineHTML, .ignored: break
    case .invalid:
      markIncomplete(
        nil,
        .phpUnknownName,
        "this statement could not be read; what it does is not known"
      )
    }
    return .normal
  }

  private func runIf(
    _ branches: [PHPBranch],
    _ otherwise: [PHPStatement]?,
    _ span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    for (index, branch) in branches.enumerated() {
      here = frame.file.reference(branch.condition.span)
      switch try evaluate(branch.condition, frame).threeValuedTruth {
      case .known(true): return try run(branch.body, frame)
      case .known(false): continue
      case .assumed(let holds, let unknown):
        try noteAssumption(branch, holds, unknown, frame)
        if holds { return try run(branch.body, frame) }
      case .unknown(let unknown):
        var bodies: [[PHPStatement]] = branches[index...].map(\.body)
        bodies.append(otherwise ?? [])
        return try undecided(bodies, because: unknown, at: branch.condition.span, frame)
      }
    }
    return try run(otherwise ?? [], frame)
  }

  /// Says that a branch with changes of the schema in it depends on rows.
  private func noteAssumption(
    _ branch: PHPBranch,
    _ holds: Bool,
    _ unknown: PHPUnknown,
    _ frame: Frame
  ) throws(PHPThrow) {
    guard speculation == nil else { return }
    let copy = frame.variables.values
    let found = try speculate(frame, because: unknown, [branch.body]).found
    for (name, value) in copy { frame.set(name, value) }
    guard found.touchesSchema else { return }
    here = frame.file.reference(branch.condition.span)
    report(
      .phpAssumedEmpty,
      .note,
      "this condition depends on " + unknown.reason
        + "; it is decided as in a database without rows",
      tables: found.tables.sorted()
    )
  }

  /// Runs every branch without effect and marks what any of them touches.
  func undecided(
    _ bodies: [[PHPStatement]],
    because unknown: PHPUnknown,
    at span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    let (found, leaves, _) = try speculate(frame, because: unknown, bodies)
    here = frame.file.reference(span)
    markUndecided(
      found,
      .phpUndecidedCondition,
      "this condition depends on " + unknown.reason
        + ", which is not known; the tables named inside are incomplete"
    )
    return leaves ? .uncertain(unknown) : .normal
  }

  private func runSwitch(
    _ subject: PHPExpression,
    _ arms: [PHPSwitchArm],
    _ span: ByteSpan,
    _ frame: Frame
  ) throws(PHPThrow) -> Flow {
    let value = try evaluate(subject, frame)
    var chosen = arms.firstIndex { $0.value == nil }
    for (index, arm) in arms.enumerated() {
      guard let candidate = arm.value else { continue }
      let other = try evaluate(candidate, frame)
      guard let matches = isEqual(value, other) else {
        let unknown = value.unknownPart ?? other.unknownPart ?? PHPUnknown("this value")
        let bodies = arms.map { arm in
          arm.body.filter { if case .break = $0.kind { false } else { true } }
        }
        return try undecided(bodies, because: unknown, at: subject.span, frame)
      }
      if matches {
        chosen = index
        break
      }
    }
    guard let chosen else { return .normal }
    for arm in arms[chosen...] {
      switch try run(arm.body, frame) {
      case .normal: continue
      case .broken(let levels), .continued(let levels):
        return levels > 1 ? .broken(levels - 1) : .normal
      case let flow: return flow
      }
    }
    return .normal
  }

  private func runTry(_ block: PHPTry, _ frame: Frame) throws(PHPThrow) -> Flow {
    var flow = Flow.normal
    var pending: (PHPThrow, PHPObject?)?
    let level = catches.count
    let depthBefore = depth
    catches.append(block.catches.flatMap(\.types))
    do throws(PHPThrow) {
      flow = try run(block.body, frame)
      catches.removeLast(catches.count - level)
    } catch {
      catches.removeLast(max(0, catches.count - level))
      depth = depthBefore
      guard case .exception = error, let object = thrown else { throw error }
      if let handler = handler(of: object, block) {
        thrown = nil
        if let variable = handler.variable { frame.set(variable, .object(object)) }
        do throws(PHPThrow) {
          flow = try run(handler.body, frame)
        } catch {
          pending = (error, thrown)
        }
      } else {
        pending = (error, object)
      }
    }
    if let finally = block.finally {
      switch try run(finally, frame) {
      case .normal: break
      case let other: return other
      }
    }
    if let pending {
      thrown = pending.1
      throw pending.0
    }
    return flow
  }

  private func handler(of object: PHPObject, _ block: PHPTry) -> PHPCatch? {
    block.catches.first { handler in
      handler.types.contains { isInstance(.object(object), of: $0) ?? false }
    }
  }
}
