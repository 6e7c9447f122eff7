import Linux
package import SourceText

/// The files of a project as they were last read: content with its stamp, absence included.
///
/// A file is read again only where its stamp is another, or so young that a second write may hide
/// behind it.
package final class ProjectFiles {
  private struct Known {
    var stamp: FileStamp?
    var file: SourceFile?
    var problem: Diagnostic?
    /// When it was read, to tell which stamps are too young to be trusted.
    var readAt: Int64
  }

  private let root: ProjectRoot
  private var known: [String: Known] = [:]
  private var folders: [String: [String]] = [:]

  package init(_ root: ProjectRoot) { self.root = root }

  /// A file's content; nil where there is none or it cannot be read.
  package func file(_ path: String) -> SourceFile? { look(path).file }

  /// What was wrong when files were read last, by path; few, so that nothing walks all files.
  package private(set) var problems: [String: Diagnostic] = [:]

  /// The files directly in a folder.
  package func files(in folder: String) -> [String] {
    if let found = folders[folder] { return found }
    let found = root.files(in: folder)
    folders[folder] = found
    return found
  }

  /// All paths that were asked for, and all folders.
  package var paths: some Collection<String> { known.keys }
  package var listedFolders: some Collection<String> { folders.keys }

  /// Looks again at some files; those whose content is another now.
  package func refresh(_ paths: some Swift.Sequence<String>) -> Set<String> {
    var changed: Set<String> = []
    for path in paths {
      guard let before = known[path] else { continue }
      let stamp = stamp(of: path)
      if stamp == before.stamp, !isYoung(before) { continue }
      let now = read(path)
      if now.file?.digest != before.file?.digest || now.problem != before.problem
        || (now.file == nil) != (before.file == nil)
      {
        changed.insert(path)
        keep(now, path)
      } else {
        known[path]?.stamp = now.stamp
        known[path]?.readAt = now.readAt
      }
    }
    return changed
  }

  /// Looks again at some folders; those whose list of files is another now.
  package func refreshFolders(_ paths: some Swift.Sequence<String>) -> Set<String> {
    var changed: Set<String> = []
    for path in paths {
      guard let before = folders[path] else { continue }
      let now = root.files(in: path)
      if now == before { continue }
      folders[path] = now
      changed.insert(path)
    }
    return changed
  }

  /// Forgets a file that nobody asks for any more.
  package func forget(_ path: String) {
    known[path] = nil
    problems[path] = nil
  }

  private func keep(_ found: Known, _ path: String) {
    known[path] = found
    if problems[path] != found.problem { problems[path] = found.problem }
  }

  private func look(_ path: String) -> Known {
    if let found = known[path] { return found }
    let found = read(path)
    keep(found, path)
    return found
  }

  private func stamp(of path: String) -> FileStamp? {
    root.absolute(path).flatMap { try? fileStamp($0) }
  }

  /// A stamp of the last two seconds before the reading: the clock of some file systems ticks
  /// that slowly, and a second write within a tick leaves no trace.
  private func isYoung(_ known: Known) -> Bool {
    guard let stamp = known.stamp else { return false }
    return stamp.modified > known.readAt - 2_000_000_000
  }

  /// Reads a file until it holds still: what is written while it is read counts whole.
  private func read(_ path: String) -> Known {
    var attempt = 0
    while true {
      let before = stamp(of: path)
      let now = WallClock.now()
      guard before != nil else { return Known(stamp: nil, file: nil, problem: nil, readAt: now) }
      var found = Known(stamp: before, file: nil, problem: nil, readAt: now)
      do throws(FileSystemError) {
        let file = try root.read(path)
        if looksBinary(file.bytes), !path.hasPrefix("database/schema/") {
          found.problem = binary(path)
        } else {
          found.file = file
        }
      } catch {
        found.problem = unreadable(path, error)
      }
      attempt += 1
      if stamp(of: path) == before || attempt == 4 { return found }
    }
  }
}
