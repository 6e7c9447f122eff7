extension Evaluator {
  func evaluateUnary(
    _ operation: PHPUnaryOperator,
    _ operand: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let value = try evaluate(operand, frame)
    switch operation {
    case .silence, .reference: return value
    case .not:
      if let unknown = value.unknownPart { return derived(unknown) { !($0.truth ?? false) } }
      return .bool(!(value.truth ?? false))
    case .plus: return value.number ?? unknown(value, "a number")
    case .minus: return arithmetic(.subtract, .int(0), value)
    case .bitNot: return value.integer.map { .int(~$0) } ?? unknown(value, "a number")
    case .clone:
      try countObject()
      guard case .object(let object) = value, object.native == nil else { return value }
      let copy =
        object.runtimeClass.map { PHPObject($0) } ?? PHPObject(className: object.className)
      copy.properties = object.properties
      return .object(copy)
    }
  }

  func evaluateBinary(
    _ operation: PHPBinaryOperator,
    _ left: PHPExpression,
    _ right: PHPExpression,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    switch operation {
    case .and: return try evaluateLogical(left, right, stopsAt: false, frame)
    case .or: return try evaluateLogical(left, right, stopsAt: true, frame)
    case .coalesce:
      let value = try evaluate(left, frame)
      if case .unknown(let unknown) = value {
        guard let assumed = unknown.assumed, assumed.isNull else { return value }
        let fallback = try evaluate(right, frame)
        if case .unknown = fallback { return fallback }
        return .unknown(PHPUnknown(unknown.reason, assuming: fallback))
      }
      return value.isNull ? try evaluate(right, frame) : value
    case .pipe:
      let value = try evaluate(left, frame)
      return try callValue(try evaluate(right, frame), [PHPArgument(value)])
    default:
      let first = try evaluate(left, frame)
      let second = try evaluate(right, frame)
      return try apply(operation, first, second)
    }
  }

  /// `&&` and `||`: a side that decides makes the other one's being unknown not matter.
  private func evaluateLogical(
    _ left: PHPExpression,
    _ right: PHPExpression,
    stopsAt: Bool,
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue {
    let first = try evaluate(left, frame)
    switch first.threeValuedTruth {
    case .known(let value):
      if value == stopsAt { return .bool(stopsAt) }
      let second = try evaluate(right, frame)
      if let unknown = second.unknownPart { return derived(unknown) { $0.truth ?? false } }
      return .bool(second.truth ?? false)
    case .assumed(let value, let unknown):
      let second = try evaluate(right, frame)
      if second.truth == stopsAt { return .bool(stopsAt) }
      if value == stopsAt { return .unknown(PHPUnknown(unknown.reason, assuming: .bool(stopsAt))) }
      if case .unknown(let other) = second { return derived(other) { $0.truth ?? false } }
      return .unknown(PHPUnknown(unknown.reason, assuming: .bool(second.truth ?? false)))
    case .unknown(let unknown):
      let second = try evaluate(right, frame)
      if second.truth == stopsAt { return .bool(stopsAt) }
      return .unknown(PHPUnknown(unknown.reason))
    }
  }

  /// A binary operator on values; of unknown ones what it is without rows, where that is known.
  func apply(
    _ operation: PHPBinaryOperator,
    _ left: PHPValue,
    _ right: PHPValue
  ) throws(PHPThrow) -> PHPValue {
    if let unknown = left.unknownPart ?? right.unknownPart {
      let one = left.unknownPart.map(\.assumed) ?? left
      let other = right.unknownPart.map(\.assumed) ?? right
      guard let one, let other, !one.isUnknown, !other.isUnknown else {
        return .unknown(PHPUnknown(unknown.reason))
      }
      let assumed = try apply(operation, one, other)
      return .unknown(PHPUnknown(unknown.reason, assuming: assumed.isUnknown ? nil : assumed))
    }
    switch operation {
    case .concatenate:
      guard let first = try text(of: left), let second = try text(of: right) else {
        return .unknown("a text with an unknown part")
      }
      return bounded(.string(first + second))
    case .equal: return boolean(isEqual(left, right))
    case .notEqual: return boolean(isEqual(left, right).map { !$0 })
    case .identical: return boolean(isIdentical(left, right))
    case .notIdentical: return boolean(isIdentical(left, right).map { !$0 })
    case .less: return boolean(compare(left, right).map { $0 < 0 })
    case .lessOrEqual: return boolean(compare(left, right).map { $0 <= 0 })
    case .greater: return boolean(compare(left, right).map { $0 > 0 })
    case .greaterOrEqual: return boolean(compare(left, right).map { $0 >= 0 })
    case .spaceship: return compare(left, right).map { .int($0) } ?? .unknown("a comparison")
    case .xor: return .bool((left.truth ?? false) != (right.truth ?? false))
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight: return bitwise(operation, left, right)
    default: return arithmetic(operation, left, right)
    }
  }

  private func boolean(_ answer: Bool?) -> PHPValue {
    answer.map { .bool($0) } ?? .unknown("a comparison with an unknown part")
  }

  private func unknown(_ value: PHPValue, _ what: String) -> PHPValue {
    .unknown(value.unknownPart ?? PHPUnknown("a " + value.typeName + " taken as " + what))
  }

  private func bitwise(
    _ operation: PHPBinaryOperator,
    _ left: PHPValue,
    _ right: PHPValue
  ) -> PHPValue {
    guard let one = left.integer, let other = right.integer else { return unknown(left, "bits") }
    switch operation {
    case .bitAnd: return .int(one & other)
    case .bitOr: return .int(one | other)
    case .bitXor: return .int(one ^ other)
    case .shiftLeft: return .int(one << other)
    default: return .int(one >> other)
    }
  }

  private func arithmetic(
    _ operation: PHPBinaryOperator,
    _ left: PHPValue,
    _ right: PHPValue
  ) -> PHPValue {
    if case .array(let one) = left, case .array(let other) = right, operation == .add {
      var sum = one
      for (key, value) in other.pairs where sum[key] == nil { sum[key] = value }
      return .array(sum)
    }
    guard let one = left.number, let other = right.number else { return unknown(left, "a number") }
    if case .int(let first) = one, case .int(let second) = other,
      let whole = integerArithmetic(operation, first, second)
    {
      return whole
    }
    guard let first = one.double, let second = other.double else {
      return unknown(left, "a number")
    }
    switch operation {
    case .add: return .float(first + second)
    case .subtract: return .float(first - second)
    case .multiply: return .float(first * second)
    case .divide: return second == 0 ? .unknown("a division by zero") : .float(first / second)
    case .power: return power(first, second)
    default: return .unknown("a remainder")
    }
  }

  private func integerArithmetic(
    _ operation: PHPBinaryOperator,
    _ left: Int,
    _ right: Int
  ) -> PHPValue? {
    let result: (partialValue: Int, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      guard right != 0, left.isMultiple(of: right), right != -1 else { return nil }
      return .int(left / right)
    case .modulo:
      guard right != 0 else { return .unknown("a division by zero") }
      return .int(right == -1 ? 0 : left % right)
    default: return nil
    }
    return result.overflow ? nil : .int(result.partialValue)
  }

  private func power(_ base: Double, _ exponent: Double) -> PHPValue {
    guard exponent == exponent.rounded(), abs(exponent) <= 1024 else {
      return .unknown("a power with a broken exponent")
    }
    var value = 1.0
    for _ in 0..<Int(abs(exponent)) { value *= base }
    if exponent < 0 { return .float(1 / value) }
    return Int(exactly: value).map { .int($0) } ?? .float(value)
  }

  func convert(_ value: PHPValue, to cast: PHPCast) -> PHPValue {
    if case .unknown = value { return value }
    switch cast {
    case .int: return value.integer.map { .int($0) } ?? value
    case .float: return value.double.map { .float($0) } ?? .float(0)
    case .string: return value.text.map { .string($0) } ?? .unknown("an object as text")
    case .bool: return .bool(value.truth ?? false)
    case .unset: return .null
    case .array:
      switch value {
      case .array: return value
      case .null: return .array(PHPArray())
      case .object(let object):
        if let collection = object.native as? CollectionObject { return .array(collection.items) }
        return object.native == nil ? .array(object.properties) : .array(PHPArray(list: [value]))
      default: return .array(PHPArray(list: [value]))
      }
    case .object:
      if case .object = value { return value }
      let object = PHPObject(className: "stdClass")
      if case .array(let array) = value { object.properties = array }
      return .object(object)
    }
  }
}

extension PHPValue {
  var isUnknown: Bool { if case .unknown = self { true } else { false } }
}
