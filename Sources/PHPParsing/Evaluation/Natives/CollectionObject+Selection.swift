extension CollectionObject {
  /// Selections by the value of a key, and by other lists.
  func selection(_ call: PHPNativeCall) -> PHPValue? {
    let first = call.arguments.first?.value
    switch call.method {
    case "where", "firstwhere", "wherestrict":
      guard let key = first?.key, let test = test(call) else { return nil }
      let found = kept { test(member($0, key)) }
      guard call.method == "firstwhere" else { return found.map { Self.value($0) } }
      return found.map { $0.values.first ?? .null }
    case "wherenull", "wherenotnull":
      guard let key = first?.key else { return nil }
      let wanted = call.method == "wherenull"
      return kept { member($0, key).isNull == wanted }.map { Self.value($0) }
    case "wherein", "wherenotin":
      guard let key = first?.key, let list = call.arguments.value(1, "values"),
        let wanted = call.evaluator.iterated(list)
      else { return nil }
      return kept { item in
        contains(wanted, member(item, key)).map { $0 == (call.method == "wherein") }
      }
      .map { Self.value($0) }
    case "sort", "sortdesc":
      if let first, !first.isNull { return nil }
      return sorted(by: items.values, isReversed: call.method == "sortdesc")
    case "sortby", "sortbydesc":
      guard let key = first?.key else { return nil }
      let keys = items.values.map { member($0, key) }
      return sorted(by: keys, isReversed: call.method == "sortbydesc")
    case "sortkeys":
      return sorted(by: items.keys.map(\.value), isReversed: false)
    case "diff", "intersect":
      guard let first, let other = call.evaluator.iterated(first) else { return nil }
      return kept { item in contains(other, item).map { $0 == (call.method == "intersect") } }
        .map { Self.value($0) }
    case "doesntcontain":
      guard let first, call.arguments.count == 1 else { return nil }
      if case .closure = first { return nil }
      return contains(items, first).map { .bool(!$0) }
    case "only", "except":
      guard let first, let keys = call.evaluator.iterated(first) else { return nil }
      let pairs = items.pairs.filter { key, _ in
        (contains(keys, key.value) ?? false) == (call.method == "only")
      }
      return Self.value(PHPArray(pairs))
    case "concat":
      guard let first, let other = call.evaluator.iterated(first) else { return nil }
      return Self.value(items.values + other.values)
    case "keyby":
      guard let key = first?.key else { return nil }
      var result = PHPArray()
      for item in items.values {
        guard let name = member(item, key).key else { return nil }
        result[name] = item
      }
      return Self.value(result)
    default: return nil
    }
  }

  /// The elements in the order of what stands for each; keys stay with their elements.
  func sorted(by keys: [PHPValue], isReversed: Bool) -> PHPValue {
    guard !keys.contains(where: \.isUnknown) else {
      return .unknown("the order of a collection")
    }
    let pairs = zip(keys, items.pairs).enumerated().sorted { one, other in
      let order = compare(one.element.0, other.element.0) ?? 0
      if order == 0 { return one.offset < other.offset }
      return isReversed ? order > 0 : order < 0
    }
    return Self.value(PHPArray(pairs.map(\.element.1)))
  }

  /// `where(key)`, `where(key, value)`, `where(key, operator, value)`; nil for other operators.
  private func test(_ call: PHPNativeCall) -> ((PHPValue) -> Bool?)? {
    guard let second = call.arguments.value(1, "operator") else {
      return { $0.truth }
    }
    guard let third = call.arguments.value(2, "value") else { return { isEqual($0, second) } }
    switch second.text {
    case "=", "==": return { isEqual($0, third) }
    case "===": return { isIdentical($0, third) }
    case "!=", "<>": return { isEqual($0, third).map { !$0 } }
    case "!==": return { isIdentical($0, third).map { !$0 } }
    default: return nil
    }
  }

  /// The elements for which something holds, with their keys; nil where that is not known.
  private func kept(_ holds: (PHPValue) -> Bool?) -> PHPArray? {
    var result = PHPArray()
    for (key, item) in items.pairs {
      guard let holds = holds(item) else { return nil }
      if holds { result[key] = item }
    }
    return result
  }

  private func member(_ item: PHPValue, _ key: PHPKey) -> PHPValue {
    switch item {
    case .array(let array): array[key] ?? .null
    case .object(let object): object.properties[key] ?? .null
    case .unknown: item
    default: .null
    }
  }

  private func contains(_ list: PHPArray, _ value: PHPValue) -> Bool? {
    var isKnown = true
    for candidate in list.values {
      switch isEqual(candidate, value) {
      case true?: return true
      case false?: continue
      case nil: isKnown = false
      }
    }
    return isKnown ? false : nil
  }
}
