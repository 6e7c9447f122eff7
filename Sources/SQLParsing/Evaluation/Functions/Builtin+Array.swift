import Catalog

/// Functions over arrays.
extension Builtin {
  static let array: [String: Builtin] = [
    "array_length": Builtin { (arguments, _) throws(Raised) in
      guard case .array(let items)? = arguments.first else { return .unknown }
      return items.isEmpty ? .null : .integer(items.count)
    },
    "array_upper": Builtin { (arguments, _) throws(Raised) in
      guard case .array(let items)? = arguments.first else { return .unknown }
      return items.isEmpty ? .null : .integer(items.count)
    },
    "array_lower": Builtin { (arguments, _) throws(Raised) in
      guard case .array(let items)? = arguments.first else { return .unknown }
      return items.isEmpty ? .null : .integer(1)
    },
    "cardinality": Builtin { (arguments, _) throws(Raised) in
      guard case .array(let items)? = arguments.first else { return .unknown }
      return .integer(items.count)
    },
    "array_append": Builtin(strict: false) { (arguments, _) throws(Raised) in
      guard arguments.count == 2 else { return .unknown }
      if arguments[0].isNull { return .array([arguments[1]]) }
      guard case .array(let items) = arguments[0] else { return .unknown }
      return .array(items + [arguments[1]])
    },
    "array_prepend": Builtin(strict: false) { (arguments, _) throws(Raised) in
      guard arguments.count == 2 else { return .unknown }
      if arguments[1].isNull { return .array([arguments[0]]) }
      guard case .array(let items) = arguments[1] else { return .unknown }
      return .array([arguments[0]] + items)
    },
    "array_cat": Builtin(strict: false) { (arguments, _) throws(Raised) in
      guard arguments.count == 2, !arguments.contains(.unknown) else { return .unknown }
      var result: [SQLValue] = []
      for argument in arguments {
        if case .array(let items) = argument { result += items }
      }
      return .array(result)
    },
    "array_remove": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 2 else { return .unknown }
      guard case .array(let items) = arguments[0] else { return arguments[0] }
      return .array(items.filter { $0 != arguments[1] })
    },
    "array_position": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count >= 2, case .array(let items) = arguments[0] else { return .unknown }
      let found = items.firstIndex {
        evaluator.compare($0, "=", arguments[1]) == .boolean(true)
      }
      return found.map { .integer($0 + 1) } ?? .null
    },
    "array_to_string": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count >= 2, case .array(let items) = arguments[0],
        let separator = evaluator.printed(arguments[1])
      else { return .unknown }
      if items.contains(.unknown) { return .unknown }
      let filler = arguments.count > 2 ? evaluator.printed(arguments[2]) : nil
      return .text(
        items.compactMap { evaluator.printed($0) ?? filler }.joined(separator: separator)
      )
    },
    "string_to_array": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count >= 2, let text = evaluator.printed(arguments[0]),
        let separator = evaluator.printed(arguments[1])
      else { return .unknown }
      return .array(text.isEmpty ? [] : split(text, separator).map { .text($0) })
    },
    "regexp_split_to_array": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 2, let text = evaluator.printed(arguments[0]),
        let pattern = evaluator.printed(arguments[1]),
        let regex = PosixRegex(pattern, foldingCase: false)
      else { return .unknown }
      let scalars = Array(text.unicodeScalars)
      var parts: [SQLValue] = []
      var position = 0
      var budget = 20_000
      while let match = regex.firstMatch(in: scalars, from: position, budget: &budget),
        !match.range.isEmpty
      {
        parts.append(
          .text(String(String.UnicodeScalarView(scalars[position..<match.range.lowerBound])))
        )
        position = match.range.upperBound
      }
      if budget <= 0 { return .unknown }
      parts.append(.text(String(String.UnicodeScalarView(scalars[position...]))))
      return .array(parts)
    },
  ]
}
