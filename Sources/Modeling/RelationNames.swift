import Catalog

/// The names of one table's relations: no column, no member of the framework's model, no other
/// relation has them.
struct RelationNames {
  private let columns: [Column]
  private let expected: Int
  /// In small letters, the columns among them as soon as the first name is asked for.
  private var taken: Set<String> = []
  private let pinned: [String: String]
  /// The pinned names, which nothing else may take.
  private let kept: Set<String>

  /// - Parameter pinned: by the identity of relations that had names before.
  init(of table: Table, pinned: [String: String]) {
    columns = table.columns
    expected = table.foreignKeys.count + table.referencedBy.count
    self.pinned = pinned
    kept = pinned.isEmpty ? [] : Set(pinned.values.map { $0.lowercased() })
  }

  /// The name it had before, else the first candidate that is free, then the last one with
  /// `Relation` behind, then numbers.
  ///
  /// - Parameter candidate: the one at a place, as long as there are any; nearly always only the
  ///   first is asked for.
  mutating func name(_ identity: String, _ candidate: (Int) -> String?) -> String {
    if let before = pinned[identity], let name = taking(camel(before)) { return name }
    var last = "related"
    var place = 0
    while let wanted = candidate(place) {
      if kept.isEmpty || !kept.contains(wanted.lowercased()), let name = taking(wanted) {
        return name
      }
      last = wanted
      place += 1
    }
    for number in 1...99 {
      let numbered = last + "Relation" + (number == 1 ? "" : String(number))
      if let name = taking(numbered) { return name }
    }
    return last + "Relation"
  }

  /// The name, which no other relation gets from now on; nil where it is not free.
  private mutating func taking(_ name: String) -> String? {
    if name.isEmpty || startsInNumber(name) { return nil }
    if taken.isEmpty {
      taken.reserveCapacity(columns.count + expected)
      for slot in columns.indices { taken.insert(lowercasedName(columns[slot].name)) }
    }
    let lower = name.lowercased()
    return !reservedMembers.contains(lower) && taken.insert(lower).inserted ? name : nil
  }
}
