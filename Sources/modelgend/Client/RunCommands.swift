import ArgumentParser
import ControlAPI
import Linux

/// The project, the socket and how long to wait: what the commands about runs share.
struct RunOptions: ParsableArguments {
  @OptionGroup var socket: SocketOptions

  @Argument(help: "The project; the one around the current folder where none is named.")
  var project: String?

  @Option(help: "How long to wait, in seconds.")
  var timeout = 60

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...300).contains(timeout) else {
      throw ValidationError("--timeout is a number of seconds from 1 to 300.")
    }
  }
}

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync",
    abstract: "Wait until everything written before now is reflected in the files.",
    discussion: "Ends with 65 where the migrations have errors, with 75 where it took too long."
  )

  @OptionGroup var options: RunOptions

  func run() throws {
    let client = try ControlClient(options.socket)
    let id = try chosenProject(options.project, client).id
    let path = "/v1/projects/\(percentEncoded(id))/sync?timeout=\(options.timeout)s"
    let reply = try client.ask("POST", path, within: .seconds(options.timeout + 5))
    let report = try readWireJSON(SyncReport.self, reply.body)
    if options.json {
      writeStandardOutput(reply.body)
    } else {
      let what = report.changed ? report.run.map { ": " + $0.cause } ?? "" : ", nothing to do"
      let text = "\(id) is up to date after \(timeText(microseconds: report.took))\(what)\n"
      writeStandardOutput(Array(text.utf8))
    }
    if let run = report.run, run.state == .failed { throw failure(of: run) }
    if report.counts.errors > 0 { throw Exit.badMigrations }
  }
}

struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Forget what is cached of a project and read everything again.",
    discussion: "Files that come out the same are not touched."
  )

  @OptionGroup var options: RunOptions

  func run() throws {
    let client = try ControlClient(options.socket)
    let id = try chosenProject(options.project, client).id
    let path = "/v1/projects/\(percentEncoded(id))/rebuild?wait=\(options.timeout)s"
    let reply = try client.ask("POST", path, within: .seconds(options.timeout + 5))
    let run = try readWireJSON(RunReport.self, reply.body)
    if options.json { writeStandardOutput(reply.body) }
    guard run.isFinished else {
      throw report(
        "modelgend: the run \(run.id) goes on; see: modelgend status \(id)",
        Exit.timeout
      )
    }
    if run.state != .succeeded { throw failure(of: run) }
    if !options.json {
      let changed = run.files.created + run.files.replaced + run.files.removed
      let text =
        "\(id): \(counted(changed, "file")) changed, \(run.files.unchanged) unchanged in "
        + timeText(microseconds: run.timings.total) + "\n"
      writeStandardOutput(Array(text.utf8))
    }
  }
}

/// Prints why a run did not succeed.
func failure(of run: RunReport) -> ExitCode {
  guard let problem = run.problem else {
    return report("modelgend: the run \(run.id) was \(run.state.rawValue)", Exit.timeout)
  }
  return report(problemText(problem), ExitCode(problem.exitStatus))
}

struct PauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Leave the files of a project alone until it is resumed."
  )

  @OptionGroup var socket: SocketOptions

  @Argument(help: "The project; the one around the current folder where none is named.")
  var project: String?

  func run() throws { try change(project, "pause", socket) }
}

struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Take a paused project up again."
  )

  @OptionGroup var socket: SocketOptions

  @Argument(help: "The project; the one around the current folder where none is named.")
  var project: String?

  func run() throws { try change(project, "resume", socket) }
}

private func change(_ project: String?, _ verb: String, _ socket: SocketOptions) throws {
  let client = try ControlClient(socket)
  let id = try chosenProject(project, client).id
  let path = "/v1/projects/\(percentEncoded(id))/\(verb)"
  let status = try client.page(ProjectStatus.self, "POST", path)
  writeStandardOutput(Array("\(status.id) is \(status.state.rawValue)\n".utf8))
}

struct ReloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reload",
    abstract: "Let the daemon read its configuration again.",
    discussion: """
      With --wait it returns when the new configuration is in force, and ends with 78 and the \
      reason where it is not valid; the one before then stays.
      """
  )

  @OptionGroup var socket: SocketOptions

  @Flag(help: "Wait until it is in force.")
  var wait = false

  func run() throws {
    let client = try ControlClient(socket)
    let path = wait ? "/v1/reload?wait=60s" : "/v1/reload"
    let report = try client.page(ReloadReport.self, "POST", path, within: .seconds(65))
    if !report.isFinished {
      if wait {
        throw modelgend.report("modelgend: the reload goes on after a minute", Exit.timeout)
      }
      return
    }
    let parts = [
      ("added", report.added), ("removed", report.removed), ("changed", report.changed),
    ].filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.joined(separator: ", "))" }
    let text = parts.isEmpty ? "nothing changed" : parts.joined(separator: "; ")
    writeStandardOutput(Array("reloaded: \(text)\n".utf8))
  }
}
