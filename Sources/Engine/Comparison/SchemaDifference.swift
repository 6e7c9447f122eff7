package import Catalog

/// What changed from one schema to a later one, objects in the order of their names.
///
/// Tables, views and types are followed by identity through renames; one that was dropped and made
/// again, or rebuilt as SQLite's migrations do, is compared by its name.
package func schemaDifference(from old: Schema, to new: Schema) -> [SchemaChange] {
  var changes: [SchemaChange] = []
  let tables = paired(old.tables, new.tables, id: \.id, name: \.name)
  var names: [ObjectID: [String: String]] = [:]
  var columns: [ObjectID: ColumnPairs] = [:]
  for case (let before?, let after?) in tables {
    let pairs = ColumnPairs(before, after)
    columns[after.id] = pairs
    names[before.id] = pairs.names
  }
  for (before, after) in tables {
    changes += tableChanges(
      before,
      after,
      was: old,
      now: new,
      pairs: after.flatMap { columns[$0.id] },
      parentNames: { names[$0] ?? [:] }
    )
  }
  changes += viewChanges(old, new)
  for (before, after) in paired(old.enums, new.enums, id: \.id, name: \.name) {
    func text(_ type: EnumType) -> String { "(" + type.labels.joined(separator: ", ") + ")" }
    changes += typeChanges(
      .enumType,
      before.map { ($0.name, text($0)) },
      after.map { ($0.name, text($0)) }
    )
  }
  for (before, after) in paired(old.domains, new.domains, id: \.id, name: \.name) {
    changes += typeChanges(
      .domain,
      before.map { ($0.name, old.text(of: $0)) },
      after.map { ($0.name, new.text(of: $0)) }
    )
  }
  return changes
}

/// What became of one table; nil where it is not there yet or no more.
func tableChanges(
  _ old: Table?,
  _ new: Table?,
  was: any SchemaLookup,
  now: any SchemaLookup,
  pairs: ColumnPairs? = nil,
  parentNames: @escaping (ObjectID) -> [String: String] = { _ in [:] }
) -> [SchemaChange] {
  guard let new else {
    guard let old else { return [] }
    return [SchemaChange(.dropped, .table, of: old.name, name: old.name.searchedName)]
  }
  var empty = Table(id: new.id, name: new.name, kind: new.kind, source: new.source)
  empty.engine = new.engine
  empty.characterSet = new.characterSet
  empty.collation = new.collation
  let before = old ?? empty
  let changes = TableComparison(
    before,
    new,
    was: was,
    now: now,
    pairs: pairs ?? ColumnPairs(before, new),
    parentNames: parentNames
  ).changes
  if old != nil { return changes }
  let creation = SchemaChange(
    .added,
    .table,
    of: new.name,
    name: new.name.searchedName,
    source: new.source
  )
  return [creation] + changes
}

private func viewChanges(_ old: Schema, _ new: Schema) -> [SchemaChange] {
  func text(_ view: View) -> String {
    "(" + view.columns.map(\.name).joined(separator: ", ") + ")"
      + (view.isMaterialized ? " materialized" : "")
  }
  return paired(old.views, new.views, id: \.id, name: \.name).flatMap { before, after in
    typeChanges(
      .view,
      before.map { ($0.name, text($0)) },
      after.map { ($0.name, text($0)) },
      queries: (oneLine(before?.query), oneLine(after?.query))
    )
  }
}

private func oneLine(_ query: SQLText?) -> String {
  (query?.text ?? "").split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }
    .joined(separator: " ")
}

private func typeChanges(
  _ part: SchemaChange.Part,
  _ old: (name: QualifiedName, text: String)?,
  _ new: (name: QualifiedName, text: String)?,
  queries: (String, String) = ("", "")
) -> [SchemaChange] {
  guard let name = (new ?? old)?.name else { return [] }
  func change(_ kind: SchemaChange.Kind, _ before: String?, _ after: String?) -> SchemaChange {
    SchemaChange(kind, part, of: name, name: name.searchedName, before: before, after: after)
  }
  guard let old else { return [change(.added, nil, new?.text)] }
  guard let new else { return [change(.dropped, old.text, nil)] }
  var changes: [SchemaChange] = []
  if old.name != new.name {
    changes.append(change(.renamed, old.name.searchedName, new.name.searchedName))
  }
  if old.text != new.text {
    changes.append(change(.changed, old.text, new.text))
  } else if queries.0 != queries.1 {
    changes.append(change(.changed, queries.0, queries.1))
  }
  return changes
}

/// Objects of two schemas side by side: by identity, then by name, sorted by the later name.
private func paired<Object>(
  _ old: [Object],
  _ new: [Object],
  id: (Object) -> ObjectID,
  name: (Object) -> QualifiedName
) -> [(Object?, Object?)] {
  var known: [ObjectID: Object] = [:]
  for object in old { known[id(object)] = object }
  var pairs: [(Object?, Object?)] = []
  var fresh: [Object] = []
  for object in new {
    if let before = known.removeValue(forKey: id(object)) {
      pairs.append((before, object))
    } else {
      fresh.append(object)
    }
  }
  var names: [QualifiedName: Object] = [:]
  for object in known.values { names[name(object)] = object }
  for object in fresh { pairs.append((names.removeValue(forKey: name(object)), object)) }
  for object in names.values { pairs.append((object, nil)) }
  return pairs.map { pair in (pair.1.map(name) ?? pair.0.map(name) ?? QualifiedName(""), pair) }
    .sorted { $0.0 < $1.0 }.map(\.1)
}
