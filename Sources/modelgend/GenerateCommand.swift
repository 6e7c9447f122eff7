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
      written once. Files that need no change are not touched. While a migration cannot be read or \
      is broken, the models of its tables stay as they are and nothing is removed.

      Exit codes: 0 done, also with warnings; 65 migrations with errors, after writing what they \
      do not affect; 66 no migrations; 73 and 74 a file could not be written; 75 another modelgend \
      is writing; 78 the configuration is wrong, and nothing was written.
      """
  )

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Say what would be written, and write nothing.")
  var dryRun = false

  @Flag(help: "Print the changes as a unified diff.")
  var diff = false

  @Flag(help: "Count warnings as errors.")
  var strict = false

  @Flag(help: "Print files, actions, reasons and diagnostics as JSON (modelgend.generate/1).")
  var json = false

  func validate() throws {
    if json, diff { throw ValidationError("--json and --diff exclude each other.") }
  }

  func run() throws {
    let loaded = try LoadedProject(project)
    let (_, schema) = try loaded.analyse()
    if !json { printDiagnostics(schema.diagnostics) }
    let lock = try takeLock(loaded.root)
    defer { lock?.release() }
    let plan = try plannedFiles(loaded, schema)
    if dryRun || diff { try mustBeReadable(plan) }
    if diff { printDiff(plan) }
    if dryRun {
      if json { printJSON(plan, schema, []) } else { summarise(plan) }
      return
    }
    let report = writeFiles(plan, in: loaded.root)
    if json {
      printJSON(plan, schema, report.failures)
    } else {
      printSummary(report, plan, tables: schema.tables.count)
    }
    for failure in report.failures { writeStandardError("modelgend: " + failure.message + "\n") }
    if let failure = report.failures.first {
      throw failure.attempt == "make" ? Exit.cannotCreate : Exit.writeError
    }
    if let code = failureCode(schema.diagnostics, strict: strict) { throw code }
  }

  private func printJSON(_ plan: FilePlan, _ schema: Schema, _ failures: [FileSystemError]) {
    let document = jsonDocument(
      "modelgend.generate/1",
      [
        ("dryRun", .boolean(dryRun)),
        ("tables", .integer(schema.tables.count)),
        ("files", .array(plan.steps.map(fileJSON))),
        ("failures", .strings(failures.map(\.message))),
        ("diagnostics", .array(schema.diagnostics.map(diagnosticJSON))),
      ]
    )
    writeStandardOutput(document)
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
    return try WantedFiles(loaded.setup, schema).plan(in: loaded.root)
  } catch {
    throw report("modelgend: " + error.message, Exit.writeError)
  }
}

/// Without writing, a file that cannot be read leaves open what would be done with it.
func mustBeReadable(_ plan: FilePlan) throws {
  guard let first = plan.unreadable.min(by: { $0.key < $1.key })?.value else { return }
  throw report("modelgend: " + first.message, Exit.writeError)
}

/// One line a file that would change.
func summarise(_ plan: FilePlan) {
  for step in plan.changes {
    let word: String
    switch step.action {
    case .create: word = "create "
    case .replace: word = "replace"
    case .remove: word = "remove "
    case .keep, .hold, .conflict: continue
    }
    writeStandardOutput(Array("\(word) \(step.path)\n".utf8))
  }
  printConflicts(plan)
}

/// A file with what is done to it and why.
func fileJSON(_ step: FileStep) -> JSONText {
  let (action, reason) =
    switch step.action {
    case .create: ("create", "it is not there yet")
    case .replace: ("replace", "it is out of date")
    case .remove: ("remove", "its table is gone")
    case .keep: ("keep", "it is up to date")
    case .hold: ("hold", "a migration about it cannot be read; it stays as it is until it can")
    case .conflict(let reason): ("conflict", reason)
    }
  return .object([
    ("path", .string(step.path)), ("action", .string(action)), ("reason", .string(reason)),
  ])
}

func printConflicts(_ plan: FilePlan) {
  if let first = plan.held.first {
    let more = plan.held.count > 1 ? " and \(plan.held.count - 1) more stay" : " stays"
    writeStandardError(
      "modelgend: \(first.path)\(more) as before until every migration can be read\n"
    )
  }
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
