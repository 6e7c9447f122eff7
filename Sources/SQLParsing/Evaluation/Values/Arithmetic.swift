import Catalog

/// Arithmetic that neither overflows nor traps: what leaves `Int` becomes unknown.
enum Arithmetic {
  static func negate(_ value: SQLValue) -> SQLValue {
    switch value {
    case .null: return .null
    case .integer(let number):
      let (result, overflow) = (0).subtractingReportingOverflow(number)
      return overflow ? .unknown : .integer(result)
    default: return value.double.map { .number(-$0) } ?? .unknown
    }
  }

  static func apply(
    _ operation: String,
    _ left: SQLValue,
    _ right: SQLValue,
    dialect: Dialect
  ) -> SQLValue {
    if left.isNull || right.isNull { return .null }
    if left.isUnknown || right.isUnknown { return .unknown }
    if let first = whole(left), let second = whole(right) {
      return integers(operation, first, second, dialect)
    }
    guard let first = left.double, let second = right.double else { return .unknown }
    switch operation {
    case "+": return .number(first + second)
    case "-": return .number(first - second)
    case "*": return .number(first * second)
    case "/": return second == 0 ? divisionByZero(dialect) : .number(first / second)
    default: return .unknown
    }
  }

  private static func whole(_ value: SQLValue) -> Int? {
    switch value {
    case .integer(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .text(let text): Int(SQLValue.trimmed(text))
    default: nil
    }
  }

  private static func divisionByZero(_ dialect: Dialect) -> SQLValue {
    dialect == .postgres ? .unknown : .null
  }

  private static func integers(
    _ operation: String,
    _ first: Int,
    _ second: Int,
    _ dialect: Dialect
  ) -> SQLValue {
    let outcome: (partialValue: Int, overflow: Bool)
    switch operation {
    case "+": outcome = first.addingReportingOverflow(second)
    case "-": outcome = first.subtractingReportingOverflow(second)
    case "*": outcome = first.multipliedReportingOverflow(by: second)
    case "/" where dialect.isMySQLFamily:
      return second == 0 ? .null : .number(Double(first) / Double(second))
    case "/", "div":
      guard second != 0 else { return divisionByZero(dialect) }
      outcome = first.dividedReportingOverflow(by: second)
    case "%", "mod":
      guard second != 0 else { return divisionByZero(dialect) }
      outcome = first.remainderReportingOverflow(dividingBy: second)
    case "^" where dialect == .postgres:
      return power(first, second)
    default: return .unknown
    }
    return outcome.overflow ? .unknown : .integer(outcome.partialValue)
  }

  private static func power(_ base: Int, _ exponent: Int) -> SQLValue {
    guard exponent >= 0, exponent < 64 else { return .unknown }
    var result = 1
    for _ in 0..<exponent {
      let (next, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return .unknown }
      result = next
    }
    return .integer(result)
  }
}
