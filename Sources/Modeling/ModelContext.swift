package import Catalog
import SourceText

/// What modelling one table may look at: the schema around it and the names of all classes.
package struct ModelContext: Sendable {
  package var schema: Schema
  package var options: ModelingOptions
  private var names: [QualifiedName: String]
  private var enumNames: [EnumKey: String]

  package init(_ schema: Schema, _ options: ModelingOptions = ModelingOptions()) {
    self.schema = schema
    self.options = options
    let tables = schema.tables.filter { table in
      (table.kind == .table || table.kind == .partitioned) && !table.isTemporary
        && !options.excluded.contains(table.name.name)
        && !options.excluded.contains(table.name.description)
    }
    let views = schema.views.map(\.name).filter { view in
      !options.excluded.contains(view.name) && !options.excluded.contains(view.description)
    }
    names = assignClassNames(tables.map(\.name) + views, options)
    enumNames = assignEnumNames(schema, tables, names)
  }

  /// The class of a table; nil where it gets none.
  package func className(of table: Table) -> String? { names[table.name] }

  package func className(of view: View) -> String? { names[view.name] }

  func enumName(_ key: EnumKey) -> String? { enumNames[key] }

  /// The table as a pivot, if it is one.
  func pivot(_ table: Table) -> Pivot? {
    Pivot(table) { first, second in
      guard let left = schema.target(of: first), let right = schema.target(of: second),
        let leftName = className(of: left), let rightName = className(of: right)
      else { return nil }
      return joiningTable(leftName, rightName)
    }
  }

  /// What the model says its key is: of several columns the first, of none the framework's `id`.
  func keyName(of table: Table) -> String {
    table.primaryKey?.columns.first ?? "id"
  }
}

/// The pivot table that the framework looks for between two models.
func joiningTable(_ left: String, _ right: String) -> String {
  [snake(left), snake(right)].sorted().joined(separator: "_")
}

/// The models of every table that gets one, sorted by class name.
///
/// A pivot without columns of its own gets none: its rows are reached through `belongsToMany`.
package func models(
  of schema: Schema,
  options: ModelingOptions = ModelingOptions()
) -> [Model] {
  let context = ModelContext(schema, options)
  let all =
    schema.tables.compactMap { model(of: $0, in: context) }
    + schema.views.compactMap { model(of: $0, in: context) }
  return all.sorted { $0.className < $1.className }
}

/// The model of one table; reads the table, those it points at and those that point at it.
package func model(of table: Table, in context: ModelContext) -> Model? {
  guard let className = context.className(of: table) else { return nil }
  let pivot = context.pivot(table)
  if let pivot, pivot.isPure { return nil }
  let attributes = attributes(of: table, in: context)
  let dates = Set(
    attributes.filter { $0.family == .dateTime || $0.family == .date }.map(\.column.name)
  )
  var relations = RelationNames(table: table, context: context)
  return Model(
    table: table.id,
    tableName: table.name,
    className: className,
    comment: table.comment,
    attributes: attributes,
    key: key(of: table, pivot),
    timestamps: timestamps(dates),
    deletedAt: deletedAt(table, dates),
    relations: relations.all(className: className),
    compositeKeys: table.foreignKeys.filter { $0.columns.count > 1 },
    isPivot: pivot != nil,
    source: fileName(table.source.file),
    furtherSources: max(0, table.changedBy.filter { $0 != table.source.file }.count)
  )
}

/// A migration's file; with its folder where the file's name says nothing (`add_users/up.sql`).
private func fileName(_ path: String) -> String {
  let parts = path.split(separator: "/")
  guard let last = parts.last else { return path }
  let isPlain = last.hasPrefix("up.") || last.hasPrefix("migration.")
  return isPlain && parts.count > 1 ? parts.suffix(2).joined(separator: "/") : String(last)
}

/// A column that the framework can set to null to bring a row back.
private func deletedAt(_ table: Table, _ dates: Set<String>) -> String? {
  guard dates.contains("deleted_at"), table.column("deleted_at")?.isNullable == true else {
    return nil
  }
  return "deleted_at"
}

private func key(of table: Table, _ pivot: Pivot?) -> ModelKey {
  guard let key = table.primaryKey, !key.columns.isEmpty else {
    guard let pivot, pivot.isKeyedByPair else { return .none }
    return .composite(pivot.keys.0.columns + pivot.keys.1.columns)
  }
  guard key.columns.count == 1, let name = key.columns.first else {
    return .composite(key.columns)
  }
  return .single(name, isAutoIncrement: table.column(name)?.isAutoIncrement ?? false)
}

private func timestamps(_ dates: Set<String>) -> Timestamps {
  switch (dates.contains("created_at"), dates.contains("updated_at")) {
  case (true, true): .both
  case (true, false): .createdOnly
  case (false, true): .updatedOnly
  case (false, false): .none
  }
}

private func attributes(of table: Table, in context: ModelContext) -> [Attribute] {
  let keys = Set(table.primaryKey?.columns ?? [])
  return table.columns.map { column in
    var enumClass: EnumClass?
    let family = narrowedFamily(of: column, table, in: context.schema)
    if case .enumeration(let labels) = family,
      let name = context.enumName(EnumKey(column, of: table, in: context.schema))
    {
      enumClass = EnumClass(name: name, labels: labels)
    }
    let isManaged = ["created_at", "updated_at", "deleted_at", "remember_token"].contains(
      column.name
    )
    return Attribute(
      column: column,
      family: family,
      enumClass: enumClass,
      isFillable: !(keys.contains(column.name) && keys.count == 1) && !isManaged
        && column.generation == nil,
      isHidden: isSecret(column.name),
      isKey: keys.contains(column.name)
    )
  }
}

/// Values that must not leave the application in JSON.
private func isSecret(_ name: String) -> Bool {
  let lower = name.lowercased()
  return lower.hasSuffix("password") || lower.hasSuffix("token") || lower.contains("secret")
    || lower.hasPrefix("two_factor_")
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
