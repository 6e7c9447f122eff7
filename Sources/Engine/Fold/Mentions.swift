import Catalog

extension Table {
  /// What this table depends on: targets of foreign keys, types of columns, parents.
  var mentions: Set<Mention> {
    if foreignKeys.isEmpty, parents.isEmpty, !columns.useTypes {
      return []
    }
    var found: Set<Mention> = []
    for key in foreignKeys {
      found.insert(key.target.mention)
    }
    for column in columns {
      if let type = column.type.object { found.insert(.object(type)) }
    }
    for parent in parents {
      found.insert(.object(parent))
      found.insert(.childOf(parent))
    }
    return found
  }

  /// Visits what it depends on and another version of it did not, and maybe more: compared part
  /// by part, which is cheaper than two sets.
  func mentions(beyond other: Table?, in dialect: Dialect, _ visit: (Mention) -> Void) {
    let (keys, known) = (foreignKeys, other?.foreignKeys ?? [])
    for slot in keys.indices where slot >= known.count || !keys.pointsSame(as: known, at: slot) {
      visit(keys[slot].target.mention)
    }
    if parents != other?.parents ?? [] {
      for parent in parents {
        visit(.object(parent))
        visit(.childOf(parent))
      }
    }
    guard dialect == .postgres, columns.useTypes else { return }
    let types = columns.compactMap(\.type.object)
    if types != other?.columns.compactMap(\.type.object) {
      for type in types { visit(.object(type)) }
    }
  }

  /// Whether nothing is different from an earlier version.
  ///
  /// Who changes a table signs it, so most differences show in the number of signatures.
  func isSame(as other: Table) -> Bool {
    changedBy.count == other.changedBy.count && self == other
  }
}

extension [ForeignKey] {
  /// Whether the keys at one place point at the same table; read in place, since a key is large.
  fileprivate func pointsSame(as others: [ForeignKey], at slot: Int) -> Bool {
    self[slot].target.table == others[slot].target.table
      && self[slot].target.name == others[slot].target.name
  }
}

extension ForeignTarget {
  fileprivate var mention: Mention { table.map(Mention.object) ?? .name(foldedReference(name)) }
}

/// How an unresolved reference is indexed: without schema, without case, to be compared again.
func foldedReference(_ name: QualifiedName) -> String { lowercasedName(name.name) }

extension SchemaObject {
  var mentions: Set<Mention> {
    switch self {
    case .table(let table): return table.mentions
    case .view(let view): return Set(view.dependencies.map(Mention.object))
    case .domain(let domain): return Set([domain.type.object].compactMap { $0 }.map(Mention.object))
    case .opaqueType(let type):
      return Set(type.attributes.compactMap { $0.type?.object }.map(Mention.object))
    case .sequence(let sequence):
      return Set([sequence.owner].compactMap { $0 }.map(Mention.object))
    case .enumType, .routine: return []
    }
  }
}
