import Catalog

/// Logic over true, false, null and unknown.
extension SQLValue {
  static func not(_ value: SQLValue) -> SQLValue {
    switch value {
    case .null: .null
    case .unknown: .unknown
    default: value.truth.map { .boolean(!$0) } ?? .unknown
    }
  }

  static func and(_ left: SQLValue, _ right: SQLValue) -> SQLValue {
    if left.truth == false || right.truth == false { return .boolean(false) }
    if left.isUnknown || right.isUnknown { return .unknown }
    if left.isNull || right.isNull { return .null }
    return left.truth == true && right.truth == true ? .boolean(true) : .unknown
  }

  static func or(_ left: SQLValue, _ right: SQLValue) -> SQLValue {
    if left.truth == true || right.truth == true { return .boolean(true) }
    if left.isUnknown || right.isUnknown { return .unknown }
    if left.isNull || right.isNull { return .null }
    return left.truth == false && right.truth == false ? .boolean(false) : .unknown
  }

  /// The order of two known values, or nil where they cannot be compared.
  static func order(_ left: SQLValue, _ right: SQLValue, foldingCase: Bool) -> Int? {
    switch (left, right) {
    case (.text(let first), .text(let second)):
      if foldingCase {
        return compare(first.lowercased(), second.lowercased())
      }
      return compare(first, second)
    case (.integer(let first), .integer(let second)):
      return first == second ? 0 : (first < second ? -1 : 1)
    case (.boolean, .text(let text)):
      guard let second = boolean(spelled: text) else { return nil }
      return order(left, .boolean(second), foldingCase: foldingCase)
    case (.text(let text), .boolean):
      guard let first = boolean(spelled: text) else { return nil }
      return order(.boolean(first), right, foldingCase: foldingCase)
    case (.array(let first), .array(let second)):
      return orderArrays(first, second, foldingCase: foldingCase)
    case (.record(let first), .record(let second)):
      return orderArrays(first.values, second.values, foldingCase: foldingCase)
    case (.object(let first), .object(let second)):
      if first == second { return 0 }
      return compare(first.name.description, second.name.description) < 0 ? -1 : 1
    case (.object(.unnamedDatabase), .text(let text)), (.text(let text), .object(.unnamedDatabase)):
      return systemSchemas.contains(text.lowercased()) ? 1 : 0
    case (.object(let object), .text(let text)):
      return compare(object.name.name, text)
    case (.text(let text), .object(let object)):
      return compare(text, object.name.name)
    default:
      guard let first = left.double, let second = right.double else { return nil }
      return first == second ? 0 : (first < second ? -1 : 1)
    }
  }

  private static let systemSchemas: Set<String> = [
    "information_schema", "mysql", "performance_schema", "sys", "",
  ]

  private static func compare(_ first: String, _ second: String) -> Int {
    first == second ? 0 : (first < second ? -1 : 1)
  }

  private static func orderArrays(
    _ first: [SQLValue],
    _ second: [SQLValue],
    foldingCase: Bool
  ) -> Int? {
    for (left, right) in zip(first, second) {
      guard let part = order(left, right, foldingCase: foldingCase) else { return nil }
      if part != 0 { return part }
    }
    return first.count == second.count ? 0 : (first.count < second.count ? -1 : 1)
  }

  /// `left op right` for `=`, `<>`, `<`, `<=`, `>`, `>=`.
  static func compare(
    _ left: SQLValue,
    _ operation: String,
    _ right: SQLValue,
    foldingCase: Bool
  ) -> SQLValue {
    if left.isNull || right.isNull { return .null }
    if left.isUnknown || right.isUnknown { return .unknown }
    guard let order = order(left, right, foldingCase: foldingCase) else { return .unknown }
    switch operation {
    case "=", "==": return .boolean(order == 0)
    case "<>", "!=": return .boolean(order != 0)
    case "<": return .boolean(order < 0)
    case "<=": return .boolean(order <= 0)
    case ">": return .boolean(order > 0)
    case ">=": return .boolean(order >= 0)
    default: return .unknown
    }
  }

  /// Whether two values are the same one, null being equal to null.
  static func isSame(_ left: SQLValue, _ right: SQLValue, foldingCase: Bool) -> SQLValue {
    if left.isUnknown || right.isUnknown { return .unknown }
    if left.isNull || right.isNull { return .boolean(left.isNull && right.isNull) }
    return compare(left, "=", right, foldingCase: foldingCase)
  }
}
