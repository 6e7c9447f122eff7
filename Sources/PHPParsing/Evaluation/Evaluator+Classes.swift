import SourceText

extension Evaluator {
  /// The class a reference names; nil where it is computed and unknown.
  func className(
    _ reference: PHPClassReference,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPName? {
    switch reference {
    case .named(let name): return name
    case .selfClass: return frame.scope.map { PHPName($0.name) }
    case .staticClass: return frame.called.map { PHPName($0.name) }
    case .parentClass:
      return frame.scope?.parent.map { PHPName($0.name) } ?? frame.scope?.foreignParent
    case .dynamic(let expression):
      switch try evaluate(expression, frame) {
      case .string(let name): return PHPName(withoutLeadingSlash(name))
      case .object(let object): return PHPName(object.className)
      case .enumCase(let enumCase): return PHPName(enumCase.enumName)
      default: return nil
      }
    }
  }

  private func withoutLeadingSlash(_ name: String) -> String {
    name.utf8.first == 0x5C ? String(name.dropFirst()) : name
  }

  /// The class of a reference with its source, `self` of an anonymous class included.
  func runtimeClass(
    _ reference: PHPClassReference,
    _ frame: Frame
  ) throws(PHPThrow) -> RuntimeClass? {
    switch reference {
    case .selfClass: return frame.scope
    case .staticClass: return frame.called
    case .parentClass: return frame.scope?.parent
    case .named(let name): return runtimeClass(name)
    case .dynamic(let expression):
      if case .object(let object) = try evaluate(expression, frame) {
        return object.runtimeClass ?? runtimeClass(PHPName(object.className))
      }
      return try className(reference, frame).flatMap { runtimeClass($0) }
    }
  }

  func classConstant(
    _ reference: PHPClassReference,
    _ member: PHPMember,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    guard let name = try memberName(member, frame) else {
      return .unknown("a constant whose name is computed")
    }
    if member.lower == "class" {
      return try className(reference, frame).map { .string($0.text) }
        ?? .unknown("the name of a class that is computed")
    }
    guard let declared = try runtimeClass(reference, frame) else {
      let owner = try className(reference, frame)
      return knownConstant(owner?.lower ?? "", name)
        ?? .unknown((owner?.text ?? "a class") + "::" + name + ", which is not in the project")
    }
    if let value = try enumCase(declared, name) { return value }
    return try constantValue(declared, name)
  }

  private func constantValue(
    _ declared: RuntimeClass,
    _ name: String
  ) throws(PHPThrow) -> PHPValue {
    if let known = declared.constants[name] { return known }
    guard let found = declared.constant(name) else {
      for interface in declared.declaration.interfaces {
        if let owner = runtimeClass(interface), owner.constant(name) != nil {
          return try constantValue(owner, name)
        }
      }
      if let root = declared.foreignRoot, let known = knownConstant(root.lower, name) {
        return known
      }
      return .unknown(declared.name + "::" + name + ", which is not in the project")
    }
    declared.constants[name] = .unknown("a constant that is defined by itself")
    guard let expression = found.constant.value else { return .null }
    let frame = Frame(file: found.owner.file, scope: found.owner, called: declared)
    let value = try evaluate(expression, frame)
    declared.constants[name] = value
    return value
  }

  func enumCase(_ declared: RuntimeClass, _ name: String) throws(PHPThrow) -> PHPValue? {
    guard let found = declared.declaration.cases.first(where: { $0.name == name }) else {
      return nil
    }
    var backing: PHPEnumCase.Backing?
    if let expression = found.value {
      let frame = Frame(file: declared.file, scope: declared)
      switch try evaluate(expression, frame) {
      case .int(let value): backing = .int(value)
      case .string(let text): backing = .string(text)
      default: return .unknown("the value of " + declared.name + "::" + name)
      }
    }
    return .enumCase(PHPEnumCase(enumName: declared.name, name: name, backing: backing))
  }

  func property(
    _ subject: PHPExpression,
    _ member: PHPMember,
    isNullsafe: Bool,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let receiver = try evaluate(subject, frame)
    guard let name = try memberName(member, frame) else {
      return .unknown("a property whose name is computed")
    }
    switch receiver {
    case .object(let object):
      if let native = object.native {
        if let value = native.property(name) { return value }
        return object.properties[.string(name)]
          ?? .unknown(
            "the property " + name + " of " + native.className
          )
      }
      if let value = object.properties[.string(name)] { return value }
      if let getter = object.runtimeClass?.method("__get") {
        let frame = Frame(
          file: getter.owner.file,
          this: receiver,
          scope: getter.owner,
          called: object.runtimeClass
        )
        return try call(getter.function, [PHPArgument(.string(name))], frame)
      }
      if object.runtimeClass == nil, object.className == "stdClass" { return .null }
      return .unknown("the property " + name + " of " + object.className)
    case .enumCase(let enumCase):
      switch name {
      case "name": return .string(enumCase.name)
      case "value": return enumCase.backingValue
      default: return .null
      }
    case .unknown(let unknown):
      return .unknown(PHPUnknown(unknown.reason, assuming: unknown.assumed == nil ? nil : .null))
    case .null: return isNullsafe ? .null : .unknown("the property " + name + " of null")
    default: return .null
    }
  }

  func staticSlot(
    _ reference: PHPClassReference,
    _ member: PHPMember,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPSlot? {
    guard let declared = try runtimeClass(reference, frame),
      let name = try memberName(member, frame)
    else { return nil }
    var owner: RuntimeClass? = declared
    while let candidate = owner {
      if let slot = candidate.statics[name] { return slot }
      let declaring = ([candidate] + candidate.traits).first {
        $0.declaration.property(name)?.modifiers.contains(.isStatic) == true
      }
      if let declaring, let property = declaring.declaration.property(name) {
        let slot = PHPSlot(.null)
        candidate.statics[name] = slot
        if let value = property.defaultValue {
          slot.value = try evaluate(value, Frame(file: declaring.file, scope: candidate))
        }
        return slot
      }
      owner = candidate.parent
    }
    return nil
  }

  func instantiate(
    _ reference: PHPClassReference,
    _ arguments: [PHPArgument],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    if case .named(let name) = reference, let native = try makeNative(name, arguments) {
      return native
    }
    if let declared = try runtimeClass(reference, frame) {
      return try construct(declared, arguments)
    }
    guard let name = try className(reference, frame) else {
      try warnIfTouched(arguments, "a class that is computed")
      return .unknown("an object of a class that is computed")
    }
    if let native = try makeNative(name, arguments) { return native }
    try warnIfTouched(arguments, "new " + name.text)
    return .object(PHPObject(className: name.text))
  }

  func construct(
    _ declared: RuntimeClass,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    try countObject()
    let object = PHPObject(declared)
    for (property, owner) in declared.allProperties
    where !property.modifiers.contains(.isStatic) {
      if let expression = property.defaultValue {
        let frame = Frame(file: owner.file, scope: owner, called: declared)
        object.properties[.string(property.name)] = try evaluate(expression, frame)
      } else if property.type == nil || object.properties[.string(property.name)] == nil {
        object.properties[.string(property.name)] = .null
      }
    }
    if let constructor = declared.method("__construct") {
      let frame = Frame(
        file: constructor.owner.file,
        this: .object(object),
        scope: constructor.owner,
        called: declared,
        function: "__construct"
      )
      _ = try call(constructor.function, arguments, frame)
    } else if declared.isKind(of: "exception") || isExceptionRoot(declared.foreignRoot) {
      object.properties[.string("message")] = arguments.value(0, "message") ?? .string("")
    }
    return .object(object)
  }

  func element(
    of subject: PHPExpression,
    _ index: PHPExpression?,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let value = try evaluate(subject, frame)
    guard let index else { return .null }
    let keyValue = try evaluate(index, frame)
    switch value {
    case .array(let array):
      guard let key = keyValue.key else {
        return .unknown(keyValue.unknownPart ?? PHPUnknown("an element with an unknown key"))
      }
      return array[key] ?? .null
    case .string(let text):
      guard let offset = keyValue.integer else { return .unknown("a letter of a text") }
      let bytes = Array(text.utf8)
      let position = offset < 0 ? bytes.count + offset : offset
      guard bytes.indices.contains(position) else { return .string("") }
      return .string(String(decoding: [bytes[position]], as: UTF8.self))
    case .object(let object):
      if let collection = object.native as? CollectionObject, let key = keyValue.key {
        return collection.items[key] ?? .null
      }
      if object.runtimeClass?.method("offsetget") != nil {
        return try callMethod(value, PHPName("offsetGet"), [PHPArgument(keyValue)])
      }
      if let key = keyValue.text, let native = object.native?.property(key) { return native }
      return .unknown("an element of " + object.className)
    case .unknown(let unknown):
      return .unknown(PHPUnknown(unknown.reason, assuming: unknown.assumed == nil ? nil : .null))
    default: return .null
    }
  }
}
