import ArgumentParser
import ControlAPI
import Linux

struct TablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "List the tables of a watched project, with their models."
  )

  @OptionGroup var socket: SocketOptions

  @Argument(help: "The project; the one around the current folder where none is named.")
  var project: String?

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let client = try ControlClient(socket)
    let id = try chosenProject(project, client).id
    let reply = try client.ask("GET", "/v1/projects/\(percentEncoded(id))/tables?sync=1")
    if json { return writeStandardOutput(reply.body) }
    let list = try readWireJSON(TableList.self, reply.body)
    writeStandardOutput(Array(tableLines(list.tables).utf8))
  }
}

/// Columns under each other, as wide as their widest.
func tableLines(_ tables: [TableSummary]) -> String {
  let rows = tables.map { table in
    [
      table.name + (table.isComplete ? "" : " (incomplete)"), "\(table.columns)",
      table.model ?? "–", table.migration ?? "–",
    ]
  }
  return alignedColumns([["table", "columns", "model", "last changed by"]] + rows)
}

func alignedColumns(_ rows: [[String]]) -> String {
  var widths: [Int] = []
  for row in rows {
    for (place, cell) in row.enumerated() {
      if place == widths.count { widths.append(0) }
      widths[place] = max(widths[place], cell.count)
    }
  }
  return rows.map { row in
    let cells = row.enumerated().map { place, cell in
      place == row.count - 1
        ? cell : cell + String(repeating: " ", count: widths[place] - cell.count)
    }
    return cells.joined(separator: "  ") + "\n"
  }.joined()
}
