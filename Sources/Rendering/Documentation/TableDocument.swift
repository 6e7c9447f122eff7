import Catalog
import SourceText

/// The page of one table: what it holds, what holds it together, and where all of it comes from.
struct TableDocument<Lookup: SchemaLookup> {
  let table: Table
  let schema: Lookup
  let names: DocumentNames
  let options: DocumentationOptions

  func render(hash: TextHash) -> [UInt8] {
    var writer = ByteWriter(reserving: 4096)
    markdownHead(into: &writer)
    writer.line("# " + markdownText(shownName(table.name)))
    writer.line()
    if let comment = table.comment, !comment.isEmpty {
      writer.line(markdownText(comment))
      writer.line()
    }
    if !table.isComplete {
      writer.line("> A migration that touches this table was not understood in full.")
      writer.line()
    }
    writeColumns(into: &writer)
    writeIndexes(into: &writer)
    writeReferences(into: &writer)
    writeDependents(into: &writer)
    writeChecks(into: &writer)
    writeDiagrams(into: &writer)
    writeMigrations(into: &writer)
    return OwnershipMark.sealed(writer.bytes, hash: hash)
  }

  private func writeColumns(into writer: inout ByteWriter) {
    writer.line("## Columns")
    writer.line()
    writer.line("| Column | Type | Null | Default | Notes | Added | Last changed |")
    writer.line("| --- | --- | --- | --- | --- | --- | --- |")
    for column in table.columns {
      let added = column.history.first.map { place($0.source) } ?? ""
      let changed = column.history.count > 1 ? column.history.last.map(change) ?? "" : ""
      let cells = [
        markdownCode(column.name), markdownCode(schema.typeName(of: column.type)),
        column.isNullable ? "yes" : "no",
        column.defaultValue.map { markdownCode($0.text) } ?? "", notes(column), added, changed,
      ]
      writer.line("| " + cells.joined(separator: " | ") + " |")
    }
    writer.line()
  }

  private func notes(_ column: Column) -> String {
    var notes: [String] = []
    if table.primaryKey?.columns.contains(column.name) == true { notes.append("primary key") }
    if column.isAutoIncrement { notes.append("auto-increment") }
    if let generation = column.generation {
      notes.append(
        "generated (\(generation.kind.rawValue)): " + markdownCode(generation.expression.text)
      )
    }
    if let id = column.type.object, let type = schema.enumType(id) {
      notes.append("one of " + type.labels.map(markdownCode).joined(separator: ", "))
    }
    if let comment = column.comment, !comment.isEmpty { notes.append(markdownText(comment)) }
    return notes.joined(separator: "; ")
  }

  private func change(_ change: ColumnChange) -> String {
    let before = change.before.map { ", before " + markdownCode($0) } ?? ""
    return change.kind.rawValue + " in " + place(change.source) + before
  }

  private func writeIndexes(into writer: inout ByteWriter) {
    guard table.primaryKey != nil || !table.indexes.isEmpty else { return }
    writer.line("## Keys and indexes")
    writer.line()
    writer.line("| Name | Columns | Kind |")
    writer.line("| --- | --- | --- |")
    if let key = table.primaryKey {
      let columns = key.columns.map(markdownCode).joined(separator: ", ")
      writer.line("| \(markdownCode(key.name ?? "")) | \(columns) | primary key |")
    }
    for index in table.indexes.sorted(by: { $0.name < $1.name }) {
      let columns = index.parts.map { markdownCode($0.text) }.joined(separator: ", ")
      var kind = index.isUnique ? "unique" : index.kind == .plain ? "index" : index.kind.rawValue
      if let predicate = index.predicate { kind += " where " + markdownCode(predicate.text) }
      writer.line("| \(markdownCode(index.name)) | \(columns) | \(kind) |")
    }
    writer.line()
  }

  private func writeReferences(into writer: inout ByteWriter) {
    guard !table.foreignKeys.isEmpty else { return }
    writer.line("## References")
    writer.line()
    writer.line("| Columns | To | On delete | On update | Name |")
    writer.line("| --- | --- | --- | --- | --- |")
    for key in table.foreignKeys {
      let columns = key.columns.map(markdownCode).joined(separator: ", ")
      let target = schema.target(of: key)
      let to = target.map(link) ?? markdownText(key.target.name.description) + " (missing)"
      let owners = key.target.columns.map(markdownCode).joined(separator: ", ")
      writer.line(
        "| \(columns) | \(to) (\(owners)) | \(key.onDelete.rawValue) | \(key.onUpdate.rawValue) | "
          + "\(markdownCode(key.name ?? "")) |"
      )
    }
    writer.line()
  }

  private func writeDependents(into writer: inout ByteWriter) {
    let dependents = table.referencedBy.compactMap(schema.table).sorted { $0.name < $1.name }
    guard !dependents.isEmpty else { return }
    writer.line("## Referenced by")
    writer.line()
    writer.line("| Table | Columns | To |")
    writer.line("| --- | --- | --- |")
    for child in dependents {
      for key in child.foreignKeys where schema.target(of: key)?.id == table.id {
        let columns = key.columns.map(markdownCode).joined(separator: ", ")
        let owners = key.target.columns.map(markdownCode).joined(separator: ", ")
        writer.line("| \(link(child)) | \(columns) | \(owners) |")
      }
    }
    writer.line()
  }

  private func writeChecks(into writer: inout ByteWriter) {
    guard !table.checks.isEmpty else { return }
    writer.line("## Checks")
    writer.line()
    for check in table.checks {
      let name = check.name.map { markdownCode($0) + ": " } ?? ""
      writer.line("- " + name + markdownCode(check.expression.text))
    }
    writer.line()
  }

  private func writeDiagrams(into writer: inout ByteWriter) {
    let neighbours = neighbours(of: table, in: schema)
    guard !neighbours.isEmpty else { return }
    writer.line("## Diagram")
    writer.line()
    for part in chunks(neighbours, size: options.diagramSize) {
      writeDiagram([table] + part, detailed: [table.id], in: schema, into: &writer)
    }
  }

  private func writeMigrations(into writer: inout ByteWriter) {
    guard !table.changedBy.isEmpty else { return }
    writer.line("## Migrations")
    writer.line()
    for file in table.changedBy {
      writer.line("- [\(markdownText(lastPart(file)))](\(up)\(linkTarget(file)))")
    }
    writer.line()
  }

  private func place(_ source: SourceReference) -> String {
    let line = source.position.line
    let text = markdownText(lastPart(source.file)) + ":" + String(line)
    return "[\(text)](\(up)\(linkTarget(source.file))#L\(line))"
  }

  private func link(_ table: Table) -> String {
    "[\(markdownText(shownName(table.name)))](\(linkTarget(names.page(of: table))))"
  }

  /// From the page's folder up to the project root.
  private var up: String {
    String(repeating: "../", count: options.folder.split(separator: "/").count + 1)
  }
}

/// The line by which we know the file as ours.
func markdownHead(into writer: inout ByteWriter) {
  writer.line(
    "<!-- @generated by modelgend — do not edit.   hash: \(OwnershipMark.placeholder) -->"
  )
  writer.line()
}

/// What a migration is called among others: its file, with the folder where the file's name says
/// nothing (`2024_add_users/up.sql`).
func lastPart(_ path: String) -> String {
  let parts = path.split(separator: "/")
  guard let last = parts.last else { return path }
  let isPlain = last.hasPrefix("up.") || last.hasPrefix("migration.")
  return isPlain && parts.count > 1 ? parts.suffix(2).joined(separator: "/") : String(last)
}
