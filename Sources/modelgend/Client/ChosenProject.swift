import ArgumentParser
import ControlAPI
import Linux

/// The project a command is about: the one that is named, the one around the current folder, or
/// the only one.
func chosenProject(_ name: String?, _ client: ControlClient) throws -> ProjectStatus {
  try chosenProject(
    name,
    of: try client.page(ProjectList.self, "GET", "/v1/projects").projects
  )
}

func chosenProject(_ name: String?, of projects: [ProjectStatus]) throws -> ProjectStatus {
  let known = projects.map(\.id).joined(separator: ", ")
  if let name {
    let path = resolvedPath(name)
    if let found = projects.first(where: { $0.id == name || $0.root == path }) { return found }
    throw report(
      "modelgend: no project is called \"\(name)\"; "
        + (known.isEmpty ? "there is none yet" : "known: \(known)"),
      Exit.usage
    )
  }
  if let folder = resolvedPath(".") {
    let around = projects.filter { folder == $0.root || folder.hasPrefix($0.root + "/") }
    if let nearest = around.max(by: { $0.root.utf8.count < $1.root.utf8.count }) {
      return nearest
    }
  }
  if let only = projects.first, projects.count == 1 { return only }
  throw report(
    projects.isEmpty
      ? "modelgend: the daemon watches no project; add one with: modelgend project add ROOT"
      : "modelgend: name one of the projects: \(known)",
    Exit.usage
  )
}
