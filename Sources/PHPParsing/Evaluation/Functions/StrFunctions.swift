extension Evaluator {
  /// Laravel's `Str::…`; the text it works on comes first.
  func strFunction(_ name: String, _ values: [PHPValue]) -> PHPValue? {
    guard let text = values.first?.text else { return nil }
    let second = values[safe: 1]?.text
    switch name {
    case "lower": return .string(text.lowercased())
    case "upper": return .string(text.uppercased())
    case "title": return .string(capitalizedWords(text.lowercased()))
    case "ucfirst", "lcfirst", "trim", "ltrim", "rtrim": return stringFunction(name, values)
    case "length": return .int(text.unicodeScalars.count)
    case "snake": return .string(snake(text, second ?? "_"))
    case "kebab": return .string(snake(text, "-"))
    case "studly", "pascal": return .string(studly(text))
    case "camel": return stringFunction("lcfirst", [.string(studly(text))])
    case "slug": return .string(slug(text, second ?? "-"))
    case "plural":
      if let count = values[safe: 1]?.integer, count == 1, second != nil { return .string(text) }
      return .string(context.plural(text))
    case "singular": return .string(context.singular(text))
    case "pluralstudly": return .string(context.plural(text))
    case "classbasename", "class_basename": return .string(PHPName(text).short)
    case "contains", "startswith", "endswith", "is": return tested(name, text, values)
    case "substr": return stringFunction("mb_substr", values)
    case "limit":
      let limit = values[safe: 1]?.integer ?? 100
      guard text.unicodeScalars.count > limit else { return .string(text) }
      return .string(slice(text, 0, limit, byBytes: false) + (values[safe: 2]?.text ?? "..."))
    case "after", "before", "afterlast", "beforelast":
      return second.map { .string(around(name, text, $0)) }
    case "start":
      return second.map { .string(text.hasPrefix($0) ? text : $0 + text) }
    case "finish":
      return second.map { .string(text.hasSuffix($0) ? text : text + $0) }
    case "replace": return stringFunction("str_replace", values)
    case "remove":
      guard let subject = values[safe: 1] else { return nil }
      return stringFunction("str_replace", [values[0], .string(""), subject])
    case "replacefirst", "replacelast":
      guard let replacement = second, let subject = values[safe: 2]?.text else { return nil }
      let found =
        name == "replacefirst"
        ? offset(of: text, in: subject) : lastOffset(of: text, in: subject)
      guard let found, !text.isEmpty else { return .string(subject) }
      let bytes = Array(subject.utf8)
      return .string(
        String(decoding: bytes[..<found], as: UTF8.self) + replacement
          + String(decoding: bytes[(found + text.utf8.count)...], as: UTF8.self)
      )
    default: return nil
    }
  }

  private func tested(_ name: String, _ text: String, _ values: [PHPValue]) -> PHPValue? {
    let subject = name == "is" ? values[safe: 1]?.text ?? "" : text
    let source = name == "is" ? values.first : values[safe: 1]
    var list: [String] = []
    if case .array(let array)? = source { list = array.values.compactMap(\.text) }
    if let single = source?.text { list = [single] }
    return .bool(
      list.contains { part in
        switch name {
        case "contains": !part.isEmpty && contains(subject, part)
        case "startswith": !part.isEmpty && subject.hasPrefix(part)
        case "endswith": !part.isEmpty && subject.hasSuffix(part)
        default:
          part == subject
            || part.hasSuffix("*") && subject.hasPrefix(String(part.dropLast()))
        }
      }
    )
  }

  private func around(_ name: String, _ text: String, _ part: String) -> String {
    guard !part.isEmpty else { return text }
    let isLast = name.hasSuffix("last")
    guard let found = isLast ? lastOffset(of: part, in: text) : offset(of: part, in: text) else {
      return text
    }
    let bytes = Array(text.utf8)
    let kept =
      name.hasPrefix("after") ? bytes[(found + part.utf8.count)...] : bytes[..<found]
    return String(decoding: kept, as: UTF8.self)
  }

  /// Laravel's `Arr::…` on known arrays.
  func arrFunction(_ name: String, _ values: [PHPValue]) -> PHPValue? {
    guard case .array(let array)? = values.first else {
      if name == "wrap", let value = values.first, !value.isUnknown {
        return .array(PHPArray(list: value.isNull ? [] : [value]))
      }
      return values.first?.ifUnknown
    }
    switch name {
    case "get":
      guard let key = values[safe: 1]?.text else { return values.first }
      return dig(array, key) ?? values[safe: 2] ?? .null
    case "has": return values[safe: 1]?.text.map { .bool(dig(array, $0) != nil) }
    case "first" where values.count == 1: return array.values.first ?? .null
    case "last" where values.count == 1: return array.last ?? .null
    case "wrap": return .array(array)
    case "pluck": return arrayFunction("array_column", values)
    case "join": return stringFunction("implode", [values[safe: 1] ?? .string(""), .array(array)])
    case "only", "except":
      guard case .array(let keys)? = values[safe: 1] else { return nil }
      let wanted = Set(keys.values.compactMap(\.key))
      return .array(PHPArray(array.pairs.filter { wanted.contains($0.0) == (name == "only") }))
    default: return nil
    }
  }

  private func dig(_ array: PHPArray, _ key: String) -> PHPValue? {
    if let direct = array[key] { return direct }
    var value = PHPValue.array(array)
    for part in key.split(separator: ".") {
      guard case .array(let inner) = value, let next = inner[String(part)] else { return nil }
      value = next
    }
    return value
  }
}

extension PHPValue {
  var ifUnknown: PHPValue? { isUnknown ? self : nil }
}

/// `Str::snake`: a delimiter before every capital letter but the first, all lower case.
func snake(_ text: String, _ delimiter: String = "_") -> String {
  if text.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) { return text }
  let joined = capitalizedWords(text).filter { !$0.isWhitespace }
  var result = ""
  for (position, character) in joined.enumerated() {
    if character.isUppercase, position > 0 { result += delimiter }
    result += character.lowercased()
  }
  return result
}

private func studly(_ text: String) -> String {
  text.split { $0 == "-" || $0 == "_" || $0 == " " }
    .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
}

private func slug(_ text: String, _ separator: String) -> String {
  text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: separator)
}
