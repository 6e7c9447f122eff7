import ArgumentParser
import Catalog
import Engine
import Linux
import Projects
import Rendering

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed in the schema between two migrations.",
    discussion: """
      Compares the schema right after one migration with the schema right after another: tables, \
      columns, keys, indexes, checks, views, enums and domains. Renamed tables and columns are \
      followed, so a renaming is shown as one and not as a drop and an addition.

      A migration is named by its path, by the end of it or by the beginning of its file name, as \
      in --from 0003. Without --from everything counts as new; without --to the end is meant.
      """
  )

  @OptionGroup var project: ProjectOptions

  @Option(help: ArgumentHelp("The migration to compare from.", valueName: "migration"))
  var from: String?

  @Option(help: ArgumentHelp("The migration to compare with.", valueName: "migration"))
  var to: String?

  @Flag(help: "Print the changes as JSON (modelgend.diff/1).")
  var json = false

  func run() throws {
    let loaded = try LoadedProject(project)
    let (analysis, last) = try loaded.analyse()
    let origin = try from.map { try analysis.migration(named: $0) }
    let end = try to.map { try analysis.migration(named: $0) }
    let old = origin.flatMap { analysis.schema(at: $0) } ?? Schema(dialect: last.dialect)
    let new = end.flatMap { analysis.schema(at: $0) } ?? last
    let changes = schemaDifference(from: old, to: new)
    if json {
      let document = jsonDocument(
        "modelgend.diff/1",
        [
          ("dialect", .string(last.dialect.rawValue)),
          ("from", .optional(origin)),
          ("to", .optional(end ?? analysis.plan.units.last?.id)),
          ("changes", .array(changes.map { .object(changeMembers($0)) })),
          ("diagnostics", .array(new.diagnostics.map(diagnosticJSON))),
        ]
      )
      writeStandardOutput(document)
      return
    }
    printDiagnostics(new.diagnostics)
    let text = ChangeText(isColoured: wantsColour(1))
    var output = changes.isEmpty ? "the schema is the same\n" : ""
    var rest = changes[...]
    while let first = rest.first {
      let block = rest.prefix { $0.owner == first.owner }
      output += text.block(Array(block))
      rest = rest.dropFirst(block.count)
    }
    writeStandardOutput(Array(output.utf8))
  }
}

extension Analysis {
  /// The label of the one migration that a person means.
  func migration(named text: String) throws -> String {
    let ids = plan.units.map(\.id)
    if ids.contains(text) { return text }
    let tests: [(String) -> Bool] = [
      { $0.hasSuffix("/" + text) },
      { $0.hasSuffix(text) },
      { $0.hasPrefix(text) || $0.contains("/" + text) },
    ]
    for test in tests {
      let found = ids.filter(test)
      if found.count == 1 { return found[0] }
      guard found.isEmpty else {
        let names = found.prefix(5).joined(separator: ", ") + (found.count > 5 ? ", …" : "")
        throw report("modelgend: \"\(text)\" fits several migrations: \(names)", Exit.usage)
      }
    }
    throw report(
      "modelgend: there is no migration \"\(text)\"; name one by its path, by the end of it or by "
        + "the beginning of its file name",
      Exit.usage
    )
  }
}
