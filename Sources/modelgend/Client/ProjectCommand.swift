import ArgumentParser
import ControlAPI
import Linux

struct ProjectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "project",
    abstract: "Say which projects the daemon watches.",
    subcommands: [
      ProjectAddCommand.self, ProjectRemoveCommand.self, ProjectListCommand.self,
    ]
  )
}

struct ProjectRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Let the daemon forget a project; its files stay."
  )

  @OptionGroup var socket: SocketOptions

  @Argument(help: "The project, by name or folder.")
  var project: String

  func run() throws {
    let client = try ControlClient(socket)
    let id = try chosenProject(project, client).id
    try client.ask("DELETE", "/v1/projects/" + percentEncoded(id))
    writeStandardOutput(Array("\(id) is not watched any more\n".utf8))
  }
}

struct ProjectListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the projects that the daemon watches."
  )

  @OptionGroup var socket: SocketOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let client = try ControlClient(socket)
    let reply = try client.ask("GET", "/v1/projects")
    if json { return writeStandardOutput(reply.body) }
    let projects = try readWireJSON(ProjectList.self, reply.body).projects
    let rows = projects.map { project in
      [
        project.id, project.state.rawValue, counted(project.schema?.tables ?? 0, "table"),
        project.root,
      ]
    }
    writeStandardOutput(Array(alignedColumns(rows).utf8))
  }
}
