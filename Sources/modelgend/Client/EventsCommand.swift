import ArgumentParser
import ControlAPI
import Linux

struct EventsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Print what happens in the daemon, a line an event.",
    discussion: """
      Without --follow it prints what is still kept and ends. --after goes on behind an event that \
      was seen before; a line "reset" says that events between were lost. --follow ends when the \
      daemon stops; where only the connection breaks off, it listens again from where it was.
      """
  )

  @OptionGroup var socket: SocketOptions

  @Flag(help: "Wait for more.")
  var follow = false

  @Option(help: "The id of the last event that was seen.")
  var after: String?

  @Flag(help: "Print a JSON object a line: id, type and data.")
  var json = false

  @Option(help: "Only events of this project, and those of the daemon itself.")
  var project: String?

  func run() throws {
    let client = try ControlClient(socket)
    let start = after ?? (follow ? nil : "oldest")
    func heard(_ event: ServerSentEvent) throws -> Bool {
      try show(event)
      if event.type == Event.Kind.reset.rawValue {
        writeStandardError("modelgend: events were lost; read the state again: modelgend status\n")
      }
      return event.type != Event.Kind.stopping.rawValue
    }
    if follow { return try client.follow(after: start, heard: heard) }
    try client.listen(after: start, idle: .milliseconds(300), onIdle: { false }, heard: heard)
  }

  private func show(_ event: ServerSentEvent) throws {
    let known = try? Event(type: event.type, data: Array(event.data.utf8))
    if let project, let about = known?.project, about != project { return }
    let line: String
    if json {
      let type = String(decoding: wireJSON(event.type), as: UTF8.self)
      let id = String(decoding: wireJSON(event.id), as: UTF8.self)
      line = "{\"id\":\(id),\"type\":\(type),\"data\":\(event.data)}"
    } else {
      line = "\(event.id)  \(event.type)  \(known.map(summary) ?? event.data)"
    }
    writeStandardOutput(Array((line + "\n").utf8))
  }

  private func summary(_ event: Event) -> String {
    switch event {
    case .reset(let reason): "events were lost (\(reason.rawValue)); read the state again"
    case .projectAdded(let project): "\(project.id) at \(project.root)"
    case .projectRemoved(let id): id
    case .projectChanged(let project):
      "\(project.id) is \(project.state.rawValue)"
        + project.degradations.map { ": " + $0.message }.joined()
    case .runStarted(let run): "\(run.project) \(run.id): \(run.cause)"
    case .runFinished(let run):
      "\(run.project) \(run.id) \(run.state.rawValue) in "
        + timeText(microseconds: run.timings.total)
        + ": \(run.cause)"
    case .schemaChanged(let change):
      "\(change.project): \(change.tables.joined(separator: ", ")) by \(change.cause)"
    case .diagnosticsChanged(let change):
      "\(change.project): " + counted(change.counts.errors, "error") + ", "
        + counted(change.counts.warnings, "warning")
    case .reloaded(let report):
      "\(report.added.count) added, \(report.removed.count) removed, "
        + "\(report.changed.count) changed"
    case .reloadRefused(let problem): problem.detail
    case .stopping: "the daemon stops"
    }
  }
}
