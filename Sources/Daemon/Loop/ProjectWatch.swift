import Linux
import Projects

/// The watches of one project: its folders, their ancestors up to the root, and the way to the
/// root itself, so that none can come, go or be swapped unseen.
///
/// Owned by the project's worker.
final class ProjectWatch {
  private let registry: WatchRegistry
  private let project: String
  /// As the configuration names it: may be a link, may not exist.
  private let root: String
  private(set) var folders: Set<String> = []
  /// Why the project is polled, if it is.
  private(set) var obstacle: String?
  private var isProbed = false
  /// The folders that were wanted last, below which root.
  private var wanted: (folders: Set<String>, root: String)?
  /// Those of them and of their ancestors that are not watched: mostly they are not there.
  private var unwatched: [String] = []

  init(_ registry: WatchRegistry, project: String, root: String) {
    self.registry = registry
    self.project = project
    self.root = root
  }

  /// Watches the nearest folders that exist on the way to the root, as named and as resolved.
  func armRoot(resolved: String?) {
    for path in Set([root, resolved ?? root]) {
      var folder = splitPath(path).folder
      while !folder.isEmpty, !isFolder(folder) { folder = splitPath(folder).folder }
      arm(folder.isEmpty ? "/" : folder)
    }
  }

  /// Arms what is not armed yet; whether anything was, so that a listing made before is stale.
  ///
  /// - Parameter touched: paths that events named, where nothing else can have come to be there
  ///   since the last time; nil to look for everything.
  func arm(
    _ relative: Set<String>,
    below resolved: String,
    touched: Set<String>? = nil
  ) -> Bool {
    var touched = touched
    if wanted?.folders != relative || wanted?.root != resolved {
      wanted = (relative, resolved)
      unwatched = withAncestors(relative).sorted()
      touched = nil
    }
    var isNew = false
    unwatched.removeAll { folder in
      if let touched, !touched.contains(where: { isOnTheWay($0, to: folder) }) { return false }
      let path = folder.isEmpty ? resolved : resolved + "/" + folder
      if folders.contains(path) { return true }
      guard isFolder(path), arm(path) else { return false }
      isNew = true
      return true
    }
    return isNew
  }

  private func isOnTheWay(_ path: String, to folder: String) -> Bool {
    folder == path || folder.hasPrefix(path + "/")
  }

  private func withAncestors(_ relative: Set<String>) -> Set<String> {
    var found: Set<String> = []
    for folder in relative {
      var path = folder
      while found.insert(path).inserted, !path.isEmpty { path = splitPath(path).folder }
    }
    return found
  }

  /// Whether the file system tells of changes; tried once, and again after the root was replaced.
  func probe(_ resolved: String) {
    if isProbed { return }
    isProbed = true
    if let kind = blindFileSystem(resolved) {
      obstacle = "changes on a \(kind) file system are not told of"
    } else if registry.tellsOfChanges(in: resolved) == false {
      obstacle = "the file system of \(resolved) does not tell of changes"
    }
  }

  @discardableResult
  private func arm(_ path: String) -> Bool {
    if folders.contains(path) { return false }
    do throws(FileSystemError) {
      try registry.watch(path, for: project)
      folders.insert(path)
      return true
    } catch {
      if case .limitReached(let limit) = error.code {
        obstacle = limit.advice
      }
      return false
    }
  }

  /// Folders that are watched no longer, since they went or were replaced, with all below them:
  /// nothing tells of those, and their watches go with a folder that is moved.
  func lose(_ gone: Set<String>) {
    if gone.isEmpty { return }
    wanted = nil
    for folder in folders where isWithin(folder, gone) {
      folders.remove(folder)
      registry.unwatch(folder, for: project)
    }
    if gone.contains(root) { isProbed = false }
  }

  private func isWithin(_ folder: String, _ gone: Set<String>) -> Bool {
    var path = folder
    while !path.isEmpty {
      if gone.contains(path) { return true }
      path = splitPath(path).folder
    }
    return false
  }

  /// Tries again what did not work before.
  func retry() { obstacle = nil }

  func disarm() {
    for folder in folders { registry.unwatch(folder, for: project) }
    folders = []
    wanted = nil
  }
}
