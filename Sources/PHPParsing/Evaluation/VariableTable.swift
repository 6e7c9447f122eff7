/// The variables of a running function.
///
/// Most functions of a migration have one or two, which are found faster by comparing their names
/// than by hashing; an index is made when there are more.
struct VariableTable: Sequence {
  private var names: [String] = []
  private var slots: [PHPSlot] = []
  private var places: [String: Int]?

  private static let mostCompared = 8

  subscript(name: String) -> PHPSlot? {
    get { place(of: name).map { slots[$0] } }
    set {
      switch (place(of: name), newValue) {
      case (let place?, let slot?): slots[place] = slot
      case (let place?, nil): remove(place)
      case (nil, let slot?): append(name, slot)
      case (nil, nil): break
      }
    }
  }

  func makeIterator() -> AnyIterator<(key: String, value: PHPSlot)> {
    var place = 0
    return AnyIterator {
      guard place < names.count else { return nil }
      defer { place += 1 }
      return (names[place], slots[place])
    }
  }

  /// The values as they are now, whatever the variables become.
  var values: [String: PHPValue] {
    Dictionary(zip(names, slots.map(\.value))) { _, last in last }
  }

  private func place(of name: String) -> Int? {
    if let places { return places[name] }
    return names.firstIndex(of: name)
  }

  private mutating func append(_ name: String, _ slot: PHPSlot) {
    places?[name] = names.count
    names.append(name)
    slots.append(slot)
    if places == nil, names.count > Self.mostCompared {
      places = Dictionary(zip(names, names.indices)) { _, last in last }
    }
  }

  /// The last one takes the place that becomes free.
  private mutating func remove(_ place: Int) {
    let last = names.count - 1
    places?[names[place]] = nil
    if place != last {
      names[place] = names[last]
      slots[place] = slots[last]
      places?[names[place]] = place
    }
    names.removeLast()
    slots.removeLast()
  }
}
