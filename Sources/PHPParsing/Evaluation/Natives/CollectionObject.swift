/// `collect(…)`: an array with methods, as far as migrations use them.
final class CollectionObject: PHPNative {
  var items: PHPArray
  var className: String { "Illuminate\\Support\\Collection" }

  init(_ items: PHPArray) { self.items = items }

  static func value(_ items: PHPArray) -> PHPValue { .object(PHPObject(CollectionObject(items))) }

  static func value(_ list: [PHPValue]) -> PHPValue { value(PHPArray(list: list)) }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    if let result = plain(call) ?? selection(call) { return result }
    return try withCallback(call)
  }

  private func plain(_ call: PHPNativeCall) -> PHPValue? {
    let first = call.arguments.value(0, "key") ?? call.arguments.first?.value
    switch call.method {
    case "all": return .array(items)
    case "toarray": return .array(plainItems(items))
    case "count": return .int(items.count)
    case "isempty": return .bool(items.isEmpty)
    case "isnotempty": return .bool(!items.isEmpty)
    case "values": return Self.value(items.values)
    case "keys": return Self.value(items.keys.map(\.value))
    case "last" where call.arguments.isEmpty: return items.last ?? .null
    case "first" where call.arguments.isEmpty: return items.values.first ?? .null
    case "get":
      return first?.key.flatMap { items[$0] } ?? call.arguments.value(1, "default") ?? .null
    case "has": return .bool(first?.key.flatMap { items[$0] } != nil)
    case "push", "add":
      for argument in call.arguments { items.append(argument.value) }
      return call.this
    case "put":
      if let key = first?.key { items[key] = call.arguments.value(1, "value") ?? .null }
      return call.this
    case "merge":
      guard let other = first.flatMap({ call.evaluator.iterated($0) }) else { return first }
      return Self.value(merged(items, other))
    case "flip":
      return Self.value(
        PHPArray(items.pairs.compactMap { pair in pair.1.key.map { ($0, pair.0.value) } })
      )
    case "reverse": return Self.value(PHPArray(items.pairs.reversed()))
    case "unique": return Self.value(unique(items))
    case "implode", "join":
      return arrayFunction("implode", [first ?? .string(""), .array(items)])
    case "pluck":
      guard let key = first else { return nil }
      return arrayFunction(
        "array_column",
        [.array(items), key, call.arguments.value(1, "key") ?? .null]
      )
      .map { result in if case .array(let array) = result { Self.value(array) } else { result } }
    case "contains" where !isCallable(first):
      return arrayFunction("in_array", [first ?? .null, .array(items)])
    case "tojson", "jsonserialize": return .unknown("a collection as text")
    case "collect", "lazy": return call.this
    case "flatten":
      return Self.value(flattened(items.values))
    default: return nil
    }
  }

  private func isCallable(_ value: PHPValue?) -> Bool {
    if case .closure? = value { true } else { false }
  }

  /// All elements, however deep lists lie in lists; collections count as lists.
  private func flattened(_ values: [PHPValue]) -> [PHPValue] {
    var result: [PHPValue] = []
    var steps = 100_000
    flatten(values, into: &result, depth: 0, &steps)
    return result
  }

  private func flatten(
    _ values: [PHPValue],
    into result: inout [PHPValue],
    depth: Int,
    _ steps: inout Int
  ) {
    for value in values {
      steps -= 1
      guard steps > 0 else { return }
      if depth < 64, let inner = Self.items(of: value) {
        flatten(inner.values, into: &result, depth: depth + 1, &steps)
      } else {
        result.append(value)
      }
    }
  }

  private static func items(of value: PHPValue) -> PHPArray? {
    switch value {
    case .array(let array): array
    case .object(let object): (object.native as? CollectionObject)?.items
    default: nil
    }
  }

  /// `toArray`: collections inside become arrays, too, one level down as migrations have them.
  private func plainItems(_ items: PHPArray) -> PHPArray {
    PHPArray(
      items.pairs.map { key, value in
        if case .object = value, let inner = Self.items(of: value) { return (key, .array(inner)) }
        return (key, value)
      }
    )
  }

  private func withCallback(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    let callback = call.arguments.first?.value ?? .null
    switch call.method {
    case "each":
      for (key, value) in items.pairs {
        let result = try evaluator.callValue(
          callback,
          [PHPArgument(value), PHPArgument(key.value)]
        )
        if case .bool(false) = result { break }
      }
      return call.this
    case "map":
      var result = PHPArray()
      for (key, value) in items.pairs {
        result[key] = try evaluator.callValue(
          callback,
          [PHPArgument(value), PHPArgument(key.value)]
        )
      }
      return Self.value(result)
    case "mapwithkeys":
      var result = PHPArray()
      for (key, value) in items.pairs {
        let made = try evaluator.callValue(
          callback,
          [PHPArgument(value), PHPArgument(key.value)]
        )
        if case .array(let array) = made { for (key, value) in array.pairs { result[key] = value } }
      }
      return Self.value(result)
    case "flatmap":
      var list: [PHPValue] = []
      for (key, value) in items.pairs {
        let made = try evaluator.callValue(
          callback,
          [PHPArgument(value), PHPArgument(key.value)]
        )
        if case .array(let array) = made { list += array.values } else { list.append(made) }
      }
      return Self.value(list)
    case "sortby", "sortbydesc":
      var keys: [PHPValue] = []
      for (key, value) in items.pairs {
        keys.append(
          try evaluator.callValue(callback, [PHPArgument(value), PHPArgument(key.value)])
        )
      }
      return sorted(by: keys, isReversed: call.method == "sortbydesc")
    case "filter", "reject", "first", "last", "contains", "some", "every":
      return try select(call, callback)
    case "reduce":
      var carry = call.arguments.value(1, "initial") ?? .null
      for (key, value) in items.pairs {
        carry = try evaluator.callValue(
          callback,
          [PHPArgument(carry), PHPArgument(value), PHPArgument(key.value)]
        )
      }
      return carry
    case "when":
      guard callback.truth == true else { return call.this }
      return try evaluator.callValue(
        call.arguments.value(1, "callback") ?? .null,
        [PHPArgument(call.this)]
      )
    case "tap", "pipe":
      let result = try evaluator.callValue(callback, [PHPArgument(call.this)])
      return call.method == "tap" ? call.this : result
    default: return nil
    }
  }

  private func select(
    _ call: PHPNativeCall,
    _ callback: PHPValue
  ) throws(PHPThrow) -> PHPValue? {
    var kept = PHPArray()
    for (key, value) in items.pairs {
      let arguments = [PHPArgument(value), PHPArgument(key.value)]
      let answer = callback.isNull ? value : try call.evaluator.callValue(callback, arguments)
      guard let holds = answer.truth else { return .unknown("which elements are selected") }
      if holds != (call.method == "reject") { kept[key] = value }
    }
    switch call.method {
    case "filter", "reject": return Self.value(kept)
    case "first": return kept.values.first ?? call.arguments.value(1, "default") ?? .null
    case "last": return kept.last ?? .null
    case "every": return .bool(kept.count == items.count)
    default: return .bool(!kept.isEmpty)
    }
  }
}

/// `array_merge`: string keys replace, numbered ones are appended.
func merged(_ left: PHPArray, _ right: PHPArray) -> PHPArray {
  var result = PHPArray()
  for array in [left, right] {
    for (key, value) in array.pairs {
      if case .string = key { result[key] = value } else { result.append(value) }
    }
  }
  return result
}

/// `array_unique`: the first of equal values stays, with its key.
func unique(_ array: PHPArray) -> PHPArray {
  var result = PHPArray()
  var seen: Set<String> = []
  for (key, value) in array.pairs {
    if let text = value.text, !seen.insert(text).inserted { continue }
    result[key] = value
  }
  return result
}
