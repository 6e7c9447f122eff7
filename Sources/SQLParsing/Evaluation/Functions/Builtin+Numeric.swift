import Catalog

/// Functions over numbers, and those that choose among their arguments.
extension Builtin {
  static let numeric: [String: Builtin] = [
    "abs": Builtin { (arguments, _) throws(Raised) in
      guard let value = arguments.first else { return .unknown }
      if let number = value.integer { return number == Int.min ? .unknown : .integer(abs(number)) }
      return value.double.map { .number($0.magnitude) } ?? .unknown
    },
    "floor": rounding { $0.rounded(.down) },
    "ceil": rounding { $0.rounded(.up) },
    "ceiling": rounding { $0.rounded(.up) },
    "round": rounding { $0.rounded() },
    "trunc": rounding { $0.rounded(.towardZero) },
    "mod": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 2 else { return .unknown }
      return Arithmetic.apply("%", arguments[0], arguments[1], dialect: evaluator.dialect)
    },
    "greatest": extreme(">"),
    "least": extreme("<"),
    "nullif": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 2 else { return .unknown }
      let isEqual = evaluator.compare(arguments[0], "=", arguments[1])
      if isEqual.isUnknown { return .unknown }
      return isEqual.truth == true ? .null : arguments[0]
    },
    "isnull": Builtin(strict: false) { (arguments, _) throws(Raised) in
      guard let first = arguments.first, !first.isUnknown else { return .unknown }
      return .boolean(first.isNull)
    },
    "num_nulls": Builtin(strict: false) { (arguments, _) throws(Raised) in
      arguments.contains(.unknown) ? .unknown : .integer(arguments.filter(\.isNull).count)
    },
    "num_nonnulls": Builtin(strict: false) { (arguments, _) throws(Raised) in
      arguments.contains(.unknown) ? .unknown : .integer(arguments.filter { !$0.isNull }.count)
    },
    "find_in_set": ofTexts(2) { texts in
      let parts = split(texts[1].lowercased(), ",")
      return .integer((parts.firstIndex(of: texts[0].lowercased()) ?? -1) + 1)
    },
  ]

  private static func rounding(_ body: @escaping @Sendable (Double) -> Double) -> Builtin {
    Builtin { (arguments, _) throws(Raised) in
      guard arguments.count == 1, let value = arguments.first else { return .unknown }
      if case .integer = value { return value }
      guard let number = value.double else { return .unknown }
      return Int(exactly: body(number)).map { .integer($0) } ?? .unknown
    }
  }

  /// PostgreSQL leaves nulls out, MySQL and SQLite give null.
  private static func extreme(_ operation: String) -> Builtin {
    Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      var best: SQLValue?
      for argument in arguments {
        if argument.isUnknown { return .unknown }
        if argument.isNull {
          if evaluator.dialect == .postgres { continue }
          return .null
        }
        guard let current = best else {
          best = argument
          continue
        }
        let isBetter = evaluator.compare(argument, operation, current)
        if isBetter.isUnknown { return .unknown }
        if isBetter.truth == true { best = argument }
      }
      return best ?? .null
    }
  }
}
