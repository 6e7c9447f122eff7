/// Names of one table, to see whether one comes twice.
///
/// Most tables have a few dozen columns, so a hash that is cheap serves better than a good one;
/// it takes every byte, so that `column_1` to `column_9999` do not meet.
package struct NameSet {
  private var names: [String] = []
  /// Places in `names`, and -1 for none; as many as a power of two, at most half of them in use.
  private var slots: [Int32]

  package init(minimumCapacity: Int) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    names.reserveCapacity(minimumCapacity)
  }

  /// Takes a name in; false where it is there already.
  package mutating func insert(_ name: String) -> Bool {
    if names.count * 2 >= slots.count { grow() }
    var slot = home(of: name)
    while slots[slot] >= 0 {
      if names[Int(slots[slot])] == name { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(truncatingIfNeeded: names.count)
    names.append(name)
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for place in names.indices {
      var slot = home(of: names[place])
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: place)
    }
  }

  /// FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/.
  private func home(of name: String) -> Int {
    let bytes = name.utf8.span
    var hash: UInt32 = 2_166_136_261
    for place in bytes.indices { hash = (hash ^ UInt32(bytes[place])) &* 16_777_619 }
    return Int(hash ^ hash >> 15) & (slots.count - 1)
  }
}
