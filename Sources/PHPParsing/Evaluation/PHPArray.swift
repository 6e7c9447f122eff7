/// A key of a PHP array.
package enum PHPKey: Hashable, Sendable {
  case int(Int)
  case string(String)

  /// A string key as PHP normalises it: `"12"` is the integer 12, `"012"` stays a string.
  package init(_ text: String) {
    self = Self.integer(text).map(PHPKey.int) ?? .string(text)
  }

  private static func integer(_ text: String) -> Int? {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= 20 else { return nil }
    guard first == 0x2D || (0x30...0x39).contains(first) else { return nil }
    guard let value = Int(text), String(value) == text else { return nil }
    return value
  }

  package var value: PHPValue {
    switch self {
    case .int(let number): .int(number)
    case .string(let text): .string(text)
    }
  }
}

/// PHP's ordered map.
///
/// A list (keys 0, 1, 2 …) stores no keys, which is what nearly every array of a migration is;
/// others search linearly while small and by an index from then on.
package struct PHPArray {
  package private(set) var values: [PHPValue]
  /// Nil while the array is a list.
  private var explicitKeys: [PHPKey]?
  private var slots: [PHPKey: Int]?
  private var nextKey: Int
  /// How deep arrays lie in it, itself included; limited, since values are compared and freed by
  /// recursion.
  private(set) var depth = 1

  static let depthLimit = 128

  package init() {
    values = []
    explicitKeys = nil
    slots = nil
    nextKey = 0
  }

  package init(list: [PHPValue]) {
    values = list
    explicitKeys = nil
    slots = nil
    nextKey = list.count
    for slot in values.indices { values[slot] = admitted(values[slot]) }
  }

  package init(_ pairs: some Swift.Sequence<(PHPKey, PHPValue)>) {
    self.init()
    for (key, value) in pairs { self[key] = value }
  }

  package var count: Int { values.count }
  package var isEmpty: Bool { values.isEmpty }
  package var isList: Bool { explicitKeys == nil }
  package var last: PHPValue? { values.last }

  package func key(at position: Int) -> PHPKey { explicitKeys?[position] ?? .int(position) }

  package var keys: [PHPKey] { explicitKeys ?? (0..<values.count).map(PHPKey.int) }

  package var pairs: [(PHPKey, PHPValue)] {
    (0..<values.count).map { (key(at: $0), values[$0]) }
  }

  package subscript(text: String) -> PHPValue? { self[PHPKey(text)] }

  package subscript(key: PHPKey) -> PHPValue? {
    get { position(of: key).map { values[$0] } }
    set {
      guard let newValue else {
        remove(key)
        return
      }
      let value = admitted(newValue)
      if let position = position(of: key) {
        values[position] = value
        return
      }
      insert(value, at: key)
    }
  }

  /// `$array[] = value`.
  package mutating func append(_ value: PHPValue) {
    let value = admitted(value)
    if explicitKeys == nil, nextKey == values.count {
      values.append(value)
      nextKey += 1
    } else {
      insert(value, at: .int(nextKey))
    }
  }

  /// The value to store: itself, or unknown where arrays would lie in one another too deeply.
  private mutating func admitted(_ value: PHPValue) -> PHPValue {
    let inner: Int
    switch value {
    case .array(let array): inner = array.depth
    case .unknown(let unknown):
      guard case .array(let array)? = unknown.assumed else { return value }
      inner = array.depth
    default: return value
    }
    guard inner < Self.depthLimit else { return .unknown("a list that is nested too deeply") }
    depth = max(depth, inner + 1)
    return value
  }

  package mutating func removeLast() -> PHPValue? {
    guard !values.isEmpty else { return nil }
    let key = key(at: values.count - 1)
    let value = values[values.count - 1]
    remove(key)
    nextKey = keys.reduce(0) { next, key in
      if case .int(let number) = key { max(next, number &+ 1) } else { next }
    }
    return value
  }

  package func position(of key: PHPKey) -> Int? {
    guard let explicitKeys else {
      guard case .int(let number) = key, number >= 0, number < values.count else { return nil }
      return number
    }
    if let slots { return slots[key] }
    return explicitKeys.firstIndex(of: key)
  }

  private mutating func insert(_ value: PHPValue, at key: PHPKey) {
    if explicitKeys == nil, key == .int(values.count) {
      values.append(value)
      nextKey = max(nextKey, values.count)
      return
    }
    var keys = explicitKeys ?? (0..<values.count).map(PHPKey.int)
    explicitKeys = nil
    keys.append(key)
    values.append(value)
    if case .int(let number) = key, number >= nextKey { nextKey = number &+ 1 }
    if slots != nil {
      slots?[key] = values.count - 1
    } else if keys.count > 12 {
      slots = Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
    }
    explicitKeys = keys
  }

  private mutating func remove(_ key: PHPKey) {
    guard let position = position(of: key) else { return }
    if position == values.count - 1 {
      values.removeLast()
      explicitKeys?.removeLast()
      slots?[key] = nil
      return
    }
    var keys = explicitKeys ?? (0..<values.count).map(PHPKey.int)
    keys.remove(at: position)
    values.remove(at: position)
    explicitKeys = keys
    slots =
      keys.count > 12
      ? Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first } : nil
  }
}
