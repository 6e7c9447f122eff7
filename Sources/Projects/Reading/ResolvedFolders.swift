import Linux

/// Where the folders of a project's files really are, for one pass over many of them.
///
/// Following every part of every path costs more than reading a small file. What was found is only
/// good for the pass: a link may lead elsewhere a moment later.
struct ResolvedFolders {
  private let root: ProjectRoot
  private var known: [String: String?] = [:]

  init(_ root: ProjectRoot) { self.root = root }

  /// Where a file would be if its own name were no link; nil where its folder may not be read.
  mutating func expected(_ path: String) -> String? {
    let (folder, name) = splitPath(path)
    guard !folder.isEmpty, !name.isEmpty, name != ".", name != "..", let real = real(folder) else {
      return nil
    }
    return real == "/" ? "/" + name : real + "/" + name
  }

  private mutating func real(_ folder: String) -> String? {
    if let found = known[folder] { return found }
    let found = root.absolute(folder)
    known[folder] = .some(found)
    return found
  }
}
