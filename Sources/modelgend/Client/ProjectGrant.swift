import ArgumentParser
import Glibc
import Linux
import Settings

/// What the shared service needs to work on somebody's project: access, and a hole in its sandbox.
struct ProjectGrant {
  var name: String
  /// The folder as it was named, which may be a link.
  var given: String
  var root: String
  var user: String
  var writeFolder: String?
  var dropInFolder: String

  func carryOut() throws {
    guard geteuid() == 0 else {
      throw report("modelgend: --grant is for root; use sudo", Exit.permission)
    }
    guard getpwnam(user) != nil else {
      throw report("modelgend: there is no user \(user); is the service installed?", Exit.usage)
    }
    let loaded = try LoadedProject(try ProjectOptions.parse(["--root", root]))
    var outputs: [String] = []
    if let eloquent = loaded.settings.eloquent { outputs = [eloquent.folder, eloquent.enumFolder] }
    if let docs = loaded.settings.docsFolder { outputs.append(docs) }
    try openFolders(outputs.map { absolute($0, root) }, migrations: loaded.settings.migrations)
    try writeDropIn()
  }

  /// Access control lists leave owner, group and mode to those who have them.
  private func openFolders(_ outputs: [String], migrations: [String]) throws {
    // The lock and modelgend.lock stand in the root itself.
    try setAccess(["-m", "u:\(user):rwx", root])
    for folder in migrations.map({ absolute($0, root) }) where fileExists(folder) {
      try setAccess(["-R", "-m", "u:\(user):rX", folder])
    }
    for folder in outputs {
      do throws(FileSystemError) {
        let isNew = !isFolder(folder)
        try makeFolder(folder)
        if isNew { handOver(folder) }
      } catch {
        throw report("modelgend: " + error.message, Exit.cannotCreate)
      }
      // What either of them makes there later is open to both; the owner's own entry stands for
      // whoever made a file, so it takes one by name.
      let both = owner.map { "u:\(user):rwX,u:\($0):rwX" } ?? "u:\(user):rwX"
      try setAccess(["-R", "-m", both, folder])
      try setAccess(["-d", "-R", "-m", both, folder])
    }
  }

  /// The number of the user whom the project belongs to; nil for root, who needs no grant.
  private var owner: UInt32? {
    var information = stat()
    guard stat(root, &information) == 0, information.st_uid != 0 else { return nil }
    return information.st_uid
  }

  /// Folders that root makes for a project are its owner's, up to the root.
  private func handOver(_ folder: String) {
    var information = stat()
    guard stat(root, &information) == 0 else { return }
    var path = folder
    while path.utf8.count > root.utf8.count, path.hasPrefix(root + "/") {
      var own = stat()
      if stat(path, &own) == 0, own.st_uid == 0 {
        chown(path, information.st_uid, information.st_gid)
      }
      path = splitPath(path).folder
    }
  }

  private func setAccess(_ arguments: [String]) throws {
    guard let status = runProgram("setfacl", arguments) else {
      throw report(
        "modelgend: setfacl is not installed; apt-get install acl",
        Exit.unavailable
      )
    }
    guard status == 0 else {
      throw report(
        "modelgend: setfacl \(arguments.joined(separator: " ")) failed; does the file system keep "
          + "access control lists?",
        Exit.cannotCreate
      )
    }
  }

  /// `ReadWritePaths=` holds on to the folder it finds at the start of the service.
  ///
  /// Whatever replaces that folder afterwards is read-only, so where the project is reached by a
  /// link that a deploy moves, the folder that holds the link is named.
  private func writeDropIn() throws {
    let folder: String
    if let writeFolder {
      folder = resolvedPath(writeFolder) ?? writeFolder
    } else if let path = absolutePath(given), path != root {
      folder = resolvedPath(splitPath(path).folder) ?? root
    } else {
      folder = root
    }
    let text = """
      # Written by "modelgend project add": lets the service write \(name).
      [Service]
      ReadWritePaths=-\(unitText(folder))

      """
    let path = "\(dropInFolder)/50-\(name).conf"
    do throws(FileSystemError) {
      try makeFolder(dropInFolder)
      let bytes = Array(text.utf8)
      if let old = try? readFile(path), old == bytes { return }
      try replaceFile(path, with: bytes, isNew: !fileExists(path), isDurable: true)
    } catch {
      throw report("modelgend: " + error.message, Exit.cannotCreate)
    }
    let note = "\(path) is written; it counts after:\n"
    let commands = "  systemctl daemon-reload && systemctl restart modelgend\n"
    writeStandardOutput(Array((note + commands).utf8))
  }

  /// A path as unit files spell it: blanks and percent signs mean something there.
  private func unitText(_ path: String) -> String {
    var text = ""
    for character in path {
      switch character {
      case "%": text += "%%"
      case " ": text += "\\x20"
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      default: text.append(character)
      }
    }
    return text
  }
}

/// The path from the root of the file system, with links in it kept; nil where it is not there.
func absolutePath(_ path: String) -> String? {
  guard fileExists(path) else { return nil }
  var parts: [Substring] = []
  if !path.hasPrefix("/") {
    guard let here = resolvedPath(".") else { return nil }
    parts = here.split(separator: "/")
  }
  for part in path.split(separator: "/") where part != "." {
    if part == ".." {
      // Behind a link `..` is the parent of where it leads, so this needs the file system.
      guard let folder = resolvedPath("/" + parts.joined(separator: "/")) else { return nil }
      parts = folder.split(separator: "/").dropLast()
    } else {
      parts.append(part)
    }
  }
  return "/" + parts.joined(separator: "/")
}
