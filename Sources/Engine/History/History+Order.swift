extension History {
  /// Brings the history to exactly these migrations in this order.
  ///
  /// Looks at the whole list, so it is for the first build and for reorderings; a change of one
  /// file is an `update` that names its neighbour.
  package func setMigrations(
    _ units: [MigrationUnit],
    questions: [ProjectQuestion] = []
  ) -> UpdateReport {
    var changes = MigrationChanges(questions: questions)
    var unique: [MigrationUnit] = []
    var wanted: Set<String> = []
    wanted.reserveCapacity(units.count)
    reserve(units.count)
    for unit in units where wanted.insert(unit.id).inserted { unique.append(unit) }
    var places: [String: Int] = [:]
    for (place, id) in order().enumerated() {
      if wanted.contains(id) { places[id] = place } else { changes.removed.append(id) }
    }
    let kept = longestRun(unique.map { places[$0.id] })
    var previous: String?
    for (slot, unit) in unique.enumerated() {
      // A migration that keeps its place among those that stay needs no placement of its own.
      if !kept.contains(slot) || self.unit(unit.id) != unit {
        changes.placed.append(MigrationChanges.Placement(unit, after: previous))
      }
      previous = unit.id
    }
    return update(changes)
  }

  /// The slots of a longest ascending run among the places that are known.
  private func longestRun(_ places: [Int?]) -> Set<Int> {
    var tails: [Int] = []
    var links = [Int?](repeating: nil, count: places.count)
    for (slot, place) in places.enumerated() {
      guard let place else { continue }
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if (places[tails[middle]] ?? 0) < place { low = middle + 1 } else { high = middle }
      }
      if low > 0 { links[slot] = tails[low - 1] }
      if low == tails.count { tails.append(slot) } else { tails[low] = slot }
    }
    var run: Set<Int> = []
    var at = tails.last
    while let slot = at {
      run.insert(slot)
      at = links[slot]
    }
    return run
  }
}
