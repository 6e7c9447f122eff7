import Linux
import SourceText

/// The files of a project as they were last read: content with its stamp, absence included.
///
/// A file is read again only where its stamp is another, or so young that a second write may hide
/// behind it.
final class ProjectFiles {
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
  /// What evaluators asked for, absent files included.
  private(set) var asked: Set<String> = []

  init(_ root: ProjectRoot) { self.root = root }

  /// A file's content; nil where there is none or it cannot be read.
  func file(_ path: String) -> SourceFile? { look(path).file }

  /// The same for an evaluator, whose questions are remembered.
  func answer(_ path: String) -> SourceFile? {
    asked.insert(path)
    return file(path)
  }

  /// What was wrong when files were read last, by path; few, so that nothing walks all files.
  ///
  /// A file that is not there is no problem: whoever listed it will hear that it is gone.
  private(set) var problems: [String: Diagnostic] = [:]

  /// The files directly in a folder.
  func files(in folder: String) -> [String] {
    if let found = folders[folder] { return found }
    let found = root.files(in: folder)
    folders[folder] = found
    return found
  }

  /// All paths that were asked for, and all folders.
  var paths: some Collection<String> { known.keys }
  var listedFolders: some Collection<String> { folders.keys }

  /// Looks again at some files; those whose content is another now.
  func refresh(_ paths: some Swift.Sequence<String>) -> Set<String> {
    var changed: Set<String> = []
    for path in paths {
      guard let before = known[path] else { continue }
      let absolute = root.absolute(path)
      let stamp = absolute.flatMap { try? fileStamp($0) }
      if stamp == before.stamp, stamp?.isYoung(at: before.readAt) != true { continue }
      let now = read(path, absolute)
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
  func refreshFolders(_ paths: some Swift.Sequence<String>) -> Set<String> {
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
  func forget(_ path: String) {
    known[path] = nil
    problems[path] = nil
  }

  private func keep(_ found: Known, _ path: String) {
    known[path] = found
    if problems[path] != found.problem { problems[path] = found.problem }
  }

  private func look(_ path: String) -> Known {
    if let found = known[path] { return found }
    let found = read(path, root.absolute(path))
    keep(found, path)
    return found
  }

  /// - Parameter absolute: the path with its links followed; nil where it may not be read.
  private func read(_ path: String, _ absolute: String?) -> Known {
    var found = Known(stamp: nil, file: nil, problem: nil, readAt: WallClock.now())
    guard let absolute else {
      found.problem = whyUnresolved(path).map { unreadable(path, $0) }
      return found
    }
    do throws(FileSystemError) {
      let (bytes, stamp) = try readStamped(absolute)
      found.stamp = stamp
      if looksBinary(bytes), !path.hasPrefix("database/schema/") {
        found.problem = binary(path)
      } else {
        found.file = SourceFile(path: path, bytes: bytes, digest: digest(of: bytes))
      }
    } catch {
      found.stamp = (try? fileStamp(absolute)) ?? nil
      if error.code != .notFound { found.problem = unreadable(path, error) }
    }
    return found
  }

  /// Nil where nothing has that name.
  private func whyUnresolved(_ path: String) -> FileSystemError? {
    let full = join(root.path, path)
    guard (try? linkStamp(full)) ?? nil != nil else { return nil }
    return FileSystemError(fileExists(full) ? .outsideRoot : .notFound, "read", path)
  }
}

extension FileStamp {
  /// Whether the file may have been written again after it was read with nothing to show for it.
  ///
  /// The clock of some file systems ticks every two seconds, and a second write within a tick
  /// leaves no trace (git's "racily clean" entries); the time of change counts as well, since it
  /// cannot be set back.
  func isYoung(at readAt: Int64) -> Bool { max(modified, changed) > readAt - 2_000_000_000 }
}

/// SQL has no NUL bytes; a file that has one early is something else.
private func looksBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(4096).contains(0) }

private func binary(_ path: String) -> Diagnostic {
  Diagnostic(
    .binaryFile,
    .error,
    "this is a binary file; a dump must be plain SQL (pg_dump --format=plain)",
    at: SourceReference(file: path, line: 1, column: 1)
  )
}

private func unreadable(_ path: String, _ error: FileSystemError) -> Diagnostic {
  Diagnostic(
    .unreadableFile,
    .error,
    error.message,
    at: SourceReference(file: path, line: 1, column: 1)
  )
}
