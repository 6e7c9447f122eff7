import Foundation
import Testing

/// A command of a document's console block and what the document says it prints.
struct DocumentedCommand {
  var line: String
  var output: String
  /// The folder of `examples` that the text named last before it.
  var example: String
}

/// The console blocks of a Markdown file.
func documentedCommands(_ text: String) -> [DocumentedCommand] {
  var commands: [DocumentedCommand] = []
  var isInside = false
  var example = ""
  for line in text.components(separatedBy: "\n") {
    if line.hasPrefix("```") {
      isInside = line == "```console"
    } else if isInside, line.hasPrefix("$ ") {
      commands.append(
        DocumentedCommand(line: String(line.dropFirst(2)), output: "", example: example)
      )
    } else if isInside, !commands.isEmpty {
      commands[commands.count - 1].output += line + "\n"
    } else if let found = line.range(of: "`examples/") {
      example = String(line[found.upperBound...].prefix { $0 != "`" })
    }
  }
  return commands
}

@Test("Every console block of the README prints what it says, in a copy of the example")
func readme() throws {
  let text = try String(contentsOf: checkout.appendingPathComponent("README.md"), encoding: .utf8)
  let commands = documentedCommands(text)
  #expect(commands.count >= 5)
  #expect(Set(commands.map(\.example)) == ["shop", "blog"])
  var folders: [String: Folder] = [:]
  for command in commands {
    let known = folders[command.example]
    let folder = try known ?? Folder(copying: "examples/" + command.example)
    folders[command.example] = folder
    let outcome = try folder.run(command.line)
    #expect(outcome.output + outcome.errors == command.output, "$ \(command.line)")
  }
}

@Test("The settings that the README shows are taken")
func settings() throws {
  let text = try String(contentsOf: checkout.appendingPathComponent("README.md"), encoding: .utf8)
  let blocks = text.components(separatedBy: "```toml\n").dropFirst()
  #expect(!blocks.isEmpty)
  for block in blocks {
    let folder = try Folder(copying: "examples/blog")
    try folder.write(block.components(separatedBy: "```")[0], to: "modelgend.toml")
    let outcome = try folder.run("modelgend schema")
    #expect(outcome.status == 0, "\(outcome.errors)")
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
