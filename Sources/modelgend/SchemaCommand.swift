import ArgumentParser
import Catalog
import Engine
import Linux
import Projects
import Rendering

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the schema that the migrations lead to."
  )

  @OptionGroup var project: ProjectOptions

  @Option(help: "json, text, sql, dot or mermaid.")
  var format = "text"

  func run() throws {
    let root = try ProjectRoot(project.root)
    var settings = AnalysisSettings(
      migrations: project.migrations,
      dialect: project.dialect ?? .postgres
    )
    settings.convention = project.convention == "auto" ? nil : Convention(rawValue: project.convention)
    settings.usesSchemaDump = !project.noSchemaDump
    let analysis = try analyse(root, settings)
    guard let schema = analysis.schema() else { return }
    writeStandardOutput(schemaJSON(schema))
  }
}
