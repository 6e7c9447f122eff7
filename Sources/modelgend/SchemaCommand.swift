import ArgumentParser
import Catalog
import Engine
import Linux
import Projects
import Rendering
import SourceText

struct SchemaCommand: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, text, sql, dot, mermaid
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the schema that the migrations lead to.",
    discussion: """
      The JSON form is stable (modelgend.schema/1): types, defaults and keys stand as the \
      database's own catalogue would print them. As SQL it is a script that the project's database \
      accepts on an empty database. The diagrams show tables, columns and foreign keys; render dot \
      with Graphviz: modelgend schema --format dot | dot -Tsvg -o schema.svg
      """
  )

  @OptionGroup var project: ProjectOptions

  @Argument(help: "Tables to print; all where none is named.")
  var tables: [String] = []

  @Option(help: "text, json, sql, dot (Graphviz) or mermaid.")
  var format = Format.text

  @Option(help: "The schema right after this migration (its path or the end of it).")
  var at: String?

  @Flag(help: "Count warnings as errors.")
  var strict = false

  func run() throws {
    let loaded = try LoadedProject(project)
    let (analysis, last) = try loaded.analyse()
    var schema = last
    if let at {
      let id = try analysis.migration(named: at)
      if let then = analysis.schema(at: id) { schema = then }
    }
    if !tables.isEmpty { schema = try restricted(schema) }
    switch format {
    case .json:
      let isLaravel = analysis.plan.convention == .laravel
      writeStandardOutput(schemaJSON(schema, listing: isLaravel ? .framework : .catalogue))
    case .text: writeStandardOutput(schemaText(schema))
    case .sql: writeStandardOutput(schemaScript(schema))
    case .dot: writeStandardOutput(schemaDOT(schema))
    case .mermaid: writeStandardOutput(schemaMermaid(schema))
    }
    if format != .json { printDiagnostics(schema.diagnostics) }
    if strict, let code = failureCode(schema.diagnostics, strict: true) { throw code }
  }

  private func restricted(_ schema: Schema) throws -> Schema {
    let wanted = Set(tables)
    let found = schema.tables.filter {
      wanted.contains($0.name.name) || wanted.contains($0.name.description)
    }
    guard !found.isEmpty else {
      throw report(
        "modelgend: there is no table \(tables.joined(separator: ", "))",
        Exit.usage
      )
    }
    return Schema(
      dialect: schema.dialect,
      tables: found,
      enums: schema.enums,
      domains: schema.domains,
      opaqueTypes: schema.opaqueTypes,
      diagnostics: schema.diagnostics.filter {
        $0.tables.isEmpty || !wanted.isDisjoint(with: $0.tables)
      }
    )
  }
}
