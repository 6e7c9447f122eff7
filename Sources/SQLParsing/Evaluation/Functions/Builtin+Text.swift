import Catalog

/// Functions over texts.
extension Builtin {
  static let text: [String: Builtin] = [
    "lower": ofText { .text($0.lowercased()) },
    "lcase": ofText { .text($0.lowercased()) },
    "upper": ofText { .text($0.uppercased()) },
    "ucase": ofText { .text($0.uppercased()) },
    "initcap": ofText { .text(capitalized($0)) },
    "length": ofText { .integer($0.unicodeScalars.count) },
    "char_length": ofText { .integer($0.unicodeScalars.count) },
    "character_length": ofText { .integer($0.unicodeScalars.count) },
    "octet_length": ofText { .integer($0.utf8.count) },
    "trim": ofTexts(1) { .text(trimmed($0[0], $0.count > 1 ? $0[1] : " ", true, true)) },
    "btrim": ofTexts(1) { .text(trimmed($0[0], $0.count > 1 ? $0[1] : " ", true, true)) },
    "ltrim": ofTexts(1) { .text(trimmed($0[0], $0.count > 1 ? $0[1] : " ", true, false)) },
    "rtrim": ofTexts(1) { .text(trimmed($0[0], $0.count > 1 ? $0[1] : " ", false, true)) },
    "reverse": ofText { .text(String(String.UnicodeScalarView($0.unicodeScalars.reversed()))) },
    "replace": ofTexts(3) {
      $0[1].isEmpty ? .text($0[0]) : .text($0[0].replacing($0[1], with: $0[2]))
    },
    "translate": ofTexts(3) { .text(translated($0[0], $0[1], $0[2])) },
    "left": ofTextAndNumbers(1) { text, numbers in .text(left(text, numbers[0])) },
    "right": ofTextAndNumbers(1) { text, numbers in .text(right(text, numbers[0])) },
    "repeat": ofTextAndNumbers(1) { text, numbers in
      let times = max(numbers[0], 0)
      let (size, overflow) = text.utf8.count.multipliedReportingOverflow(by: times)
      return overflow || size > 1_000_000 ? .unknown : .text(String(repeating: text, count: times))
    },
    "lpad": padding(atStart: true),
    "rpad": padding(atStart: false),
    "substring": substring, "substr": substring, "mid": substring,
    "split_part": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 3, let text = evaluator.printed(arguments[0]),
        let separator = evaluator.printed(arguments[1]), let number = arguments[2].integer
      else { return .unknown }
      let parts = split(text, separator)
      let slot = number > 0 ? number - 1 : parts.count + number
      return .text(parts.indices.contains(slot) ? parts[slot] : "")
    },
    "substring_index": Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count == 3, let text = evaluator.printed(arguments[0]),
        let separator = evaluator.printed(arguments[1]), let count = arguments[2].integer
      else { return .unknown }
      let parts = split(text, separator)
      let kept =
        count >= 0
        ? Array(parts.prefix(count)) : Array(parts.suffix(count == Int.min ? Int.max : -count))
      return .text(kept.joined(separator: separator))
    },
    "position": ofTexts(2) { .integer(position(of: $0[0], in: $0[1])) },
    "strpos": ofTexts(2) { .integer(position(of: $0[1], in: $0[0])) },
    "instr": ofTexts(2) { .integer(position(of: $0[1].lowercased(), in: $0[0].lowercased())) },
    "locate": ofTexts(2) { .integer(position(of: $0[0].lowercased(), in: $0[1].lowercased())) },
    "starts_with": ofTexts(2) { .boolean($0[0].hasPrefix($0[1])) },
    "ascii": ofText { .integer($0.unicodeScalars.first.map { Int($0.value) } ?? 0) },
    "chr": Builtin { (arguments, _) throws(Raised) in
      guard let code = arguments.first?.integer, let value = UInt32(exactly: code),
        let scalar = Unicode.Scalar(value)
      else { return .unknown }
      return .text(String(scalar))
    },
    "quote_ident": ofText { .text(SQLQuoting.identifier($0)) },
    "quote_literal": ofText { .text(SQLQuoting.literal($0)) },
    "quote": ofText {
      .text("'" + $0.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'")
    },
    "quote_nullable": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      guard let first = arguments.first, !first.isUnknown else { return .unknown }
      return .text(evaluator.printed(first).map(SQLQuoting.literal) ?? "NULL")
    },
    "concat": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      var result = ""
      for argument in arguments {
        if argument.isUnknown { return .unknown }
        if argument.isNull && evaluator.dialect.isMySQLFamily { return .null }
        result += evaluator.printed(argument) ?? ""
      }
      return .text(result)
    },
    "concat_ws": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      guard let first = arguments.first, !arguments.contains(.unknown) else { return .unknown }
      guard let separator = evaluator.printed(first) else { return .null }
      let parts = arguments.dropFirst().compactMap { evaluator.printed($0) }
      return .text(parts.joined(separator: separator))
    },
    "format": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      evaluator.format(arguments)
    },
    "regexp_replace": Builtin { (arguments, evaluator) throws(Raised) in
      regexReplace(arguments, evaluator)
    },
    "regexp_like": ofTexts(2) { texts in
      Pattern.regex(texts[0], texts[1], foldingCase: texts.count > 2 && texts[2].contains("i"))
        .map { .boolean($0) } ?? .unknown
    },
  ]

  private static func capitalized(_ text: String) -> String {
    var result = ""
    var isStart = true
    for character in text {
      let isWord = character.isLetter || character.isNumber
      result += isWord && isStart ? character.uppercased() : character.lowercased()
      isStart = !isWord
    }
    return result
  }

  static func trimmed(
    _ text: String,
    _ characters: String,
    _ atStart: Bool,
    _ atEnd: Bool
  ) -> String {
    let set = Set(characters.unicodeScalars)
    var scalars = Substring(text).unicodeScalars
    if atStart { while let first = scalars.first, set.contains(first) { scalars.removeFirst() } }
    if atEnd { while let last = scalars.last, set.contains(last) { scalars.removeLast() } }
    return String(Substring(scalars))
  }

  private static func translated(_ text: String, _ from: String, _ to: String) -> String {
    let sources = Array(from.unicodeScalars)
    let targets = Array(to.unicodeScalars)
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let slot = sources.firstIndex(of: scalar) else {
        result.append(scalar)
        continue
      }
      if slot < targets.count { result.append(targets[slot]) }
    }
    return String(result)
  }

  private static func left(_ text: String, _ count: Int) -> String {
    let scalars = text.unicodeScalars
    let kept = count >= 0 ? count : max(0, scalars.count + count)
    return String(String.UnicodeScalarView(scalars.prefix(kept)))
  }

  private static func right(_ text: String, _ count: Int) -> String {
    let scalars = text.unicodeScalars
    let kept = count >= 0 ? count : max(0, scalars.count + count)
    return String(String.UnicodeScalarView(scalars.suffix(kept)))
  }

  private static func padding(atStart: Bool) -> Builtin {
    Builtin { (arguments, evaluator) throws(Raised) in
      guard arguments.count > 1, let text = evaluator.printed(arguments[0]),
        let width = arguments[1].integer, width < 10_000
      else { return .unknown }
      let fill = arguments.count > 2 ? evaluator.printed(arguments[2]) ?? " " : " "
      let length = text.unicodeScalars.count
      guard length < width, !fill.isEmpty else { return .text(left(text, max(width, 0))) }
      let many = String(repeating: fill, count: width)
      let pad = left(many, width - length)
      return .text(atStart ? pad + text : text + pad)
    }
  }

  private static let substring = Builtin { (arguments, evaluator) throws(Raised) in
    guard let first = arguments.first, let text = evaluator.printed(first), arguments.count > 1
    else { return .unknown }
    if case .text(let pattern) = arguments[1] { return matched(text, pattern) }
    guard var start = arguments[1].integer else { return .unknown }
    let scalars = Array(text.unicodeScalars)
    if start < 0, evaluator.dialect != .postgres { start = scalars.count &+ start &+ 1 }
    var end = scalars.count
    if arguments.count > 2 {
      guard let count = arguments[2].integer else { return .unknown }
      let (last, overflow) = start.addingReportingOverflow(count)
      end = overflow ? end : min(end, last - 1)
    }
    start = max(start, 1)
    guard start <= end else { return .text("") }
    return .text(String(String.UnicodeScalarView(scalars[(start - 1)..<end])))
  }

  /// `substring(text from pattern)`: the first group, or all of the match.
  private static func matched(_ text: String, _ pattern: String) -> SQLValue {
    guard let regex = PosixRegex(pattern, foldingCase: false) else { return .unknown }
    var budget = 20_000
    let scalars = Array(text.unicodeScalars)
    guard let match = regex.firstMatch(in: scalars, from: 0, budget: &budget) else {
      return budget > 0 ? .null : .unknown
    }
    let range = match.groups[1] ?? match.range
    return .text(String(String.UnicodeScalarView(scalars[range])))
  }

  static func split(_ text: String, _ separator: String) -> [String] {
    guard !separator.isEmpty else { return [text] }
    return text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  private static func position(of needle: String, in text: String) -> Int {
    guard !needle.isEmpty else { return 1 }
    guard let range = text.firstRange(of: needle) else { return 0 }
    return text[..<range.lowerBound].unicodeScalars.count + 1
  }

  private static func regexReplace(_ arguments: [SQLValue], _ evaluator: Evaluator) -> SQLValue {
    let texts = arguments.compactMap { evaluator.printed($0) }
    guard texts.count == arguments.count, texts.count >= 3 else { return .unknown }
    let flags = texts.count > 3 ? texts[3] : (evaluator.dialect.isMySQLFamily ? "g" : "")
    guard let regex = PosixRegex(texts[1], foldingCase: flags.contains("i")) else {
      return .unknown
    }
    let scalars = Array(texts[0].unicodeScalars)
    let template = Array(texts[2].unicodeScalars)
    var result = String.UnicodeScalarView()
    var position = 0
    var budget = 50_000
    while position <= scalars.count,
      let match = regex.firstMatch(in: scalars, from: position, budget: &budget)
    {
      result.append(contentsOf: scalars[position..<match.range.lowerBound])
      var cursor = 0
      while cursor < template.count {
        if template[cursor] == "\\", cursor + 1 < template.count {
          let next = template[cursor + 1]
          if next == "&" {
            result.append(contentsOf: scalars[match.range])
          } else if let number = Int(String(next)) {
            let range = number == 0 ? match.range : match.groups[number]
            if let range { result.append(contentsOf: scalars[range]) }
          } else {
            result.append(next)
          }
          cursor += 2
        } else {
          result.append(template[cursor])
          cursor += 1
        }
      }
      position = match.range.upperBound
      if match.range.isEmpty {
        if position < scalars.count { result.append(scalars[position]) }
        position += 1
      }
      if !flags.contains("g") { break }
    }
    if budget <= 0 { return .unknown }
    if position < scalars.count { result.append(contentsOf: scalars[position...]) }
    return .text(String(result))
  }
}
