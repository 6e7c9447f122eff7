import Catalog

/// The value a key got from one migration; nil where the migration took it away.
struct Version<Value> {
  /// The slot of the migration.
  var node: Int32
  var value: Value?
}

/// Every name and every object at every point of the history.
///
/// A key has one entry for each migration that changed it, in the order of the migrations. Places
/// in that order are labels with gaps, kept by `OrderLabels`, so a migration in the middle
/// renumbers nothing here: entries name the slot of their migration, and only labels compare.
final class VersionedStore {
  /// The place of each slot in the history.
  var orders: [UInt64] = []
  let reads = ReadNumbers()
  /// By the number of the name as something that is read.
  private var names: [[Version<NameTarget>]] = []
  private(set) var tables: [ObjectID: [Version<Table>]] = [:]
  private(set) var others: [ObjectID: [Version<SchemaObject>]] = [:]
  /// Every schema that was ever made or dropped.
  private(set) var schemaKeys: Set<NameKey> = []
  /// Who ever mentioned whom: more than is true at one point, never less.
  private var mentioners: [Mention: Set<ObjectID>] = [:]

  func name(_ key: NameKey, before order: UInt64) -> NameTarget? {
    guard let number = reads.known(.name(key)) else { return nil }
    return name(number, before: order)
  }

  /// Every name that ever led anywhere.
  var nameKeys: [NameKey] {
    names.indices.compactMap { number in
      guard !names[number].isEmpty,
        case .name(let key) = reads.key(Int32(truncatingIfNeeded: number))
      else { return nil }
      return key
    }
  }

  /// What a name led to, from the first migration on.
  func versions(of key: NameKey) -> [Version<NameTarget>] {
    guard let number = reads.known(.name(key)), Int(number) < names.count else { return [] }
    return names[Int(number)]
  }

  /// The name with that number as something that is read.
  func name(_ number: Int32, before order: UInt64) -> NameTarget? {
    Int(number) < names.count ? value(in: names[Int(number)], before: order) : nil
  }

  func table(_ id: ObjectID, before order: UInt64) -> Table? {
    value(in: tables[id], before: order)
  }

  func other(_ id: ObjectID, before order: UInt64) -> SchemaObject? {
    value(in: others[id], before: order)
  }

  /// Identities of all tables there ever were.
  var allTableIDs: Dictionary<ObjectID, [Version<Table>]>.Keys { tables.keys }
  var allOtherIDs: Dictionary<ObjectID, [Version<SchemaObject>]>.Keys { others.keys }

  func mentioners(of mention: Mention) -> Set<ObjectID> { mentioners[mention] ?? [] }

  func addMentioner(_ id: ObjectID, of mention: Mention) {
    mentioners[mention, default: []].insert(id)
  }

  /// The entry of this slot itself.
  func name(_ number: Int32, at node: Int32) -> Version<NameTarget>? {
    Int(number) < names.count ? entry(in: names[Int(number)], at: node) : nil
  }

  func table(_ id: ObjectID, at node: Int32) -> Version<Table>? { entry(in: tables[id], at: node) }

  func other(_ id: ObjectID, at node: Int32) -> Version<SchemaObject>? {
    entry(in: others[id], at: node)
  }

  /// Sets or, with nil, removes the entry of a slot.
  func setName(_ number: Int32, _ version: Version<NameTarget>?, at node: Int32) {
    if case .name(let key) = reads.key(number), key.space == .schema { schemaKeys.insert(key) }
    while names.count <= Int(number) { names.append([]) }
    set(&names[Int(number)], version, at: node)
  }

  func setTable(_ id: ObjectID, _ version: Version<Table>?, at node: Int32) {
    set(&tables[id, default: []], version, at: node)
  }

  func setOther(_ id: ObjectID, _ version: Version<SchemaObject>?, at node: Int32) {
    set(&others[id, default: []], version, at: node)
  }

  /// The place of the first entry after `order`; the greatest number where there is none.
  func nextChange(of key: ReadKey, after order: UInt64) -> UInt64 {
    switch key {
    case .name(let name):
      reads.known(.name(name)).flatMap { Int($0) < names.count ? names[Int($0)] : nil }
        .map { next(in: $0, after: order) } ?? UInt64.max
    case .object(let id), .facet(let id, _):
      min(next(in: tables[id], after: order), next(in: others[id], after: order))
    case .mentions, .allTables, .allViews, .allTypes, .allSchemas, .project: UInt64.max
    }
  }

  private func value<Value>(in versions: [Version<Value>]?, before order: UInt64) -> Value? {
    guard let versions, let last = versions.last else { return nil }
    if orders[Int(last.node)] < order { return last.value }
    let slot = lowerBound(versions, order)
    return slot == 0 ? nil : versions[slot - 1].value
  }

  private func entry<Value>(
    in versions: [Version<Value>]?,
    at node: Int32
  ) -> Version<Value>? {
    guard let versions else { return nil }
    let slot = lowerBound(versions, orders[Int(node)])
    guard slot < versions.count, versions[slot].node == node else { return nil }
    return versions[slot]
  }

  private func set<Value>(
    _ versions: inout [Version<Value>],
    _ version: Version<Value>?,
    at node: Int32
  ) {
    let order = orders[Int(node)]
    if let version, versions.isEmpty || orders[Int(versions[versions.count - 1].node)] < order {
      versions.append(version)
      return
    }
    let slot = lowerBound(versions, order)
    let isPresent = slot < versions.count && versions[slot].node == node
    switch (version, isPresent) {
    case (let version?, true): versions[slot] = version
    case (let version?, false): versions.insert(version, at: slot)
    case (nil, true): versions.remove(at: slot)
    case (nil, false): break
    }
  }

  private func next<Value>(in versions: [Version<Value>]?, after order: UInt64) -> UInt64 {
    guard let versions, order < UInt64.max else { return UInt64.max }
    let slot = lowerBound(versions, order + 1)
    return slot < versions.count ? orders[Int(versions[slot].node)] : UInt64.max
  }

  /// The first entry whose place is not before `order`.
  private func lowerBound<Value>(_ versions: [Version<Value>], _ order: UInt64) -> Int {
    var low = 0
    var high = versions.count
    while low < high {
      let middle = (low + high) / 2
      if orders[Int(versions[middle].node)] < order { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
