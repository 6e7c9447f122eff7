import Catalog
import SourceText

extension Evaluator {
  func callMethod(
    _ receiver: PHPValue,
    _ name: PHPName,
    _ arguments: [PHPArgument],
    from frame: Frame? = nil
  ) throws(PHPThrow) -> PHPValue {
    switch receiver {
    case .object(let object):
      if let native = object.native {
        return try callNative(native, object, name, arguments)
      }
      return try callDeclared(object, name, arguments)
    case .closure(let closure): return try callOnClosure(closure, name, arguments)
    case .enumCase(let enumCase):
      guard let declared = runtimeClass(PHPName(enumCase.enumName)),
        let found = declared.method(name.lower)
      else { break }
      let frame = Frame(
        file: found.owner.file,
        this: receiver,
        scope: found.owner,
        called: declared,
        function: name.text
      )
      return try call(found.function, arguments, frame)
    case .unknown(let unknown):
      if unknown.assumed == nil {
        try warnIfTouched(arguments, "a method of " + unknown.reason)
      } else {
        for argument in arguments {
          if case .closure(let closure) = argument.value {
            try probe(closure, unknown.reason, isAssumedEmpty: true)
          }
        }
      }
      return .unknown(unknownResult(of: unknown, name))
    default: break
    }
    try warnIfTouched(arguments, name.text + "()")
    return .unknown("the result of " + name.text + "() on " + receiver.typeName)
  }

  /// What a method of something unknown gives: still rows where it was rows.
  private func unknownResult(of unknown: PHPUnknown, _ name: PHPName) -> PHPUnknown {
    guard let assumed = unknown.assumed else { return PHPUnknown(unknown.reason) }
    switch name.lower {
    case "count": return PHPUnknown(unknown.reason, assuming: .int(0))
    case "isempty", "doesntexist": return PHPUnknown(unknown.reason, assuming: .bool(true))
    case "isnotempty", "exists", "contains":
      return PHPUnknown(unknown.reason, assuming: .bool(false))
    case "first", "last", "find": return PHPUnknown(unknown.reason, assuming: .null)
    default: return PHPUnknown(unknown.reason, assuming: assumed)
    }
  }

  func callNative(
    _ native: any PHPNative,
    _ object: PHPObject,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    if touch(native) { return .object(object) }
    let call = PHPNativeCall(
      method: name.lower,
      name: name.text,
      arguments: arguments,
      source: here,
      receiver: object,
      evaluator: self
    )
    if let result = try native.call(call) { return result }
    let owner = asciiLowercased(native.className)
    if let macro = macros[owner + "::" + name.lower] ?? context.macro(name.lower, of: owner, self) {
      return try invokeBound(macro, arguments, this: .object(object))
    }
    try warnIfTouched(arguments, name.text + "()")
    if let table = native.touchedTable {
      markIncomplete(
        table,
        .phpUnknownMethod,
        name.text + "() is no method of " + native.className
          + " that is known here, nor a macro of the application"
      )
      return .object(object)
    }
    return .unknown("the result of " + native.className + "::" + name.text + "()")
  }

  /// Runs a closure with another `$this`, as macros and `Closure::call` do.
  func invokeBound(
    _ closure: PHPClosure,
    _ arguments: [PHPArgument],
    this: PHPValue
  ) throws(PHPThrow) -> PHPValue {
    guard case .function(let function, let file) = closure.target else {
      return try call(closure, arguments)
    }
    let frame = Frame(file: file, this: this, scope: closure.scope, function: "{closure}")
    for (name, slot) in closure.captured { frame.variables[name] = slot }
    return try call(function, arguments, frame)
  }

  private func callDeclared(
    _ object: PHPObject,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    guard let declared = object.runtimeClass else {
      try warnIfTouched(arguments, object.className + "::" + name.text + "()")
      return .unknown("the result of " + object.className + "::" + name.text + "()")
    }
    if let found = declared.method(name.lower) {
      let frame = Frame(
        file: found.owner.file,
        this: .object(object),
        scope: found.owner,
        called: declared,
        function: name.text
      )
      return try call(found.function, arguments, frame)
    }
    if case .closure(let closure)? = object.properties[.string(name.text)],
      declared.method("__call") == nil
    {
      return try call(closure, arguments)
    }
    if let result = try callInherited(declared, object, name, arguments) { return result }
    if let magic = declared.method("__call") {
      let frame = Frame(
        file: magic.owner.file,
        this: .object(object),
        scope: magic.owner,
        called: declared
      )
      let list = PHPArray(list: arguments.map(\.value))
      return try call(
        magic.function,
        [PHPArgument(.string(name.text)), PHPArgument(.array(list))],
        frame
      )
    }
    let root = declared.foreignRoot?.text ?? declared.foreignTraits.first?.text
    guard root != nil || !declared.foreignTraits.isEmpty else {
      throw exception(
        "Error",
        "Call to undefined method " + declared.name + "::" + name.text + "()"
      )
    }
    try warnIfTouched(arguments, declared.name + "::" + name.text + "()")
    return .unknown("the result of " + declared.name + "::" + name.text + "()")
  }

  private func callOnClosure(
    _ closure: PHPClosure,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    switch name.lower {
    case "__invoke": return try call(closure, arguments)
    case "call":
      return try invokeBound(
        closure,
        Array(arguments.dropFirst()),
        this: arguments.value(0, "newThis") ?? .null
      )
    case "bindto":
      return .closure(
        PHPClosure(
          closure.target,
          captured: closure.captured,
          this: arguments.value(0, "newThis") ?? .null,
          scope: closure.scope
        )
      )
    default: return .unknown("the result of Closure::" + name.text + "()")
    }
  }

  func callStatic(
    _ reference: PHPClassReference,
    _ name: PHPName,
    _ arguments: [PHPArgument],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    switch reference {
    case .named(let className): return try callStatic(named: className, name, arguments, frame)
    case .dynamic(let expression):
      let value = try evaluate(expression, frame)
      if case .string(let className) = value {
        return try callStatic(named: PHPName(className), name, arguments, frame)
      }
      if case .object(let object) = value, object.native == nil {
        return try callStatic(named: PHPName(object.className), name, arguments, frame)
      }
      try warnIfTouched(arguments, "a class that is computed")
      return .unknown("the result of " + name.text + "() of a class that is computed")
    case .selfClass, .staticClass, .parentClass:
      let start: RuntimeClass?
      switch reference {
      case .selfClass: start = frame.scope
      case .staticClass: start = frame.called
      default: start = frame.scope?.parent
      }
      if let start, let found = start.method(name.lower) {
        let isStatic = found.function.modifiers.contains(.isStatic)
        let inner = Frame(
          file: found.owner.file,
          this: isStatic ? .null : frame.this,
          scope: found.owner,
          called: frame.called,
          function: name.text
        )
        return try call(found.function, arguments, inner)
      }
      guard let scope = frame.scope else { break }
      if case .object(let object) = frame.this,
        let result = try callInherited(scope, object, name, arguments)
      {
        return result
      }
      if let start {
        return try callStaticMissing(start, name, arguments)
      }
      try warnIfTouched(arguments, (scope.foreignRoot?.text ?? "its parent") + "::" + name.text)
    }
    return .unknown("the result of " + name.text + "()")
  }

  func callStatic(
    named className: PHPName,
    _ name: PHPName,
    _ arguments: [PHPArgument],
    _ frame: Frame?
  ) throws(PHPThrow) -> PHPValue {
    if let facade = facade(className) {
      return try callFacade(facade, className, name, arguments)
    }
    guard let declared = runtimeClass(className) else {
      try warnIfTouched(arguments, className.text + "::" + name.text + "()")
      if isModelLike(className) {
        return try callNative(
          QueryObject(table: className.short),
          PHPObject(QueryObject(table: className.short)),
          name,
          arguments
        )
      }
      return .unknown("the result of " + className.text + "::" + name.text + "()")
    }
    if let found = declared.method(name.lower), found.function.body != nil {
      let isStatic = found.function.modifiers.contains(.isStatic)
      let this: PHPValue =
        isStatic
        ? .null
        : frame?.scope?.isKind(of: declared.declaration.name.lower) == true
          ? frame?.this ?? .null : .null
      let inner = Frame(
        file: found.owner.file,
        this: this,
        scope: found.owner,
        called: declared,
        function: name.text
      )
      return try call(found.function, arguments, inner)
    }
    return try callStaticMissing(declared, name, arguments)
  }

  private func callStaticMissing(
    _ declared: RuntimeClass,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    if declared.declaration.kind == .enumeration,
      let result = try callEnum(declared, name, arguments)
    {
      return result
    }
    if let magic = declared.method("__callstatic") {
      let frame = Frame(file: magic.owner.file, scope: magic.owner, called: declared)
      let list = PHPArray(list: arguments.map(\.value))
      return try call(
        magic.function,
        [PHPArgument(.string(name.text)), PHPArgument(.array(list))],
        frame
      )
    }
    if isModel(declared) {
      let query = QueryObject(table: declared.declaration.name.short, model: declared)
      return try callNative(query, PHPObject(query), name, arguments)
    }
    if let facade = declared.foreignParent.flatMap({ facade($0) }) {
      return try callFacade(facade, declared.declaration.name, name, arguments)
    }
    try warnIfTouched(arguments, declared.name + "::" + name.text + "()")
    return .unknown("the result of " + declared.name + "::" + name.text + "()")
  }

  private func callEnum(
    _ declared: RuntimeClass,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue? {
    switch name.lower {
    case "cases":
      var list = PHPArray()
      for item in declared.declaration.cases {
        if let value = try enumCase(declared, item.name) { list.append(value) }
      }
      return .array(list)
    case "from", "tryfrom":
      guard let wanted = arguments.value(0, "value") else { return nil }
      for item in declared.declaration.cases {
        guard case .enumCase(let found)? = try enumCase(declared, item.name) else { continue }
        if isEqual(found.backingValue, wanted) == true { return .enumCase(found) }
      }
      if wanted.isUnknown { return wanted }
      if name.lower == "tryfrom" { return .null }
      throw exception("ValueError", "no case of " + declared.name + " has this value")
    default: return nil
    }
  }
}

extension PHPEnumCase {
  /// `->value`; null for a pure case.
  package var backingValue: PHPValue {
    switch backing {
    case .int(let value): .int(value)
    case .string(let text): .string(text)
    case nil: .null
    }
  }
}
