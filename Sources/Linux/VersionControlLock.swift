import Glibc

/// How long version control has been at work in a project; nil where it is not.
///
/// Git holds `index.lock` while it changes files, so a checkout is one change if nothing is
/// looked at meanwhile. A lock that was left behind by a crash only grows older, so the caller
/// has a cap. A worktree's `.git` is a file that names the folder.
package func indexLockAge(_ root: String) -> Duration? {
  let now = WallClock.now()
  var newest: Int64?
  for name in [gitFolder(root).map { $0 + "/index.lock" }, root + "/.hg/wlock"] {
    // The lock of Mercurial is a link that leads nowhere.
    guard let name, let stamp = try? linkStamp(name) else { continue }
    newest = max(newest ?? .min, stamp.modified)
  }
  return newest.map { .nanoseconds(max(0, now - $0)) }
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
