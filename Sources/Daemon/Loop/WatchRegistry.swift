import Linux
import Synchronization

/// Which projects want which folders watched, and the watches themselves.
///
/// A project's worker arms its folders before it lists them; the loop asks whom an event is for.
final class WatchRegistry: Sendable {
  private let watcher: FolderWatcher
  private let wanted = Mutex<[String: Set<String>]>([:])

  init(_ watcher: FolderWatcher) { self.watcher = watcher }

  /// Watches a folder for a project; throws where a limit is reached or nothing is there.
  func watch(_ folder: String, for project: String) throws(FileSystemError) {
    try watcher.watch(folder)
    wanted.withLock { _ = $0[folder, default: []].insert(project) }
  }

  func unwatch(_ folder: String, for project: String) {
    let isUnwanted = wanted.withLock { wanted in
      wanted[folder]?.remove(project)
      guard wanted[folder]?.isEmpty == true else { return false }
      wanted[folder] = nil
      return true
    }
    if isUnwanted { watcher.unwatch(folder) }
  }

  func projects(watching folder: String) -> Set<String> {
    wanted.withLock { $0[folder] ?? [] }
  }

  func drain() -> WatchNews { watcher.drain() }

  func audit() -> [String] { watcher.audit() }

  func probe(timeout: Duration) -> Bool { watcher.probe(timeout: timeout) }

  /// Whether changes in a folder are told of at all; nil where that cannot be tried.
  func tellsOfChanges(in folder: String) -> Bool? { watcher.probe(in: folder) }

  func stop() { watcher.stop() }
}
