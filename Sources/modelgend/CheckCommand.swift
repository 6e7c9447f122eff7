import ArgumentParser
import Catalog
import Linux
import Projects
import Rendering

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether the generated files are up to date; for CI.",
    discussion: """
      Writes nothing. Exits with 0 where every file is as generate would write it, with 1 and a \
      diff where one is not, and with 65 where the migrations have errors.
      """
  )

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Count warnings as errors.")
  var strict = false

  @Flag(help: "Print files, actions, reasons and diagnostics as JSON (modelgend.check/1).")
  var json = false

  func run() throws {
    let loaded = try LoadedProject(project)
    let (_, schema) = try loaded.analyse()
    let plan = try plannedFiles(loaded, schema)
    try mustBeReadable(plan)
    if json {
      let document = jsonDocument(
        "modelgend.check/1",
        [
          ("upToDate", .boolean(plan.changes.isEmpty)),
          ("files", .array(plan.steps.map(fileJSON))),
          ("diagnostics", .array(schema.diagnostics.map(diagnosticJSON))),
        ]
      )
      writeStandardOutput(document)
    } else {
      printDiagnostics(schema.diagnostics)
    }
    guard plan.changes.isEmpty else {
      if !json {
        printDiff(plan)
        printConflicts(plan)
      }
      throw Exit.outOfDate
    }
    if let code = failureCode(schema.diagnostics, strict: strict) { throw code }
  }
}
