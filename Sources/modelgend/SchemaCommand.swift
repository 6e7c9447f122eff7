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
    if !tables.isEmpty {
      guard let part = schema.restricted(to: tables) else {
        throw report(
          "modelgend: there is no table \(tables.joined(separator: ", "))",
          Exit.usage
        )
      }
      schema = part
    }
    switch format {
    case .json:
      let listing = IndexListing(analysis.plan.convention)
      writeStandardOutput(schemaJSON(schema, listing: listing))
    case .text: writeStandardOutput(schemaText(schema))
    case .sql: writeStandardOutput(schemaScript(schema))
    case .dot: writeStandardOutput(schemaDOT(schema))
    case .mermaid: writeStandardOutput(schemaMermaid(schema))
    }
    if format != .json { printDiagnostics(schema.diagnostics) }
    if strict, let code = failureCode(schema.diagnostics, strict: true) { throw code }
  }
}
