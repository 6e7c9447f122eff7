import Glibc

/// The files by which version control says that it is at work in a project; none where a project
/// has no version control.
///
/// Git holds `index.lock` while it changes files, so a checkout is one change if nothing is
/// looked at meanwhile. A lock that was left behind by a crash only grows older, so the caller
/// has a cap. A worktree's `.git` is a file that names the folder.
package struct VersionControlLocks: Sendable {
  /// What in a root decides where they are.
  package static let folders = [".git", ".hg"]

  private var paths: [String] = []

  package init(_ root: String) {
    if let git = gitFolder(root) { paths.append(git + "/index.lock") }
    if isFolder(root + "/.hg") { paths.append(root + "/.hg/wlock") }
  }

  /// How long version control has been at work; nil where it is not.
  package var age: Duration? {
    // The lock of Mercurial is a link that leads nowhere.
    let newest = paths.compactMap { (try? linkStamp($0))?.modified }.max()
    return newest.map { .nanoseconds(max(0, WallClock.now() - $0)) }
  }
}

/// The folder of git's index of a project, to be watched for `index.lock`.
package func gitFolder(_ root: String) -> String? {
  let path = root + "/.git"
  guard let stamp = (try? fileStamp(path)).flatMap({ $0 }) else { return nil }
  if stamp.isFolder { return path }
  guard let bytes = try? readFile(path, limit: 4096) else { return nil }
  let text = String(decoding: bytes, as: UTF8.self)
  guard text.hasPrefix("gitdir: ") else { return nil }
  let target = text.dropFirst("gitdir: ".count).prefix { !$0.isNewline }
  guard !target.isEmpty else { return nil }
  return target.hasPrefix("/") ? String(target) : root + "/" + target
}
