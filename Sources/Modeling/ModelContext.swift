package import Catalog
import SourceText

/// What modelling one table may look at: the schema around it and the names of all classes.
package struct ModelContext: Sendable {
  package var schema: any SchemaLookup & Sendable
  package var options: ModelingOptions
  package var classes = ClassNames()
  var enums = UniqueNames<EnumKey>()

  /// A context without names, for a schema that grows.
  init(empty schema: any SchemaLookup & Sendable, _ options: ModelingOptions) {
    self.schema = schema
    self.options = options
  }

  package init(_ schema: Schema, _ options: ModelingOptions = ModelingOptions()) {
    self.init(empty: schema, options)
    let tables = schema.tables.filter(isModeled)
    let views = schema.views.filter(isModeled)
    classes.add(tables.map(\.name) + views.map(\.name), options)
    for type in schema.enums { claim(EnumClaim(type)) }
    for table in tables {
      let claims = EnumClaim.claims(of: table, className: classes[table.name], in: schema)
      for claim in claims { self.claim(claim) }
    }
    _ = enums.settle()
  }

  mutating func claim(_ claim: EnumClaim) {
    enums.insert(claim.key, plain: claim.plain, order: claim.order)
  }

  /// Whether a table gets a class.
  func isModeled(_ table: Table) -> Bool {
    (table.kind == .table || table.kind == .partitioned) && !table.isTemporary
      && !isExcluded(table.name)
  }

  func isModeled(_ view: View) -> Bool { !isExcluded(view.name) }

  private func isExcluded(_ name: QualifiedName) -> Bool {
    !options.excluded.isEmpty
      && (options.excluded.contains(name.name) || options.excluded.contains(name.description))
  }

  /// The class of a table; nil where it gets none.
  package func className(of table: Table) -> String? { classes[table.name] }

  package func className(of view: View) -> String? { classes[view.name] }

  func enumName(_ key: EnumKey) -> String? { enums.name(of: key) }

  /// The table as a pivot, if it is one.
  func pivot(_ table: Table) -> Pivot? {
    Pivot(table) { keys in
      guard let left = schema.target(of: keys[0]), let right = schema.target(of: keys[1]),
        let leftName = className(of: left), let rightName = className(of: right),
        mayJoin(table.name.name, leftName, rightName)
      else { return false }
      return table.name.name == joiningTable(leftName, rightName)
    }
  }

  /// What the model says its key is: of several columns the first, of none the framework's `id`.
  func keyName(of table: Table) -> String {
    table.primaryKey?.columns.first ?? "id"
  }
}

/// Whether a name is long enough to be that of a table between two models.
private func mayJoin(_ table: String, _ left: String, _ right: String) -> Bool {
  table.utf8.count > left.utf8.count + right.utf8.count || !left.isASCII || !right.isASCII
}

/// The pivot table that the framework looks for between two models.
func joiningTable(_ left: String, _ right: String) -> String {
  let left = snake(left)
  let right = snake(right)
  return left < right
    ? String(joining: left, "_", right) : String(joining: right, "_", left)
}

/// The models of every table that gets one, sorted by class name.
///
/// A pivot without columns of its own gets none: its rows are reached through `belongsToMany`.
package func models(
  of schema: Schema,
  options: ModelingOptions = ModelingOptions()
) -> [Model] {
  models(in: ModelContext(schema, options))
}

/// The same in a context with all names, made of a whole schema.
package func models(in context: ModelContext) -> [Model] {
  guard let schema = context.schema as? Schema else { return [] }
  var places: [(name: String, place: Place)] = []
  for slot in schema.tables.indices {
    guard let name = context.className(of: schema.tables[slot]) else { continue }
    places.append((name, .table(slot)))
  }
  for slot in schema.views.indices {
    guard let name = context.className(of: schema.views[slot]) else { continue }
    places.append((name, .view(slot)))
  }
  return places.sorted { $0.name < $1.name }.compactMap { _, place in
    switch place {
    case .table(let slot): model(of: schema.tables[slot], in: context)
    case .view(let slot): model(of: schema.views[slot], in: context)
    }
  }
}

/// Where something with a model stands: a model is large, so that places are sorted in its stead.
private enum Place {
  case table(Int)
  case view(Int)
}

/// The model of one table; reads the table, those it points at and those that point at it.
package func model(of table: Table, in context: ModelContext) -> Model? {
  guard let className = context.className(of: table) else { return nil }
  let pivot = context.pivot(table)
  if let pivot, pivot.isPure { return nil }
  let attributes = attributes(of: table, in: context)
  let first = table.source.file
  return Model(
    table: table.id,
    tableName: table.name,
    className: className,
    comment: table.comment,
    attributes: attributes,
    key: key(of: table, pivot),
    timestamps: timestamps(attributes),
    deletedAt: deletedAt(attributes),
    relations: relations(of: table, className, in: context),
    compositeKeys: table.foreignKeys.filter { $0.columns.count > 1 },
    isPivot: pivot != nil,
    source: fileName(first),
    furtherSources: table.changedBy.count { $0 != first }
  )
}

/// A migration's file; with its folder where the file's name says nothing (`add_users/up.sql`).
private func fileName(_ path: String) -> String {
  let bytes = path.utf8.span
  var end = bytes.count
  while end > 0, bytes[end - 1] == 0x2F { end -= 1 }
  var start = end
  while start > 0, bytes[start - 1] != 0x2F { start -= 1 }
  if start == 0 { return path }
  let last = String(Substring(path.utf8.prefix(end).dropFirst(start)))
  guard last.hasPrefix("up.") || last.hasPrefix("migration.") else { return last }
  return path.split(separator: "/").suffix(2).joined(separator: "/")
}

/// A column that the framework can set to null to bring a row back.
private func deletedAt(_ attributes: [Attribute]) -> String? {
  attributes.date(named: "deleted_at")?.column.isNullable == true ? "deleted_at" : nil
}

/// A pivot without a key is known by its pair, as the framework knows it when it detaches.
private func key(of table: Table, _ pivot: Pivot?) -> ModelKey {
  guard let key = table.primaryKey, !key.columns.isEmpty else {
    guard let pivot else { return .none }
    return .composite(pivot.keys.0.columns + pivot.keys.1.columns)
  }
  guard key.columns.count == 1, let name = key.columns.first else {
    return .composite(key.columns)
  }
  return .single(name, isAutoIncrement: table.column(name)?.isAutoIncrement ?? false)
}

private func timestamps(_ attributes: [Attribute]) -> Timestamps {
  let isCreated = attributes.date(named: "created_at") != nil
  let isUpdated = attributes.date(named: "updated_at") != nil
  return switch (isCreated, isUpdated) {
  case (true, true): .both
  case (true, false): .createdOnly
  case (false, true): .updatedOnly
  case (false, false): .none
  }
}

extension [Attribute] {
  /// The attribute of this name, where it holds a date.
  fileprivate func date(named name: String) -> Attribute? {
    for slot in indices {
      switch self[slot].family {
      case .date, .dateTime: if self[slot].column.name == name { return self[slot] }
      default: break
      }
    }
    return nil
  }
}

private func attributes(of table: Table, in context: ModelContext) -> [Attribute] {
  let keys = table.primaryKey?.columns ?? []
  return table.columns.map { column in
    let name = column.name
    var enumClass: EnumClass?
    let family = narrowedFamily(of: column, table, in: context.schema)
    if case .enumeration(let labels) = family,
      let name = context.enumName(EnumKey(column, of: table, in: context.schema))
    {
      enumClass = EnumClass(name: name, labels: labels)
    }
    let isKey = keys.contains(name)
    return Attribute(
      column: column,
      family: family,
      enumClass: enumClass,
      isFillable: !(isKey && keys.count == 1) && !isManaged(name) && column.generation == nil,
      isHidden: isSecret(name),
      isKey: isKey
    )
  }
}

/// Columns that the framework fills by itself.
private func isManaged(_ name: String) -> Bool {
  if name.utf8.count < "created_at".utf8.count { return false }
  return switch name {
  case "created_at", "updated_at", "deleted_at", "remember_token": true
  default: false
  }
}

/// Values that must not leave the application in JSON.
private func isSecret(_ name: String) -> Bool {
  guard mayBeSecret(name) else { return false }
  let lower = lowercasedName(name)
  return lower.hasSuffix("password") || lower.hasSuffix("token") || lower.holds("secret")
    || lower.hasPrefix("two_factor_")
}

/// Most names show by a few letters that they are none.
private func mayBeSecret(_ name: String) -> Bool {
  let bytes = name.utf8.span
  let last = bytes.count - 1
  guard last >= 4 else { return false }
  switch (bytes[last - 1].small, bytes[last].small) {
  // …word, …token.
  case (0x72, 0x64), (0x65, 0x6E): return true
  default: break
  }
  if bytes[0].small == 0x74, bytes[1].small == 0x77 { return true }
  // …secret…
  for slot in 0..<last where bytes[slot].small == 0x73 && bytes[slot + 1].small == 0x65 {
    return true
  }
  return false
}

/// The model of a view: read only, without relations, since a view has no keys.
package func model(of view: View, in context: ModelContext) -> Model? {
  guard let className = context.className(of: view) else { return nil }
  let attributes = view.columns.map { output in
    let column = Column(
      name: output.name,
      type: output.type ?? ColumnType(""),
      isNullable: output.isNullable
    )
    var family = family(of: column, in: context.schema)
    if case .enumeration = family { family = .string }
    return Attribute(
      column: column,
      family: family,
      isFillable: false,
      isHidden: isSecret(output.name),
      isKey: false
    )
  }
  return Model(
    table: view.id,
    tableName: view.name,
    className: className,
    comment: view.comment,
    attributes: attributes,
    key: .none,
    timestamps: .none,
    relations: [],
    compositeKeys: [],
    isPivot: false,
    isView: true,
    source: fileName(view.source.file),
    furtherSources: 0
  )
}
