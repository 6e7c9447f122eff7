import Linux

/// Where the folders of a project's files really are, for one pass over many of them.
///
/// Following every part of every path costs more than reading a small file. What was found is only
/// good for the pass: a link may lead elsewhere a moment later.
struct ResolvedFolders {
  private let root: ProjectRoot
  private var known: [String: String?] = [:]

  init(_ root: ProjectRoot) { self.root = root }

  /// The same as `ProjectRoot.absolute`.
  mutating func absolute(_ path: String) -> String? {
    let (folder, name) = splitPath(path)
    guard !folder.isEmpty, !name.isEmpty, name != ".", name != ".." else {
      return root.absolute(path)
    }
    guard let real = real(folder), let stamp = try? linkStamp(join(real, name)), !stamp.isLink
    else { return root.absolute(path) }
    return join(real, name)
  }

  private mutating func real(_ folder: String) -> String? {
    if let found = known[folder] { return found }
    let found = root.absolute(folder)
    known[folder] = .some(found)
    return found
  }
}
