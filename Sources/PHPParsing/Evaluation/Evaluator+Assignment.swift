extension Evaluator {
  func evaluateAssignment(
    _ expression: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    switch expression.kind {
    case .assign(let target, let source, let isReference):
      if isReference, case .variable(let name) = target.kind,
        case .variable(let other) = source.kind
      {
        frame.variables[name] = frame.slot(other)
        return frame.slot(other).value
      }
      let value = try evaluate(source, frame)
      try assign(value, to: target, frame)
      return value
    case .compoundAssign(.coalesce, let target, let source):
      let current = try evaluate(target, frame)
      guard current.isNull else { return current }
      let value = try evaluate(source, frame)
      try assign(value, to: target, frame)
      return value
    case .compoundAssign(let operation, let target, let source):
      let current = try evaluate(target, frame)
      let value = try apply(operation, current, try evaluate(source, frame))
      try assign(value, to: target, frame)
      return value
    case .increment(let target, let step, let isPrefix):
      let current = try evaluate(target, frame)
      let value = try apply(.add, current, .int(step))
      try assign(value, to: target, frame)
      return isPrefix ? value : current
    default: return .null
    }
  }

  func assign(
    _ value: PHPValue,
    to target: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) {
    switch target.kind {
    case .variable(let name): frame.set(name, value)
    case .array(let items): try destructure(value, into: items, frame)
    case .unary(.reference, let inner): try assign(value, to: inner, frame)
    default: try modify(target, frame) { (place: inout PHPValue) in place = value }
    }
  }

  private func destructure(
    _ value: PHPValue,
    into items: [PHPArrayItem],
    _ frame: Frame
  ) throws(PHPThrow) {
    for (position, item) in items.enumerated() {
      guard let target = item.value else { continue }
      var key = PHPKey.int(position)
      if let written = item.key, let known = try evaluate(written, frame).key { key = known }
      switch value {
      case .array(let array): try assign(array[key] ?? .null, to: target, frame)
      case .unknown(let unknown): try assign(.unknown(unknown), to: target, frame)
      default: try assign(.null, to: target, frame)
      }
    }
  }

  func unset(_ target: PHPExpression, _ frame: Frame) throws(PHPThrow) {
    switch target.kind {
    case .variable(let name): frame.variables[name] = nil
    case .index(let subject, let index):
      guard let index, let key = try evaluate(index, frame).key else { return }
      try modify(subject, frame) { (place: inout PHPValue) in
        if case .array(var array) = place {
          array[key] = nil
          place = .array(array)
        }
      }
    case .property(let object, let member, _):
      guard case .object(let object) = try evaluate(object, frame),
        let name = try memberName(member, frame)
      else { return }
      object.properties[.string(name)] = nil
    default: break
    }
  }

  /// Changes the value a target stands for, in place where it can.
  func modify(
    _ target: PHPExpression,
    _ frame: Frame,
    _ change: (inout PHPValue) throws(PHPThrow) -> Void
  ) throws(PHPThrow) {
    try enter()
    defer { depth -= 1 }
    switch target.kind {
    case .variable("this"): break
    case .variable(let name):
      let slot = frame.slot(name)
      try change(&slot.value)
    case .variableVariable(let name):
      guard let name = try evaluate(name, frame).text else { return }
      try change(&frame.slot(name).value)
    case .index(let subject, let index):
      let key = try evaluateIfAny(index, frame)
      try modify(subject, frame) { (place: inout PHPValue) throws(PHPThrow) in
        try self.modifyElement(&place, key, change)
      }
    case .property(let object, let member, _):
      try modifyProperty(object, member, frame, change)
    case .staticProperty(let reference, let member):
      guard let slot = try staticSlot(reference, member, frame) else { return }
      try change(&slot.value)
    default: return
    }
  }

  private func modifyElement(
    _ place: inout PHPValue,
    _ key: PHPValue?,
    _ change: (inout PHPValue) throws(PHPThrow) -> Void
  ) throws(PHPThrow) {
    var array: PHPArray
    switch place {
    case .array(let existing): array = existing
    case .null: array = PHPArray()
    case .object(let object):
      if let collection = object.native as? CollectionObject, let key = key?.key {
        var element = collection.items[key] ?? .null
        try change(&element)
        collection.items[key] = element
      }
      return
    default: return
    }
    place = .null
    defer { place = .array(array) }
    guard let key else {
      var element = PHPValue.null
      try change(&element)
      array.append(element)
      return
    }
    guard let key = key.key else {
      let unknown = key.unknownPart ?? PHPUnknown("an array with an unknown key")
      for existing in array.keys { array[existing] = .unknown(unknown) }
      return
    }
    var element = array[key] ?? .null
    try change(&element)
    array[key] = element
  }

  private func modifyProperty(
    _ object: PHPExpression,
    _ member: PHPMember,
    _ frame: Frame,
    _ change: (inout PHPValue) throws(PHPThrow) -> Void
  ) throws(PHPThrow) {
    guard case .object(let object) = try evaluate(object, frame),
      let name = try memberName(member, frame)
    else { return }
    let key = PHPKey.string(name)
    var value = object.properties[key] ?? .null
    if let native = object.native {
      if touch(native) { return }
      value = native.property(name) ?? value
      try change(&value)
      native.setProperty(name, value)
      return
    }
    if speculation != nil {
      object.properties[key] = .unknown("a property set where that is not certain")
      return
    }
    try change(&value)
    object.properties[key] = value
  }

  func memberName(_ member: PHPMember, _ frame: Frame) throws(PHPThrow) -> String? {
    switch member {
    case .name(let name): name.text
    case .dynamic(let expression): try evaluate(expression, frame).text
    }
  }
}
