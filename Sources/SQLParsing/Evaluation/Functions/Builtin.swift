import Catalog

/// A function that every database of a dialect has.
struct Builtin: Sendable {
  /// Null in, null out: the rule for nearly all of them; unknown spreads the same way.
  var isStrict: Bool
  var body: @Sendable ([SQLValue], Evaluator) throws(Raised) -> SQLValue

  init(
    strict: Bool = true,
    _ body: @escaping @Sendable ([SQLValue], Evaluator) throws(Raised) -> SQLValue
  ) {
    isStrict = strict
    self.body = body
  }

  func apply(_ arguments: [SQLValue], _ evaluator: Evaluator) throws(Raised) -> SQLValue {
    if isStrict {
      if arguments.contains(.null) { return .null }
      if arguments.contains(.unknown) { return .unknown }
    }
    return try body(arguments, evaluator)
  }

  /// By name; `IF`, `COALESCE` and others whose arguments must not all be evaluated stand in
  /// `Evaluator.call`.
  static let all: [String: Builtin] = {
    var table = text
    table.merge(array) { first, _ in first }
    table.merge(numeric) { first, _ in first }
    table.merge(catalogue) { first, _ in first }
    table.merge(session) { first, _ in first }
    return table
  }()
}

/// Functions of arguments that are texts: a table from name to what it does.
extension Builtin {
  static func ofText(_ body: @escaping @Sendable (String) -> SQLValue) -> Builtin {
    Builtin { (arguments, evaluator) throws(Raised) in
      guard let first = arguments.first.flatMap({ evaluator.printed($0) }) else {
        return .unknown
      }
      return body(first)
    }
  }

  static func ofTexts(
    _ least: Int,
    _ body: @escaping @Sendable ([String]) -> SQLValue
  ) -> Builtin {
    Builtin { (arguments, evaluator) throws(Raised) in
      var texts: [String] = []
      for argument in arguments {
        guard let text = evaluator.printed(argument) else { return .unknown }
        texts.append(text)
      }
      return texts.count < least ? .unknown : body(texts)
    }
  }

  static func ofTextAndNumbers(
    _ least: Int,
    _ body: @escaping @Sendable (String, [Int]) -> SQLValue
  ) -> Builtin {
    Builtin { (arguments, evaluator) throws(Raised) in
      guard let first = arguments.first, let text = evaluator.printed(first) else {
        return .unknown
      }
      let numbers = arguments.dropFirst().compactMap(\.integer)
      guard numbers.count == arguments.count - 1, numbers.count >= least else { return .unknown }
      return body(text, numbers)
    }
  }
}
