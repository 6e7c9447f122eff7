package import Catalog
import SourceText

/// What modelling one table may look at: the schema around it and the names of all classes.
package struct ModelContext: Sendable {
  package var schema: Schema
  package var options: ModelingOptions
  private var names: [QualifiedName: String]

  package init(_ schema: Schema, _ options: ModelingOptions = ModelingOptions()) {
    self.schema = schema
    self.options = options
    names = assignClassNames(
      schema.tables.filter { !options.excluded.contains($0.name.name) }.map(\.name),
      options
    )
  }

  /// The class of a table; nil where it gets none.
  package func className(of table: Table) -> String? { names[table.name] }

  /// The table as a pivot, if it is one.
  func pivot(_ table: Table) -> Pivot? {
    Pivot(table) { first, second in
      guard let left = schema.target(of: first), let right = schema.target(of: second),
        let leftName = className(of: left), let rightName = className(of: right)
      else { return nil }
      return joiningTable(leftName, rightName)
    }
  }

  func keyName(of table: Table) -> String {
    table.primaryKey?.columns.count == 1 ? table.primaryKey?.columns.first ?? "id" : "id"
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
  return schema.tables.compactMap { model(of: $0, in: context) }
    .sorted { $0.className < $1.className }
}

/// The model of one table; reads the table, those it points at and those that point at it.
package func model(of table: Table, in context: ModelContext) -> Model? {
  guard let className = context.className(of: table), table.kind != .partition else { return nil }
  let pivot = context.pivot(table)
  if let pivot, pivot.isPure { return nil }
  let attributes = attributes(of: table, className: className, in: context.schema)
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
    key: key(of: table),
    timestamps: timestamps(dates),
    deletedAt: dates.contains("deleted_at") ? "deleted_at" : nil,
    relations: relations.all(className: className),
    compositeKeys: table.foreignKeys.filter { $0.columns.count > 1 },
    isPivot: pivot != nil,
    source: fileName(table.source.file),
    furtherSources: max(0, table.changedBy.filter { $0 != table.source.file }.count)
  )
}

private func fileName(_ path: String) -> String {
  path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
}

private func key(of table: Table) -> ModelKey {
  guard let key = table.primaryKey, !key.columns.isEmpty else { return .none }
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

private func attributes(
  of table: Table,
  className: String,
  in schema: Schema
) -> [Attribute] {
  let keys = Set(table.primaryKey?.columns ?? [])
  return table.columns.map { column in
    var family = family(of: column, in: schema)
    var enumClass: EnumClass?
    if case .string = family, let labels = labels(of: column, table) {
      family = .enumeration(labels)
    }
    if case .enumeration(let labels) = family {
      let typeName = column.type.object.flatMap { schema.enumType($0)?.name.name }
      let name = typeName.map { legalClassName(studly($0)) } ?? className + studly(column.name)
      enumClass = EnumClass(name: legalClassName(name), labels: labels)
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

private func labels(of column: Column, _ table: Table) -> [String]? {
  for check in table.checks {
    if let labels = checkLabels(check.expression.text, column: column.name) { return labels }
  }
  return nil
}

/// Values that must not leave the application in JSON.
private func isSecret(_ name: String) -> Bool {
  let lower = name.lowercased()
  return lower.hasSuffix("password") || lower.hasSuffix("token") || lower.contains("secret")
    || lower.hasPrefix("two_factor_")
}
