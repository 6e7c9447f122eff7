import ArgumentParser
import Linux
import Projects

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what keeps modelgend from working well here, and say what to do.",
    discussion: """
      Needs no daemon and changes nothing. Ends with 1 where something is wrong; warnings and notes \
      end with 0.
      """
  )

  @OptionGroup var project: ProjectOptions

  @OptionGroup var socket: SocketOptions

  func run() throws {
    var isWrong = false
    func show(_ findings: [Finding]) {
      for finding in findings {
        if finding.grade == .wrong { isWrong = true }
        writeStandardOutput(Array(finding.line(isColoured: isTerminal(1)).utf8))
      }
    }
    show(machineFindings())
    show(daemonFindings(socket.candidates))
    let loaded = try LoadedProject(project)
    show(projectFindings(loaded))
    show(lockFindings(loaded.root.path))
    let (_, schema) = try loaded.analyse()
    show(schemaFindings(loaded, schema))
    if isWrong { throw Exit.outOfDate }
  }
}
