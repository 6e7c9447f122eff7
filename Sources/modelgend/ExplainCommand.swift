import ArgumentParser
import Catalog
import Engine
import Linux
import Projects
import Rendering
import SourceText

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say which migrations made a table or column what it is.",
    discussion: """
      For a table: each column with its present form and the file, line and column that gave it, \
      then everything that happened to the table, statement by statement. For TABLE.COLUMN: the \
      life of that column alone. Renames are followed; a name that a table or column no longer \
      has leads to the one that had it.
      """
  )

  @OptionGroup var project: ProjectOptions

  @Argument(
    help: ArgumentHelp(
      "The table or column; a schema may stand before.",
      valueName: "table[.column]"
    )
  )
  var name: String

  @Flag(help: "Print the history as JSON (modelgend.explain/1).")
  var json = false

  func run() throws {
    let loaded = try LoadedProject(project)
    let (analysis, _) = try loaded.analyse(isExplained: true)
    let (table, column) = try find(in: analysis.history)
    var lives = table.columns
    if let column { lives = lives.filter { matches($0, column) } }
    if json {
      writeStandardOutput(document(table, lives, isColumn: column != nil))
    } else if let column {
      let owner = table.name.searchedName
      for life in lives { writeStandardOutput(text(of: life, column, in: owner)) }
    } else {
      writeStandardOutput(text(of: table))
    }
  }

  /// Tries the readings of a name with dots, longest table name first.
  private func find(in history: History) throws -> (TableExplanation, column: String?) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var readings: [(QualifiedName, String?)] = [(QualifiedName(name), nil)]
    if parts.count == 3 {
      readings.append((QualifiedName(parts[1], schema: parts[0]), parts[2]))
    } else if parts.count == 2 {
      readings.append((QualifiedName(parts[1], schema: parts[0]), nil))
      readings.append((QualifiedName(parts[0]), parts[1]))
    }
    var missing: String?
    for (table, column) in readings {
      guard let found = history.explanation(of: table) else { continue }
      guard let column else { return (found, nil) }
      if found.columns.contains(where: { matches($0, column) }) { return (found, column) }
      missing = "modelgend: \(table) never had a column \"\(column)\""
    }
    throw report(missing ?? "modelgend: there never was a table \"\(name)\"", Exit.usage)
  }

  private func matches(_ life: TableExplanation.ColumnLife, _ column: String) -> Bool {
    life.name.lowercased() == column.lowercased()
      || life.events.contains { $0.change.before?.lowercased() == column.lowercased() }
  }

  // MARK: For people

  private func text(of table: TableExplanation) -> [UInt8] {
    var writer = ByteWriter()
    let changes = ChangeText(isColoured: wantsColour(1))
    writer.line(table.name.searchedName + (table.isPresent ? "" : "  (dropped)"))
    let present = table.columns.filter { $0.form != nil }
    let names = present.map { $0.name.count }.max() ?? 0
    let forms = min(48, present.map { ($0.form ?? "").count }.max() ?? 0)
    for life in present {
      let place = life.origin?.change.source.map(placeText) ?? life.origin?.migration ?? ""
      writer.line("  \(padded(life.name, names))  \(padded(life.form ?? "", forms))  \(place)")
    }
    writer.line()
    for step in table.steps {
      writer.line(placeText(step.source))
      let isCreation = step.changes.first.map { $0.kind == .added && $0.part == .table } ?? false
      if isCreation, let first = step.changes.first {
        let columns = step.new?.columns.map(\.name).joined(separator: ", ") ?? ""
        var creation = first
        creation.after = "(\(columns))"
        writer.line("  " + changes.line(creation))
        continue
      }
      for change in step.changes { writer.line("  " + changes.line(change)) }
    }
    return writer.bytes
  }

  private func text(
    of life: TableExplanation.ColumnLife,
    _ asked: String,
    in owner: String
  ) -> [UInt8] {
    var writer = ByteWriter()
    let changes = ChangeText(isColoured: wantsColour(1))
    writer.line("\(owner).\(life.name)  \(life.form ?? "(dropped)")")
    let places = life.events.map { $0.change.source.map(placeText) ?? $0.migration }
    let width = places.map(\.count).max() ?? 0
    for (event, place) in zip(life.events, places) {
      writer.line("  \(padded(place, width))  \(changes.line(event.change))")
    }
    return writer.bytes
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  // MARK: For scripts

  private func document(
    _ table: TableExplanation,
    _ lives: [TableExplanation.ColumnLife],
    isColumn: Bool
  ) -> [UInt8] {
    func event(_ migration: String, _ change: SchemaChange) -> JSONText {
      .object([("migration", .string(migration))] + changeMembers(change))
    }
    let columns = lives.map { life in
      JSONText.object([
        ("name", .string(life.name)),
        ("form", .optional(life.form)),
        ("migration", .optional(life.origin?.migration)),
        ("from", placeJSON(life.origin?.change.source)),
        ("history", .array(life.events.map { event($0.migration, $0.change) })),
      ])
    }
    var members: [(String, JSONText)] = [
      ("schema", .optional(table.name.schema)),
      ("table", .string(table.name.name)),
      ("present", .boolean(table.isPresent)),
      ("columns", .array(columns)),
    ]
    if !isColumn {
      let events = table.steps.flatMap { step in step.changes.map { event(step.migration, $0) } }
      members.append(("history", .array(events)))
    }
    return jsonDocument("modelgend.explain/1", members)
  }
}
