import ArgumentParser
import Catalog
import Linux
import Projects
import Rendering
import SourceText

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the models that the migrations call for.",
    discussion: """
      Only files that modelgend wrote and nobody edited are replaced or removed; user classes are \
      written once. Files that need no change are not touched.
      """
  )

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false

  @Flag(help: "Print the changes as a unified diff.")
  var diff = false

  @Flag(help: "Count warnings as errors.")
  var strict = false

  func run() throws {
    let loaded = try LoadedProject(project)
    let (_, schema) = try loaded.analyse()
    printDiagnostics(schema.diagnostics)
    let lock = try takeLock(loaded.root)
    defer { lock?.release() }
    let plan = try plannedFiles(loaded, schema)
    if diff { printDiff(plan) }
    if dryRun {
      summarise(plan)
      return
    }
    let report = writeFiles(plan, in: loaded.root)
    printSummary(report, plan, tables: schema.tables.count)
    for failure in report.failures { writeStandardError("modelgend: " + failure.message + "\n") }
    if let failure = report.failures.first {
      throw failure.attempt == "make" ? Exit.cannotCreate : Exit.writeError
    }
    if let code = failureCode(schema.diagnostics, strict: strict) { throw code }
  }

  private func takeLock(_ root: ProjectRoot) throws -> FileLock? {
    if dryRun { return nil }
    do {
      if let lock = try FileLock(root.path + "/.modelgend.lock") { return lock }
    } catch {
      // A read-only project is refused by the writer, file by file.
      return nil
    }
    throw report(
      "modelgend: another modelgend is writing to this project; try again when it is done",
      ExitCode(75)
    )
  }

  private func printSummary(_ report: WriteReport, _ plan: FilePlan, tables: Int) {
    let kept = plan.steps.count - plan.changes.count
    writeStandardOutput(
      Array(
        ("\(tables) tables: \(report.created.count) files created, "
          + "\(report.replaced.count) replaced, \(report.removed.count) removed, "
          + "\(kept) unchanged\n").utf8
      )
    )
    printConflicts(plan)
  }
}

/// What the outputs want, beside what is there.
func plannedFiles(_ loaded: LoadedProject, _ schema: Schema) throws -> FilePlan {
  do throws(FileSystemError) {
    return try planWholeProject(loaded.setup, schema)
  } catch {
    throw report("modelgend: " + error.message, Exit.writeError)
  }
}

/// One line a file that would change.
func summarise(_ plan: FilePlan) {
  for step in plan.changes {
    let word: String
    switch step.action {
    case .create: word = "create "
    case .replace: word = "replace"
    case .remove: word = "remove "
    case .keep: continue
    case .conflict: continue
    }
    writeStandardOutput(Array("\(word) \(step.path)\n".utf8))
  }
  printConflicts(plan)
}

func printConflicts(_ plan: FilePlan) {
  for step in plan.conflicts {
    if case .conflict(let reason) = step.action {
      writeStandardError("\(step.path): conflict: \(reason)\n")
    }
  }
}

func printDiff(_ plan: FilePlan) {
  for step in plan.changes {
    if case .conflict = step.action { continue }
    writeStandardOutput(
      Array(
        unifiedDiff(
          String(decoding: step.old, as: UTF8.self),
          String(decoding: step.new, as: UTF8.self),
          path: step.path
        ).utf8
      )
    )
  }
}
