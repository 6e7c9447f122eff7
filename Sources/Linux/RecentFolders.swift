/// The folders that a writer of many files used last, kept open, and files of which only the
/// closing is left.
///
/// Files lie in few folders, and finding the way to one safely costs more than writing a small
/// file. A folder that was removed since refuses new files, and is looked for again.
package final class RecentFolders {
  private var kept: [(root: String, path: String, folder: OpenFolder)] = []
  private var left: [OpenFile] = []
  private static let limit = 8

  package init() {}

  func folder(_ path: String, beneath root: String) -> OpenFolder? {
    kept.first { $0.path == path && $0.root == root }?.folder
  }

  func keep(_ folder: OpenFolder, _ path: String, beneath root: String) {
    kept.removeAll { $0.path == path && $0.root == root }
    if kept.count == Self.limit { kept.removeFirst() }
    kept.append((root, path, folder))
  }

  /// Closes a file later, as nobody needs to wait for it: the last name of what was replaced goes
  /// with it, and all its pages.
  func leave(_ file: OpenFile) {
    if left.count == Self.limit { left.removeAll() }
    left.append(file)
  }

  package func closeFiles() { left = [] }

  func forget(_ folder: OpenFolder) { kept.removeAll { $0.folder === folder } }
}
