package import Catalog
import SourceText

/// The documents of a schema: an index, the diagrams, and a page for each table.
package func renderDocumentation(
  _ schema: Schema,
  options: DocumentationOptions,
  hash: TextHash
) -> [RenderedFile] {
  let names = DocumentNames(schema)
  var files = overviews(schema, names, options, hash: hash)
  for table in schema.tables {
    files.append(tablePage(table, schema, names, options, hash: hash))
  }
  return files
}

/// The paths of the documents that show some tables: their pages, and those that show all.
package func documentPaths(
  showing tables: Set<ObjectID>,
  of schema: Schema,
  options: DocumentationOptions
) -> Set<String> {
  let names = DocumentNames(schema)
  var paths = Set(overviewNames.map { options.folder + "/" + $0 })
  for id in tables {
    if let page = names.page(of: id) { paths.insert(pagePath(page, options)) }
  }
  return paths
}

private let overviewNames = ["README.md", "diagrams.md"]

/// What renders the page of each table, one by one: for measuring.
package func pageRenderers(
  _ schema: Schema,
  options: DocumentationOptions,
  hash: @escaping TextHash
) -> [() -> RenderedFile] {
  let names = DocumentNames(schema)
  return schema.tables.map { table in
    { tablePage(table, schema, names, options, hash: hash) }
  }
}

/// The index and the diagrams, which show the whole schema.
func overviews(
  _ schema: Schema,
  _ names: DocumentNames,
  _ options: DocumentationOptions,
  hash: TextHash
) -> [RenderedFile] {
  [
    RenderedFile(
      path: options.folder + "/" + overviewNames[0],
      bytes: renderIndex(schema, names, hash: hash),
      kind: .regenerated
    ),
    RenderedFile(
      path: options.folder + "/" + overviewNames[1],
      bytes: renderDiagrams(schema, options, hash: hash),
      kind: .regenerated
    ),
  ]
}

func tablePage(
  _ table: Table,
  _ schema: some SchemaLookup,
  _ names: DocumentNames,
  _ options: DocumentationOptions,
  hash: TextHash
) -> RenderedFile {
  let document = TableDocument(table: table, schema: schema, names: names, options: options)
  return RenderedFile(
    path: pagePath(names.page(of: table), options),
    bytes: document.render(hash: hash),
    kind: .regenerated
  )
}

func pagePath(_ page: String, _ options: DocumentationOptions) -> String {
  options.folder + "/tables/" + page
}

private func renderIndex(_ schema: Schema, _ names: DocumentNames, hash: TextHash) -> [UInt8] {
  var writer = ByteWriter(reserving: 8192)
  markdownHead(into: &writer)
  writer.line("# Schema")
  writer.line()
  writer.line("[Diagrams](diagrams.md)")
  writer.line()
  writer.line("## Tables")
  writer.line()
  writer.line("| Table | Columns | Comment |")
  writer.line("| --- | --- | --- |")
  for table in schema.tables {
    let link =
      "[\(markdownText(shownName(table.name)))](tables/\(linkTarget(names.page(of: table))))"
    let note = table.isComplete ? "" : "(not understood in full) "
    writer.line(
      "| \(link) | \(table.columns.count) | \(note)\(markdownText(table.comment ?? "")) |"
    )
  }
  writer.line()
  if !schema.views.isEmpty {
    writer.line("## Views")
    writer.line()
    writer.line("| View | Columns | Comment |")
    writer.line("| --- | --- | --- |")
    for view in schema.views {
      let columns = view.columns.map { markdownCode($0.name) }.joined(separator: ", ")
      writer.line(
        "| \(markdownText(shownName(view.name))) | \(columns) | "
          + "\(markdownText(view.comment ?? "")) |"
      )
    }
    writer.line()
  }
  if !schema.enums.isEmpty {
    writer.line("## Enums")
    writer.line()
    writer.line("| Enum | Labels |")
    writer.line("| --- | --- |")
    for type in schema.enums {
      let labels = type.labels.map(markdownCode).joined(separator: ", ")
      writer.line("| \(markdownText(shownName(type.name))) | \(labels) |")
    }
    writer.line()
  }
  return OwnershipMark.sealed(writer.bytes, hash: hash)
}

private func renderDiagrams(
  _ schema: Schema,
  _ options: DocumentationOptions,
  hash: TextHash
) -> [UInt8] {
  var writer = ByteWriter(reserving: 8192)
  markdownHead(into: &writer)
  writer.line("# Diagrams")
  writer.line()
  let groups = diagramGroups(schema, size: max(2, options.diagramSize * 2))
  for (place, group) in groups.enumerated() {
    if groups.count > 1 {
      writer.line("## Part \(place + 1) of \(groups.count)")
      writer.line()
    }
    writeDiagram(group, detailed: [], in: schema, into: &writer)
  }
  return OwnershipMark.sealed(writer.bytes, hash: hash)
}
