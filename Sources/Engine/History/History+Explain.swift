package import Catalog
import SourceText

extension History {
  /// Every table that ever had the name, the present one first, then the later before the earlier.
  ///
  /// `name` without a schema is looked for in all of them; capitals count only where two names
  /// differ in nothing else.
  package func tables(everNamed name: QualifiedName) -> [ObjectID] {
    func isMatch(_ key: NameKey, _ fold: (String) -> String) -> Bool {
      key.space == .relation && fold(key.name) == fold(name.name)
        && (name.schema == nil || fold(key.schema) == fold(name.schema ?? ""))
    }
    let all = store.nameKeys
    var keys = all.filter { isMatch($0) { $0 } }
    if keys.isEmpty { keys = all.filter { isMatch($0) { $0.lowercased() } } }
    var found: [ObjectID: UInt64] = [:]
    for key in keys {
      for version in store.versions(of: key) {
        guard case .object(let id)? = version.value, let versions = store.tables[id] else {
          continue
        }
        let end = versions.last.map { $0.value == nil ? store.orders[Int($0.node)] : .max } ?? 0
        found[id] = max(found[id] ?? 0, end)
      }
    }
    return found.sorted { ($1.value, $1.key) < ($0.value, $0.key) }.map(\.key)
  }

  /// The life of one table, statement by statement.
  ///
  /// Only migrations that changed it are looked at: their recorded operations are folded again, so
  /// that what happened and was undone within one file is seen too.
  package func steps(of id: ObjectID) -> [TableStep] {
    var steps: [TableStep] = []
    for version in store.tables[id] ?? [] {
      guard let record = records[Int(version.node)] else { continue }
      steps += self.steps(of: id, in: record)
    }
    return steps
  }

  private func steps(of id: ObjectID, in record: MigrationRecord) -> [TableStep] {
    let draft = makeDraft(for: record)
    let lookup = DraftLookup(draft: draft)
    var steps: [TableStep] = []
    var marks: [Int: (mark: Int, steps: Int)] = [:]
    var known = draft.peekTable(id)
    for step in record.trace {
      switch step {
      case .applied(let operation, let isTry, _):
        _ = draft.fold(operation, isTry: isTry)
        let table = draft.peekTable(id)
        guard table != known else { continue }
        let changes = tableChanges(known, table, was: lookup, now: lookup)
        steps.append(
          TableStep(
            migration: record.unit.id,
            source: operation.source,
            old: known,
            new: table,
            changes: changes.map { change in
              var change = change
              if change.source == nil { change.source = operation.source }
              return change
            }
          )
        )
        known = table
      case .savepoint(let mark): marks[mark] = (draft.savepoint(), steps.count)
      case .rollback(let mark):
        guard let found = marks[mark] else { continue }
        draft.rollback(to: found.mark)
        steps.removeSubrange(min(found.steps, steps.count)...)
        known = draft.peekTable(id)
      case .asked, .reported: continue
      }
    }
    return steps
  }
}

/// The objects that a migration sees, by identity.
private struct DraftLookup: SchemaLookup {
  let draft: Draft

  var dialect: Dialect { draft.dialect }

  func table(_ id: ObjectID) -> Table? { draft.peekTable(id) }

  func target(of key: ForeignKey) -> Table? { key.target.table.flatMap(draft.peekTable) }

  func enumType(_ id: ObjectID) -> EnumType? {
    if case .enumType(let type)? = draft.peekOther(id) { type } else { nil }
  }

  func domain(_ id: ObjectID) -> Domain? {
    if case .domain(let domain)? = draft.peekOther(id) { domain } else { nil }
  }

  func opaqueType(_ id: ObjectID) -> OpaqueType? {
    if case .opaqueType(let type)? = draft.peekOther(id) { type } else { nil }
  }
}
