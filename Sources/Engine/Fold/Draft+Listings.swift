import Catalog

extension Draft {
  /// Every table at this point, sorted by name.
  func allTables() -> [Table] {
    read(.allTables)
    var found: [Table] = []
    for id in store.allTableIDs where tableWrites[id] == nil {
      if let table = store.table(id, before: order) { found.append(table) }
    }
    for case (_, let table?) in tableWrites where !table.isTemporary { found.append(table) }
    return found.sorted { $0.name < $1.name }
  }

  func allViews() -> [View] {
    read(.allViews)
    return allOthers().compactMap { if case .view(let view) = $0 { view } else { nil } }
  }

  func allTypes() -> [SchemaObject] {
    read(.allTypes)
    return allOthers().filter {
      switch $0 {
      case .enumType, .domain, .opaqueType: true
      default: false
      }
    }
  }

  func allSequencesAndRoutines() -> [SchemaObject] {
    read(.allTypes)
    return allOthers().filter {
      switch $0 {
      case .sequence, .routine: true
      default: false
      }
    }
  }

  /// The names of the schemas, PostgreSQL's own left out, sorted.
  func allSchemas() -> [String] {
    read(.allSchemas)
    var found: Set<String> = []
    var keys = store.schemaKeys
    for number in nameWrites.keys {
      if case .name(let key) = store.reads.key(number), key.space == .schema { keys.insert(key) }
    }
    for key in keys
    where peek(store.reads.number(of: .name(key))) != nil && !key.name.hasPrefix("-") {
      found.insert(key.name)
    }
    if dialect == .postgres, hasSchema("public") { found.insert("public") }
    if dialect == .sqlite { found.insert("main") }
    return found.sorted()
  }

  private func allOthers() -> [SchemaObject] {
    var found: [SchemaObject] = []
    for id in store.allOtherIDs where otherWrites[id] == nil {
      if let object = store.other(id, before: order) { found.append(object) }
    }
    for case (_, let object?) in otherWrites { found.append(object) }
    return found.sorted { $0.name < $1.name }
  }
}
