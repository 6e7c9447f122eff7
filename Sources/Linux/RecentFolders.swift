/// The folders that a writer of many files used last, kept open.
///
/// Files lie in few folders, and finding the way to one safely costs more than writing a small
/// file. A folder that was removed since refuses new files, and is looked for again.
package final class RecentFolders {
  private var kept: [(root: String, path: String, folder: OpenFolder)] = []
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
}
