package import Catalog

/// Names made unique without regard to case: who comes first by order keeps the plain name, the
/// others get a number behind.
///
/// A change costs what it touches as long as no two want the same name; where they do, all names
/// are given anew, so that the result depends on who is there and not on who came when.
package struct UniqueNames<Key: Hashable & Sendable>: Sendable {
  /// What decides among those that want the same name: a rank, a name, a place within it.
  package struct Order: Comparable, Sendable {
    var rank: Int
    var name: QualifiedName
    var place: Int

    package init(_ rank: Int, _ name: QualifiedName, _ place: Int = 0) {
      self.rank = rank
      self.name = name
      self.place = place
    }

    package static func < (left: Order, right: Order) -> Bool {
      (left.rank, left.name, left.place) < (right.rank, right.name, right.place)
    }
  }

  private struct Claim: Sendable {
    var plain: String
    var order: Order
  }

  private let separator: String
  private let reserved: Set<String>
  private var claims: [Key: Claim] = [:]
  private var names: [Key: String] = [:]
  private var wanting: [String: Int] = [:]
  /// How many names are wanted more than once or are reserved.
  private var clashes = 0
  private var isStale = false

  package init(separator: String = "", reserved: Set<String> = []) {
    self.separator = separator
    self.reserved = reserved
  }

  package func name(of key: Key) -> String? { names[key] }

  package mutating func remove(_ key: Key) {
    guard let claim = claims.removeValue(forKey: key) else { return }
    names[key] = nil
    let folded = claim.plain.lowercased()
    if isClash(folded) {
      clashes -= 1
      isStale = true
    }
    wanting[folded, default: 1] -= 1
    if wanting[folded] == 0 { wanting[folded] = nil }
    if isClash(folded) { clashes += 1 }
    if clashes > 0 { isStale = true }
  }

  package mutating func insert(_ key: Key, plain: String, order: Order) {
    remove(key)
    claims[key] = Claim(plain: plain, order: order)
    let folded = plain.lowercased()
    if isClash(folded) { clashes -= 1 }
    wanting[folded, default: 0] += 1
    if isClash(folded) { clashes += 1 }
    if clashes > 0 { isStale = true } else { names[key] = plain }
  }

  private func isClash(_ folded: String) -> Bool {
    let count = wanting[folded] ?? 0
    return count > 1 || (count > 0 && reserved.contains(folded))
  }

  /// Gives names after insertions and removals; the keys whose name is another now.
  package mutating func settle() -> [Key] {
    guard isStale else { return [] }
    isStale = false
    var taken = reserved
    var changed: [Key] = []
    for (key, claim) in claims.sorted(by: { $0.value.order < $1.value.order }) {
      var name = claim.plain
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = claim.plain + separator + String(number)
        number += 1
      }
      if names.updateValue(name, forKey: key) != name { changed.append(key) }
    }
    return changed
  }
}
