import ArgumentParser
import ControlAPI
import Linux

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say what the daemon is doing, and what is wrong and what to do.",
    discussion: "With --json it prints the daemon's own answer, described in docs/api.md."
  )

  @OptionGroup var socket: SocketOptions

  @Argument(help: "The project; all where none is named.")
  var project: String?

  @Flag(help: "Print it again whenever something happens.")
  var watch = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print all diagnostics of the project instead.")
  var diagnostics = false

  func validate() throws {
    if watch, json || diagnostics {
      throw ValidationError("--watch shows the page; leave out --json and --diagnostics.")
    }
  }

  func run() throws {
    if !json, let health = healthBeside(socket.candidates) {
      // Counts are for everybody; why there is no more follows from the client below.
      writeStandardOutput(Array(healthText(health).utf8))
    }
    let client = try ControlClient(socket)
    if diagnostics { return try printDiagnostics(client) }
    if watch { return try follow(client) }
    guard json else { return writeStandardOutput(Array(try pageText(client).utf8)) }
    let path = project.map { "/v1/projects/" + percentEncoded($0) } ?? "/v1/status"
    writeStandardOutput(try client.ask("GET", path).body)
  }

  private func pageText(_ client: ControlClient) throws -> String {
    let page = try client.page(StatusPage.self, "GET", "/v1/status")
    guard let project else { return StatusText(page, isColoured: isTerminal(1)).text }
    let status = try chosenProject(project, of: page.projects)
    return StatusText(status, now: page.now, isColoured: isTerminal(1)).text
  }

  private func printDiagnostics(_ client: ControlClient) throws {
    let id = try chosenProject(project, client).id
    let path = "/v1/projects/\(percentEncoded(id))/diagnostics"
    let reply = try client.ask("GET", path)
    if json { return writeStandardOutput(reply.body) }
    let list = try readWireJSON(DiagnosticList.self, reply.body)
    for item in list.diagnostics {
      let place = item.place.isEmpty ? "" : item.place + ": "
      let line = "\(place)\(item.severity.rawValue)[\(item.code)]: \(item.message)\n"
      writeStandardOutput(Array(line.utf8))
    }
  }

  /// Prints the page at once, after every event, and each second for the times on a terminal.
  private func follow(_ client: ControlClient) throws {
    let isScreen = isTerminal(1)
    func show() throws {
      let text = try pageText(client)
      writeStandardOutput(Array(((isScreen ? "\u{1B}[H\u{1B}[2J" : "") + text).utf8))
    }
    try show()
    try client.listen(after: nil, idle: isScreen ? .seconds(1) : nil) {
      try show()
      return true
    } heard: { event in
      if event.type == Event.Kind.stopping.rawValue { return false }
      try show()
      return true
    }
  }
}
