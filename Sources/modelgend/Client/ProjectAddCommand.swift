import ArgumentParser
import ControlAPI
import Linux

struct ProjectAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Let the daemon watch another project.",
    discussion: """
      The shared service runs as a user of its own inside a sandbox. With --grant, as root, it is \
      given the project first: its user may read the migrations and write the outputs, and a \
      drop-in of the unit names the folder. A service of your own needs no grant.
      """
  )

  @OptionGroup var socket: SocketOptions

  @Argument(help: "The project's folder, with its modelgend.toml.")
  var root: String

  @Option(help: "A name for it; its folder's name where none is given.")
  var id: String?

  @Flag(help: "Give the shared service access to it; for root.")
  var grant = false

  @Option(help: "The user of the service that --grant is for.")
  var serviceUser = "modelgend"

  @Option(
    help: """
      The folder that --grant opens for writing, where it is not the project's own or, for a link, \
      the one that holds the link.
      """
  )
  var writeFolder: String?

  @Option(help: "Where --grant puts the drop-in.")
  var dropInFolder = "/etc/systemd/system/modelgend.service.d"

  func run() throws {
    guard let path = resolvedPath(root), isFolder(path) else {
      throw report("modelgend: there is no folder \(root)", Exit.noInput)
    }
    let name = id ?? splitPath(path).name
    guard isPlainName(name) else {
      throw ValidationError(
        "A name is made of letters, digits, '.', '-' and '_'; give one with --id."
      )
    }
    if grant {
      let access = ProjectGrant(
        name: name,
        given: root,
        root: path,
        user: serviceUser,
        writeFolder: writeFolder,
        dropInFolder: dropInFolder
      )
      try access.carryOut()
    }
    let client = try ControlClient(socket)
    // A link is kept as it was given: the daemon follows it each time a deploy moves it.
    let request = ProjectRequest(root: absolutePath(root) ?? path, id: name)
    let status = try client.page(
      ProjectStatus.self,
      "POST",
      "/v1/projects",
      body: wireJSON(request)
    )
    writeStandardOutput(Array("\(status.id) is watched at \(status.root)\n".utf8))
    for degradation in status.degradations {
      writeStandardError("modelgend: \(degradation.message)\n  \(degradation.hint)\n")
    }
  }

  private func isPlainName(_ name: String) -> Bool {
    name.first != "." && !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._-".unicodeScalars.contains($0)
      }
  }
}
