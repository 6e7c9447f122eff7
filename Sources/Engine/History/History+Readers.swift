import Catalog

/// Who read what, and what is put on the list when something is written anew.
extension History {
  func touch(_ key: ReadKey, after order: UInt64?, _ wave: inout Wave) {
    if let number = store.reads.known(key) { touch(number, after: order, &wave) }
  }

  /// Puts on the list who read the key with that number behind a place, up to its next change.
  func touch(_ number: Int32, after order: UInt64?, _ wave: inout Wave) {
    guard Int(number) < readers.count else { return }
    let found = readers[Int(number)]
    guard let lastReader = found.last else { return }
    guard let order else {
      for slot in found { wave.push(slot, order: store.orders[Int(slot)], .replay) }
      return
    }
    guard store.orders[Int(lastReader)] > order else { return }
    // Whoever changes the key next has read it too and decides what follows.
    let limit = store.nextChange(of: store.reads.key(number), after: order)
    var place = upperBound(found, order)
    while place < found.count {
      let readerOrder = store.orders[Int(found[place])]
      if readerOrder > limit { break }
      wave.push(found[place], order: readerOrder, .replay)
      place += 1
    }
  }

  func touchName(_ number: Int32, after order: UInt64, _ wave: inout Wave) {
    guard order < lastReader else { return }
    touch(number, after: order, &wave)
    if case .name(let key) = store.reads.key(number), key.space == .schema {
      touch(.allSchemas, after: order, &wave)
    }
  }

  func touchTable(
    _ id: ObjectID,
    _ old: Table?,
    _ new: Table?,
    after order: UInt64,
    _ wave: inout Wave
  ) {
    guard order < lastReader else { return }
    touch(.object(id), after: order, &wave)
    for facet in store.reads.facets(of: id) where !Facet.isSame(facet, old, new) {
      touch(.facet(id, facet), after: order, &wave)
    }
    touch(.allTables, after: order, &wave)
    touchMentions(old?.mentions ?? [], new?.mentions ?? [], after: order, &wave)
  }

  func touchOther(
    _ id: ObjectID,
    _ old: SchemaObject?,
    _ new: SchemaObject?,
    after order: UInt64,
    _ wave: inout Wave
  ) {
    guard order < lastReader else { return }
    touch(.object(id), after: order, &wave)
    if case .view? = old ?? new {
      touch(.allViews, after: order, &wave)
    } else {
      touch(.allTypes, after: order, &wave)
    }
    touchMentions(old?.mentions ?? [], new?.mentions ?? [], after: order, &wave)
  }

  private func touchMentions(
    _ old: Set<Mention>,
    _ new: Set<Mention>,
    after order: UInt64,
    _ wave: inout Wave
  ) {
    guard old != new else { return }
    for mention in old.symmetricDifference(new) {
      touch(.mentions(mention), after: order, &wave)
    }
  }

  /// Notes who reads what; `reads` has each number once.
  func register(_ reads: [Int32], for record: MigrationRecord) {
    let slot = record.slot
    let order = store.orders[Int(slot)]
    var come = reads
    if !record.reads.isEmpty {
      let known = Set(record.reads)
      come.removeAll { known.contains($0) }
      withdrawReads(known.subtracting(reads), of: slot, order)
    }
    if !come.isEmpty { lastReader = max(lastReader, order) }
    for number in come {
      while readers.count <= Int(number) { readers.append([]) }
      insertReader(slot, order, &readers[Int(number)])
    }
    record.reads = reads
  }

  private func withdrawReads(_ gone: Set<Int32>, of slot: Int32, _ order: UInt64) {
    for number in gone {
      let place = lowerBound(readers[Int(number)], order)
      if place < readers[Int(number)].count, readers[Int(number)][place] == slot {
        readers[Int(number)].remove(at: place)
      }
    }
  }

  private func insertReader(_ slot: Int32, _ order: UInt64, _ found: inout [Int32]) {
    if let last = found.last, store.orders[Int(last)] > order {
      found.insert(slot, at: lowerBound(found, order))
    } else {
      found.append(slot)
    }
  }

  private func lowerBound(_ found: [Int32], _ order: UInt64) -> Int {
    var low = 0
    var high = found.count
    while low < high {
      let middle = (low + high) / 2
      if store.orders[Int(found[middle])] < order { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func upperBound(_ found: [Int32], _ order: UInt64) -> Int {
    order == UInt64.max ? found.count : lowerBound(found, order + 1)
  }
}
