import Catalog
import SourceText

/// The names of one table's relations: no column, no member of the framework's model, no other
/// relation has them.
struct RelationNames {
  private let columns: [Column]
  /// One number for each column's name, made when the first name is asked for: what has none of
  /// them is no column's, and a set of names would hash and keep every column of every table.
  private var columnMarks: [UInt64] = []
  /// In small letters.
  private var taken: Set<String> = []
  private let pinned: [String: String]
  /// The pinned names, which nothing else may take.
  private let kept: Set<String>

  /// - Parameter pinned: by the identity of relations that had names before.
  init(of table: Table, pinned: [String: String]) {
    columns = table.columns
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
    let lower = lowercasedName(name)
    if reservedMembers.contains(lower) || isColumn(lower) { return nil }
    return taken.insert(lower).inserted ? name : nil
  }

  private mutating func isColumn(_ lower: String) -> Bool {
    if columnMarks.isEmpty {
      columnMarks.reserveCapacity(columns.count)
      for slot in columns.indices { columnMarks.append(mark(of: columns[slot].name)) }
    }
    return columnMarks.contains(mark(of: lower))
      && columns.firstIndex(namedWithoutCase: lower) != nil
  }
}

/// A number that two names share which differ in case only.
private func mark(of name: String) -> UInt64 {
  let bytes = name.utf8.span
  var mark: UInt64 = 0xCBF2_9CE4_8422_2325
  for slot in bytes.indices {
    // Lowered and composed in many ways: all such names share one number.
    if bytes[slot] >= 0x80 { return 0 }
    mark = (mark ^ UInt64(bytes[slot].small)) &* 0x0000_0100_0000_01B3
  }
  return mark
}
