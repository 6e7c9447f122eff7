import ArgumentParser
import Catalog
import Projects

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether the generated files are up to date; for CI.",
    discussion: "Writes nothing. Exits with 1 and prints a diff where a file is out of date."
  )

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Count warnings as errors.")
  var strict = false

  func run() throws {
    let loaded = try LoadedProject(project)
    let (_, schema) = try loaded.analyse()
    printDiagnostics(schema.diagnostics)
    let plan = try plannedFiles(loaded, schema)
    guard plan.changes.isEmpty else {
      printDiff(plan)
      printConflicts(plan)
      throw Exit.outOfDate
    }
    if let code = failureCode(schema.diagnostics, strict: strict) { throw code }
  }
}
