package import Catalog
package import SourceText

/// The schema in the stable form `modelgend.schema/1`: one object per line, so that two of them
/// compare line by line.
///
/// `listing` says whose words index columns are in.
package func schemaJSON(
  _ schema: Schema,
  listing: IndexListing = .catalogue
) -> [UInt8] {
  var writer = ByteWriter(reserving: 1 << 16)
  writer.line("{")
  writer.line("  \"format\": \"modelgend.schema/1\",")
  writer.line("  \"dialect\": \"\(schema.dialect.rawValue)\",")
  list("tables", schema.tables.map { tableJSON($0, schema, listing) }, into: &writer)
  list("views", schema.views.map { viewJSON($0) }, into: &writer)
  list("enums", schema.enums.map { enumJSON($0) }, into: &writer)
  list("domains", schema.domains.map { domainJSON($0, schema) }, into: &writer)
  list("diagnostics", schema.diagnostics.map { diagnosticJSON($0) }, isLast: true, into: &writer)
  writer.line("}")
  return writer.bytes
}

private func list(
  _ name: String,
  _ items: [JSONText],
  isLast: Bool = false,
  into writer: inout ByteWriter
) {
  writer.write("  \"\(name)\": [")
  for (place, item) in items.enumerated() {
    writer.write(place == 0 ? "\n    " : ",\n    ")
    item.write(into: &writer)
  }
  writer.write(items.isEmpty ? "]" : "\n  ]")
  writer.line(isLast ? "" : ",")
}

private func tableJSON(
  _ table: Table,
  _ schema: Schema,
  _ listing: IndexListing
) -> JSONText {
  .object([
    ("schema", .optional(table.name.schema)),
    ("name", .string(table.name.name)),
    ("kind", .string((table.isPartition ? Table.Kind.partition : table.kind).rawValue)),
    ("comment", .optional(table.comment)),
    ("complete", .boolean(table.isComplete)),
    ("columns", .array(table.columns.map { columnJSON($0, schema) })),
    (
      "primaryKey",
      table.primaryKey.map { key in
        .object([
          ("name", .optional(key.name)),
          (
            "columns",
            .strings(
              key.prefixLengths.isEmpty
                ? key.columns : key.parts.map { $0.catalogueText(schema.dialect) }
            )
          ),
        ])
      } ?? .null
    ),
    (
      "indexes",
      .array(
        table.indexes.sorted { $0.name < $1.name }.map { index in
          indexJSON(index, listing.columns(of: index, schema.dialect))
        }
      )
    ),
    ("foreignKeys", .array(sortedKeys(table).map { foreignKeyJSON($0, schema) })),
    (
      "checks",
      .array(
        table.checks.sorted {
          ($0.name ?? "", $0.expression.text) < ($1.name ?? "", $1.expression.text)
        }
        .map { check in
          .object([
            ("name", .optional(check.name)), ("expression", .string(check.expression.text)),
          ])
        }
      )
    ),
  ])
}

private func sortedKeys(_ table: Table) -> [ForeignKey] {
  table.foreignKeys.sorted {
    ($0.name ?? "", $0.columns.joined(separator: ","))
      < ($1.name ?? "", $1.columns.joined(separator: ","))
  }
}

private func columnJSON(_ column: Column, _ schema: Schema) -> JSONText {
  .object([
    ("name", .string(column.name)),
    ("type", .string(schema.typeName(of: column.type))),
    ("nullable", .boolean(column.isNullable)),
    ("default", .optional(column.isAutoIncrement ? nil : schema.defaultText(of: column))),
    ("autoIncrement", .boolean(column.isAutoIncrement)),
    ("generated", .optional(column.generation?.kind.rawValue)),
    ("comment", .optional(column.comment)),
    ("from", column.history.last.map { referenceJSON($0.source) } ?? .null),
  ])
}

private func referenceJSON(_ source: SourceReference) -> JSONText {
  .object([
    ("file", .string(source.file)), ("line", .integer(Int(source.position.line))),
    ("column", .integer(Int(source.position.column))),
  ])
}

private func indexJSON(_ index: Index, _ columns: [String]) -> JSONText {
  .object([
    ("name", .string(index.name)),
    ("unique", .boolean(index.isUnique)),
    ("columns", .strings(columns)),
    ("where", .optional(index.predicate?.text)),
  ])
}

private func foreignKeyJSON(_ key: ForeignKey, _ schema: Schema) -> JSONText {
  let target = schema.target(of: key)
  let name = target?.name ?? key.target.name
  return .object([
    ("name", .optional(key.name)),
    ("columns", .strings(key.columns)),
    (
      "references",
      .object([
        ("schema", .optional(name.schema ?? schema.dialect.defaultSchema)),
        ("table", .string(name.name)), ("columns", .strings(key.target.columns)),
      ])
    ),
    ("onDelete", .string(key.onDelete.rawValue)),
    ("onUpdate", .string(key.onUpdate.rawValue)),
  ])
}

private func viewJSON(_ view: View) -> JSONText {
  .object([
    ("schema", .optional(view.name.schema)), ("name", .string(view.name.name)),
    ("materialized", .boolean(view.isMaterialized)),
    ("columns", .strings(view.columns.map(\.name))),
  ])
}

private func enumJSON(_ type: EnumType) -> JSONText {
  .object([
    ("schema", .optional(type.name.schema)), ("name", .string(type.name.name)),
    ("labels", .strings(type.labels)),
  ])
}

private func domainJSON(_ domain: Domain, _ schema: Schema) -> JSONText {
  .object([
    ("schema", .optional(domain.name.schema)), ("name", .string(domain.name.name)),
    ("type", .string(schema.typeName(of: domain.type))),
    ("nullable", .boolean(domain.isNullable)),
  ])
}

/// A diagnostic as every `--json` output shows it.
package func diagnosticJSON(_ diagnostic: Diagnostic) -> JSONText {
  .object([
    ("code", .string(diagnostic.code.description)),
    ("severity", .string(diagnostic.severity.rawValue)),
    ("file", .optional(diagnostic.source?.file)),
    ("line", diagnostic.source.map { .integer(Int($0.position.line)) } ?? .null),
    ("column", diagnostic.source.map { .integer(Int($0.position.column)) } ?? .null),
    ("message", .string(diagnostic.message)),
    ("tables", .strings(diagnostic.tables)),
  ])
}
