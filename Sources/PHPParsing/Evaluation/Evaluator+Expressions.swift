import SourceText

extension Evaluator {
  func evaluate(_ expression: PHPExpression, _ frame: Frame) throws(PHPThrow) -> PHPValue {
    switch expression.kind {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .float(let value): return .float(value)
    case .string(let text): return .string(text)
    case .variable(let name): return variable(name, frame)
    case .call, .callValue, .methodCall, .staticCall, .new, .newAnonymous:
      try enter()
      defer { depth -= 1 }
      return try evaluateCall(expression, frame)
    default:
      // Each counts: the target of `+=` is evaluated twice, so nested ones would double the work.
      try burn()
      try enter()
      defer { depth -= 1 }
      return try evaluateOther(expression, frame)
    }
  }

  func evaluateIfAny(
    _ expression: PHPExpression?,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue? {
    guard let expression else { return nil }
    return try evaluate(expression, frame)
  }

  private func variable(_ name: String, _ frame: Frame) -> PHPValue {
    if name == "this" { return frame.this }
    return frame.variables[name]?.value ?? .null
  }

  private func evaluateOther(
    _ expression: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    switch expression.kind {
    case .interpolated(let parts): return try evaluateTemplate(parts, frame)
    case .array(let items): return try evaluateArray(items, frame)
    case .constant(let name): return try constant(name, frame)
    case .classConstant(let reference, let member):
      return try classConstant(reference, member, frame)
    case .property(let object, let member, let isNullsafe):
      return try property(object, member, isNullsafe: isNullsafe, frame)
    case .staticProperty(let reference, let member):
      return try staticSlot(reference, member, frame)?.value
        ?? .unknown("a static property of a class that is not in the project")
    case .index(let subject, let index):
      return try element(of: subject, index, frame)
    case .unary(let operation, let operand):
      return try evaluateUnary(operation, operand, frame)
    case .binary(let operation, let left, let right):
      return try evaluateBinary(operation, left, right, frame)
    case .assign, .compoundAssign, .increment:
      return try evaluateAssignment(expression, frame)
    case .ternary(let condition, let then, let otherwise):
      return try evaluateTernary(condition, then, otherwise, frame)
    case .match(let subject, let arms): return try evaluateMatch(subject, arms, frame)
    case .closure(let function): return try closure(function, frame)
    case .callableReference(let call): return try callable(call, frame)
    case .cast(let cast, let operand):
      if cast == .object { try countObject() }
      return convert(try evaluate(operand, frame), to: cast)
    default: return try evaluateRare(expression, frame)
    }
  }

  private func evaluateRare(
    _ expression: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    switch expression.kind {
    case .isset(let targets):
      for target in targets {
        let value = try evaluate(target, frame)
        if let unknown = value.unknownPart { return derived(unknown) { !$0.isNull } }
        if value.isNull { return .bool(false) }
      }
      return .bool(true)
    case .empty(let target):
      let value = try evaluate(target, frame)
      if let unknown = value.unknownPart { return derived(unknown) { !($0.truth ?? false) } }
      return .bool(!(value.truth ?? false))
    case .instanceOf(let subject, let reference):
      return try evaluateInstanceOf(subject, reference, frame)
    case .throw(let value):
      guard case .object(let object) = try evaluate(value, frame) else {
        throw exception("Exception", "an exception whose class is not known")
      }
      thrown = object
      throw .exception
    case .include(let path): return try include(path, frame)
    case .exit: throw .stopped
    case .print(let value):
      _ = try evaluate(value, frame)
      return .int(1)
    case .magic(let magic): return self.magic(magic, expression.span, frame)
    case .variableVariable(let name):
      guard let name = try evaluate(name, frame).text else {
        return .unknown("a variable whose name is computed")
      }
      return variable(name, frame)
    case .yield: return .unknown("what a generator receives")
    default: return .unknown("an expression that could not be read")
    }
  }

  /// An unknown value made of another, with what it is in a database without rows.
  func derived(_ unknown: PHPUnknown, _ test: (PHPValue) -> Bool) -> PHPValue {
    .unknown(PHPUnknown(unknown.reason, assuming: unknown.assumed.map { .bool(test($0)) }))
  }

  private func evaluateTemplate(
    _ parts: [PHPStringPart],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    var text = ""
    for part in parts {
      switch part {
      case .text(let piece): text += piece
      case .expression(let expression):
        let value = try evaluate(expression, frame)
        guard let piece = try self.text(of: value) else {
          return .unknown(value.unknownPart ?? PHPUnknown("a text with an unknown part"))
        }
        text += piece
      }
    }
    return bounded(.string(text))
  }

  /// A value, unless it has grown beyond what any migration needs: doubling in a loop would fill
  /// the memory long before the fuel is used up.
  func bounded(_ value: PHPValue) -> PHPValue {
    switch value {
    case .string(let text) where text.utf8.count > 4_000_000: .unknown("a text of megabytes")
    case .array(let array) where array.count > 200_000: .unknown("a list of too many elements")
    default: value
    }
  }

  /// A value as text, `__toString` included; nil where it is unknown.
  func text(of value: PHPValue) throws(PHPThrow) -> String? {
    if case .object(let object) = value, object.native == nil,
      object.runtimeClass?.method("__tostring") != nil
    {
      return try callMethod(value, PHPName("__toString"), []).text
    }
    return value.text
  }

  private func evaluateArray(
    _ items: [PHPArrayItem],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    var array = PHPArray()
    for item in items {
      guard let value = item.value else { continue }
      let element = try evaluate(value, frame)
      if item.isSpread {
        guard let spread = iterated(element) else {
          return .unknown(element.unknownPart ?? PHPUnknown("a list with unknown elements"))
        }
        for (key, element) in spread.pairs {
          if case .string = key { array[key] = element } else { array.append(element) }
        }
      } else if let key = item.key {
        let keyValue = try evaluate(key, frame)
        guard let key = keyValue.key else {
          return .unknown(keyValue.unknownPart ?? PHPUnknown("an array with an unknown key"))
        }
        array[key] = element
      } else {
        array.append(element)
      }
    }
    return bounded(.array(array))
  }

  private func evaluateTernary(
    _ condition: PHPExpression,
    _ then: PHPExpression?,
    _ otherwise: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let value = try evaluate(condition, frame)
    switch value.threeValuedTruth {
    case .known(true):
      return try evaluateIfAny(then, frame) ?? value
    case .known(false): return try evaluate(otherwise, frame)
    case .assumed(let holds, let unknown):
      let chosen =
        holds
        ? try evaluateIfAny(then, frame) ?? value
        : try evaluate(otherwise, frame)
      if case .unknown = chosen { return chosen }
      return .unknown(PHPUnknown(unknown.reason, assuming: chosen))
    case .unknown(let unknown):
      guard let then else {
        _ = try join([otherwise], because: unknown, frame)
        return .unknown(PHPUnknown(unknown.reason))
      }
      return try join([then, otherwise], because: unknown, frame)
    }
  }

  /// Evaluates alternatives without effect; their value where all agree.
  private func join(
    _ alternatives: [PHPExpression],
    because unknown: PHPUnknown,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let bodies = alternatives.map { [PHPStatement(kind: .return($0), span: $0.span)] }
    let (found, _, values) = try speculate(frame, because: unknown, bodies)
    markUndecided(
      found,
      .phpUndecidedCondition,
      "this choice depends on " + unknown.reason
        + ", which is not known; the tables named inside are incomplete"
    )
    if let first = values.first, values.count == alternatives.count,
      values.dropFirst().allSatisfy({ isIdentical(first, $0) == true })
    {
      return first
    }
    return .unknown(PHPUnknown(unknown.reason))
  }

  private func evaluateMatch(
    _ subject: PHPExpression,
    _ arms: [PHPMatchArm],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let value = try evaluate(subject, frame)
    for arm in arms {
      for condition in arm.conditions {
        let other = try evaluate(condition, frame)
        guard let same = isIdentical(value, other) else {
          let unknown = value.unknownPart ?? other.unknownPart ?? PHPUnknown("this value")
          return try join(arms.map(\.result), because: unknown, frame)
        }
        if same { return try evaluate(arm.result, frame) }
      }
    }
    guard let otherwise = arms.first(where: \.conditions.isEmpty) else {
      throw exception("UnhandledMatchError", "no arm of this match fits")
    }
    return try evaluate(otherwise.result, frame)
  }

  private func evaluateInstanceOf(
    _ subject: PHPExpression,
    _ reference: PHPClassReference,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let value = try evaluate(subject, frame)
    if let unknown = value.unknownPart { return derived(unknown) { _ in false } }
    guard let name = try className(reference, frame) else {
      return .unknown("whether a value is of a class that is computed")
    }
    guard let answer = isInstance(value, of: name) else {
      return .unknown("whether a " + value.typeName + " is a " + name.text)
    }
    return .bool(answer)
  }

  private func magic(
    _ magic: PHPMagicConstant,
    _ span: ByteSpan,
    _ frame: Frame
  ) -> PHPValue {
    let path = frame.file.path
    switch magic {
    case .file: return .string(projectRoot + path)
    case .directory: return .string(projectRoot + parentFolder(of: path))
    case .line: return .int(Int(frame.file.lines.position(of: Int(span.start)).line))
    case .className: return .string(frame.scope?.name ?? "")
    case .function: return .string(frame.function)
    case .method: return .string((frame.scope.map { $0.name + "::" } ?? "") + frame.function)
    case .traitName: return .string("")
    case .namespace:
      let name = frame.scope?.name ?? ""
      let slash = name.utf8.lastIndex(of: 0x5C)
      return .string(slash.map { String(name[..<$0]) } ?? "")
    }
  }

  /// `include`d files of the project: what they return.
  private func include(_ path: PHPExpression, _ frame: Frame) throws(PHPThrow) -> PHPValue {
    let value = try evaluate(path, frame)
    guard let path = value.text.flatMap(projectPath), let file = context.file(path, self) else {
      report(
        .phpMissingFile,
        .note,
        "the included file is not in the project, so what it does is not known"
      )
      return .unknown("what the included file returns")
    }
    return try runFile(file)
  }

  /// Runs the statements of a file outside functions and gives what it returns.
  func runFile(_ file: PHPFile) throws(PHPThrow) -> PHPValue {
    try enter()
    defer { depth -= 1 }
    declare(file)
    if case .returned(let value) = try run(file.statements, Frame(file: file)) { return value }
    return .int(1)
  }
}
