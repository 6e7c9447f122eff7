import SourceText

extension Evaluator {
  func evaluateCall(
    _ expression: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    try burn()
    switch expression.kind {
    case .call(let name, let arguments):
      if let result = try callReferenced(name, arguments, frame) { return result }
      let values = try evaluate(arguments, frame)
      here = frame.file.reference(expression.span)
      return try callFunction(name, values, frame)
    case .methodCall(let object, let member, let arguments, let isNullsafe):
      let receiver = try evaluate(object, frame)
      if isNullsafe, receiver.isNull { return .null }
      guard case .name(let name) = member else {
        return try callDynamic(receiver, member, arguments, frame)
      }
      let values = try evaluate(arguments, frame)
      here = frame.file.reference(expression.span)
      return try callMethod(receiver, name, values, from: frame)
    case .staticCall(let reference, let member, let arguments):
      let values = try evaluate(arguments, frame)
      here = frame.file.reference(expression.span)
      guard let name = try memberName(member, frame) else {
        try warnIfTouched(values, "a method whose name is computed")
        return .unknown("a method whose name is computed")
      }
      return try callStatic(reference, PHPName(name), values, frame)
    case .new(let reference, let arguments):
      let values = try evaluate(arguments, frame)
      here = frame.file.reference(expression.span)
      return try instantiate(reference, values, frame)
    case .newAnonymous(let declaration, let arguments):
      let values = try evaluate(arguments, frame)
      return try construct(makeClass(declaration, in: frame.file), values)
    case .callValue(let callee, let arguments):
      let function = try evaluate(callee, frame)
      let values = try evaluate(arguments, frame)
      here = frame.file.reference(expression.span)
      return try callValue(function, values)
    default: return .null
    }
  }

  private func callDynamic(
    _ receiver: PHPValue,
    _ member: PHPMember,
    _ arguments: [PHPArgumentSyntax],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    guard case .dynamic(let expression) = member else { return .null }
    let name = try evaluate(expression, frame)
    let values = try evaluate(arguments, frame)
    here = frame.file.reference(expression.span)
    if case .closure(let closure) = name { return try call(closure, values) }
    guard let text = name.text else {
      if case .object(let object) = receiver, let native = object.native {
        if let table = native.touchedTable {
          markIncomplete(
            table,
            .phpUnknownName,
            "the name of this method is " + (name.unknownPart?.reason ?? "not known")
              + "; what it does to the table is not known"
          )
        }
      }
      return .unknown("the result of a method whose name is computed")
    }
    return try callMethod(receiver, PHPName(text), values, from: frame)
  }

  func evaluate(
    _ arguments: [PHPArgumentSyntax],
    _ frame: Frame
  ) throws(PHPThrow) -> [PHPArgument] {
    var values: [PHPArgument] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments {
      let value = try evaluate(argument.value, frame)
      guard argument.isSpread else {
        values.append(PHPArgument(value, name: argument.name, span: argument.value.span))
        continue
      }
      guard let spread = iterated(value) else {
        values.append(PHPArgument(value, span: argument.value.span))
        continue
      }
      for (key, element) in spread.pairs {
        var name: String?
        if case .string(let text) = key { name = text }
        values.append(PHPArgument(element, name: name, span: argument.value.span))
      }
    }
    return values
  }

  /// Calls whatever is callable: closures, names, `[object, 'method']`, `__invoke`.
  func callValue(_ callee: PHPValue, _ arguments: [PHPArgument]) throws(PHPThrow) -> PHPValue {
    switch callee {
    case .closure(let closure): return try call(closure, arguments)
    case .string(let text):
      if let colons = text.splitAtDoubleColon {
        return try callStatic(
          named: PHPName(colons.before),
          PHPName(colons.after),
          arguments,
          nil
        )
      }
      return try callFunction(PHPName(text), arguments, nil)
    case .array(let pair) where pair.count == 2:
      guard let method = pair[.int(1)]?.text else { break }
      switch pair[.int(0)] {
      case .string(let className)?:
        return try callStatic(named: PHPName(className), PHPName(method), arguments, nil)
      case let object?: return try callMethod(object, PHPName(method), arguments)
      case nil: break
      }
    case .object: return try callMethod(callee, PHPName("__invoke"), arguments)
    default: break
    }
    try warnIfTouched(arguments, "a function that is not known")
    return .unknown(callee.unknownPart ?? PHPUnknown("the result of a function that is not known"))
  }

  func call(_ closure: PHPClosure, _ arguments: [PHPArgument]) throws(PHPThrow) -> PHPValue {
    switch closure.target {
    case .named(let name): return try callFunction(PHPName(name), arguments, nil)
    case .method(let object, let name):
      return try callMethod(object, PHPName(name), arguments)
    case .staticMethod(let className, let name):
      return try callStatic(named: PHPName(className), PHPName(name), arguments, nil)
    case .function(let function, let file):
      let frame = Frame(
        file: file,
        this: closure.this,
        scope: closure.scope,
        function: "{closure}"
      )
      for (name, slot) in closure.captured { frame.variables[name] = slot }
      return try call(function, arguments, frame)
    }
  }

  /// Binds arguments and runs a body.
  func call(
    _ function: PHPFunction,
    _ arguments: [PHPArgument],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    try enter()
    defer { depth -= 1 }
    try bind(function.parameters, arguments, frame)
    guard let body = function.body else {
      return .unknown("the result of an abstract method")
    }
    switch try run(body, frame) {
    case .returned(let value): return value
    case .uncertain(let unknown): return .unknown(PHPUnknown(unknown.reason))
    default: return .null
    }
  }

  private func bind(
    _ parameters: [PHPParameter],
    _ arguments: [PHPArgument],
    _ frame: Frame
  ) throws(PHPThrow) {
    for (position, parameter) in parameters.enumerated() {
      if parameter.isVariadic {
        var rest = PHPArray()
        for argument in arguments.dropFirst(position) {
          if let name = argument.name {
            rest[.string(name)] = argument.value
          } else {
            rest.append(argument.value)
          }
        }
        frame.variables[parameter.name] = PHPSlot(.array(rest))
        return
      }
      let given = arguments.value(position, parameter.name)
      let fallback: PHPValue? =
        given == nil
        ? try evaluateIfAny(parameter.defaultValue, frame) : nil
      frame.variables[parameter.name] = PHPSlot(
        given ?? fallback ?? .unknown("a parameter that was not given")
      )
      if !parameter.modifiers.isEmpty, case .object(let object) = frame.this {
        object.properties[.string(parameter.name)] = given ?? fallback ?? .null
      }
    }
  }

  /// A closure with what it captures.
  func closure(_ function: PHPFunction, _ frame: Frame) throws(PHPThrow) -> PHPValue {
    try countObject()
    var captured: [String: PHPSlot] = [:]
    if function.isArrow {
      for (name, slot) in frame.variables { captured[name] = PHPSlot(slot.value) }
    }
    for use in function.uses {
      captured[use.name] =
        use.isReference ? frame.slot(use.name) : PHPSlot(frame.value(use.name) ?? .null)
    }
    let isStatic = function.modifiers.contains(.isStatic)
    return .closure(
      PHPClosure(
        .function(function, frame.file),
        captured: captured,
        this: isStatic ? .null : frame.this,
        scope: frame.scope
      )
    )
  }

  /// `f(...)`, `$object->method(...)`, `Foo::method(...)`.
  func callable(_ call: PHPExpression, _ frame: Frame) throws(PHPThrow) -> PHPValue {
    try countObject()
    switch call.kind {
    case .call(let name, _): return .closure(PHPClosure(.named(name.text)))
    case .methodCall(let object, let member, _, _):
      let receiver = try evaluate(object, frame)
      guard let name = try memberName(member, frame) else { break }
      return .closure(PHPClosure(.method(receiver, name)))
    case .staticCall(let reference, let member, _):
      guard let owner = try className(reference, frame),
        let name = try memberName(member, frame)
      else { break }
      return .closure(PHPClosure(.staticMethod(className: owner.text, name)))
    case .callValue(let callee, _): return try evaluate(callee, frame)
    default: break
    }
    return .unknown("a callable whose name is computed")
  }

  /// A Blueprint given to code that is not there: its table is incomplete from here on.
  func warnIfTouched(_ arguments: [PHPArgument], _ what: String) throws(PHPThrow) {
    for argument in arguments {
      if case .object(let object) = argument.value, let table = object.native?.touchedTable {
        markIncomplete(
          table,
          .phpForeignCode,
          "the Blueprint is given to " + what
            + ", whose source is not in the project; what it adds to the table is not known"
        )
      }
      if case .closure(let closure) = argument.value { try probe(closure, what) }
    }
  }

  /// Runs a closure without effect that code which is not there may or may not call.
  func probe(
    _ closure: PHPClosure,
    _ what: String,
    isAssumedEmpty: Bool = false
  ) throws(PHPThrow) {
    guard case .function(let function, let file) = closure.target else { return }
    let unknown = PHPUnknown("the result of " + what)
    let frame = Frame(file: file, this: closure.this, scope: closure.scope)
    for (name, slot) in closure.captured { frame.variables[name] = PHPSlot(slot.value) }
    for parameter in function.parameters { frame.set(parameter.name, .unknown(unknown)) }
    let found = try speculate(frame, because: unknown, [function.body ?? []]).found
    if isAssumedEmpty {
      guard found.touchesSchema else { return }
      report(
        .phpAssumedEmpty,
        .note,
        "this runs once for each of " + what + "; it is taken as a database without rows",
        tables: found.tables.sorted()
      )
      return
    }
    markUndecided(
      found,
      .phpUndecidedLoop,
      "how often this function runs depends on " + what
        + ", which is not known; the tables named inside are incomplete"
    )
  }

  /// Notes the table of a native object where nothing is certain; true where that is the case.
  func touch(_ native: any PHPNative) -> Bool {
    guard let speculation, let table = native.touchedTable else { return false }
    speculation.tables.insert(table)
    return true
  }
}

extension String {
  /// The parts before and behind `::`.
  var splitAtDoubleColon: (before: String, after: String)? {
    let bytes = Array(utf8)
    for index in 0..<max(0, bytes.count - 1) where bytes[index] == 0x3A && bytes[index + 1] == 0x3A
    {
      return (
        String(decoding: bytes[..<index], as: UTF8.self),
        String(decoding: bytes[(index + 2)...], as: UTF8.self)
      )
    }
    return nil
  }
}
