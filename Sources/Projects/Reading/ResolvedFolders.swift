import Linux
import SourceText

/// Where the folders of a project's files really are, for one pass over many of them.
///
/// Following every part of every path costs more than reading a small file. What was found is only
/// good for the pass: a link may lead elsewhere a moment later.
struct ResolvedFolders {
  private let root: ProjectRoot
  private var known: [String: String?] = [:]
  /// The folder of the file that was read last: the next one is mostly in it, too.
  private var last: OpenedFolder?

  private struct OpenedFolder {
    /// As it begins the paths of its files, with the slash.
    var path: Substring
    /// Nil where it may not be read.
    var folder: OpenFolder?
  }

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

  /// Reads a file whose own name is no link; nil where there is more to find out about its folder.
  mutating func read(_ path: String) throws(FileSystemError) -> StampedBytes? {
    let bytes = path.utf8.span
    var start = bytes.count
    while start > 0, bytes[start - 1] != 0x2F { start -= 1 }
    guard start > 1 else { return nil }
    if !isLast(bytes.extracting(..<start)) { open(path, upTo: start) }
    return try last?.folder?.readStamped(path, nameAt: start)
  }

  private func isLast(_ folder: Span<UInt8>) -> Bool {
    guard let last else { return false }
    let known = last.path.utf8.span
    guard known.count == folder.count else { return false }
    // Paths differ at their ends, if at all.
    for slot in folder.indices.reversed() where known[slot] != folder[slot] { return false }
    return true
  }

  private mutating func open(_ path: String, upTo start: Int) {
    let prefix = path[..<path.utf8.index(path.startIndex, offsetBy: start)]
    let folder = String(prefix.dropLast())
    // The root's own links were followed: a folder without any below it is where its path says.
    let straight =
      folder.hasPrefix("/") || folder.holds("..") ? nil : OpenFolder(join(root.path, folder))
    last = OpenedFolder(path: prefix, folder: straight ?? real(folder).flatMap { OpenFolder($0) })
  }
}
