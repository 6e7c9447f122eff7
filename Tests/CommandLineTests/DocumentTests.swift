import Foundation
import Testing

/// A command of a document's console block and what the document says it prints.
struct DocumentedCommand {
  var line: String
  var output: String
}

/// The console blocks of a Markdown file.
func documentedCommands(_ text: String) -> [DocumentedCommand] {
  var commands: [DocumentedCommand] = []
  var isInside = false
  for line in text.components(separatedBy: "\n") {
    if line.hasPrefix("```") {
      isInside = line == "```console"
    } else if isInside, line.hasPrefix("$ ") {
      commands.append(DocumentedCommand(line: String(line.dropFirst(2)), output: ""))
    } else if isInside, !commands.isEmpty {
      commands[commands.count - 1].output += line + "\n"
    }
  }
  return commands
}

@Test("Every console block of the README prints what it says, in a copy of the example")
func readme() throws {
  let text = try String(contentsOf: checkout.appendingPathComponent("README.md"), encoding: .utf8)
  let commands = documentedCommands(text)
  #expect(commands.count >= 5)
  let folder = try Folder(copying: "examples/shop")
  for command in commands {
    let outcome = try folder.run(command.line)
    #expect(outcome.output + outcome.errors == command.output, "$ \(command.line)")
  }
}

@Test("Every command has help, and the README names every command")
func help() throws {
  let folder = try Folder()
  let text = try String(contentsOf: checkout.appendingPathComponent("README.md"), encoding: .utf8)
  let overview = try folder.run("modelgend --help").output
  for command in ["init", "generate", "check", "schema", "explain", "diff"] {
    #expect(overview.contains("  " + command))
    #expect(text.contains("`modelgend " + command))
    #expect(try folder.run("modelgend \(command) --help").output.contains("OVERVIEW"))
  }
}
