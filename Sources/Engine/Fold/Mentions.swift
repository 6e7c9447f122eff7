import Catalog

extension Table {
  /// What this table depends on: targets of foreign keys, types of columns, parents.
  var mentions: Set<Mention> {
    if foreignKeys.isEmpty, parents.isEmpty, !columns.useTypes {
      return []
    }
    var found: Set<Mention> = []
    for key in foreignKeys {
      if let target = key.target.table {
        found.insert(.object(target))
      } else {
        found.insert(.name(foldedReference(key.target.name)))
      }
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

  /// Whether it depends on what another version of it depends on, compared part by part: cheaper
  /// than two sets, and nearly always so.
  func mentionsSame(as other: Table?) -> Bool {
    guard let other else {
      return foreignKeys.isEmpty && parents.isEmpty && !columns.useTypes
    }
    guard parents == other.parents, foreignKeys.pointSame(as: other.foreignKeys) else {
      return false
    }
    let usesTypes = columns.useTypes || other.columns.useTypes
    return !usesTypes
      || columns.compactMap(\.type.object) == other.columns.compactMap(\.type.object)
  }

  /// Whether nothing is different from an earlier version.
  ///
  /// Who changes a table signs it, so most differences show in the number of signatures.
  func isSame(as other: Table) -> Bool {
    changedBy.count == other.changedBy.count && self == other
  }
}

extension [ForeignKey] {
  /// Whether they point at the same tables in the same order; read in place, since a key is large.
  fileprivate func pointSame(as others: [ForeignKey]) -> Bool {
    guard count == others.count else { return false }
    for slot in indices where self[slot].target.table != others[slot].target.table {
      return false
    }
    return indices.allSatisfy { self[$0].target.name == others[$0].target.name }
  }
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
