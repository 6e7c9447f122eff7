import Linux
import SourceText
import Synchronization

/// The files of a project as they were last read: content with its stamp, absence included.
///
/// A file is read again only where its stamp is another, or so young that a second write may hide
/// behind it. One that an earlier process read is not read before somebody needs its content.
final class ProjectFiles {
  private struct Known {
    var stamp: FileStamp?
    var file: SourceFile?
    /// When it was read, to tell which stamps are too young to be trusted.
    var readAt: Int64
  }

  private struct Found {
    var known: Known
    var problem: Diagnostic?
  }

  private let root: ProjectRoot
  private let store: ProjectStore?
  private let isLookedAtOnce: Bool
  private let clock: @Sendable () -> Int64
  private let reads = FileReads()
  private var known: [String: Known] = [:]
  private var folders: [String: [String]] = [:]
  /// Only while something looks at many files.
  private var resolved: ResolvedFolders?
  /// What evaluators asked for, absent files included.
  private(set) var asked: Set<String> = []
  /// The folders in which they are or would be.
  private(set) var askedFolders: Set<String> = []

  /// - Parameter store: what earlier processes knew of the files.
  /// - Parameter isLookedAtOnce: no file is compared with what it was before, so none is hashed.
  /// - Parameter clock: the wall clock, in nanoseconds.
  init(
    _ root: ProjectRoot,
    store: ProjectStore? = nil,
    isLookedAtOnce: Bool = false,
    clock: @escaping @Sendable () -> Int64 = WallClock.now
  ) {
    self.root = root
    self.store = store
    self.isLookedAtOnce = isLookedAtOnce
    self.clock = clock
  }

  /// How many files were read until now.
  var readCount: Int { reads.count }

  /// Files that were other than their stamp had said when they were read at last.
  var mistaken: Set<String> { reads.mistaken }

  /// A file's content; nil where there is none or it cannot be read.
  func file(_ path: String) -> SourceFile? { look(path).file }

  /// The same for an evaluator, whose questions are remembered.
  func answer(_ path: String) -> SourceFile? {
    if asked.insert(path).inserted { askedFolders.insert(splitPath(path).folder) }
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

  /// Makes room for files that will be asked for.
  func expect(_ count: Int) { known.reserveCapacity(count) }

  /// Runs something that looks at many files, so that each folder is resolved once.
  func together<Result>(_ body: () -> Result) -> Result {
    let before = resolved
    resolved = resolved ?? ResolvedFolders(root)
    defer { resolved = before }
    return body()
  }

  /// Where a file is by name, with the stamp of that name where it was looked at.
  private struct Place {
    var path: String
    var stamp: FileStamp?
  }

  /// Where a file is, with its links followed; nil where it may not be read.
  private func place(_ path: String) -> Place? {
    if let expected = resolved?.expected(path), let stamp = try? linkStamp(expected), !stamp.isLink
    {
      return Place(path: expected, stamp: stamp)
    }
    return root.absolute(path).map { Place(path: $0, stamp: try? fileStamp($0)) }
  }

  /// Looks again at some files; those whose content is another now.
  func refresh(_ paths: some Swift.Sequence<String>) -> Set<String> {
    together { refreshed(paths) }
  }

  private func refreshed(_ paths: some Swift.Sequence<String>) -> Set<String> {
    var changed: Set<String> = []
    for path in paths {
      guard let before = known[path] else { continue }
      let place = place(path)
      let stamp = place?.stamp
      let isMistaken = reads.takeMistake(path)
      if stamp == before.stamp, stamp?.isYoung(at: before.readAt) != true, !isMistaken {
        continue
      }
      let now = read(path, place?.path)
      if isMistaken || now.known.file?.digest != before.file?.digest
        || now.problem != problems[path] || (now.known.file == nil) != (before.file == nil)
      {
        changed.insert(path)
        keep(now, path)
      } else {
        known[path]?.stamp = now.known.stamp
        known[path]?.readAt = now.known.readAt
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

  /// All files with what tells that they are as they were read; nil where one is not.
  func settled() -> [SettledFile]? {
    guard problems.isEmpty, mistaken.isEmpty else { return nil }
    var found: [SettledFile] = []
    for (path, known) in known.sorted(by: { $0.key < $1.key }) {
      guard let file = known.file, let stamp = known.stamp else {
        guard known.file == nil, known.stamp == nil else { return nil }
        found.append(SettledFile(path: path, stamp: nil))
        continue
      }
      let readAt = known.readAt
      guard
        let file = SettledFile(
          path: path,
          stamp,
          file.digest,
          readAt: readAt,
          in: root,
          clock: clock
        )
      else { return nil }
      found.append(file)
    }
    return found
  }

  /// All folders whose list was asked for, with it.
  var settledFolders: [SettledFolder] {
    folders.sorted { $0.key < $1.key }.map { SettledFolder($0.key, $0.value) }
  }

  /// Forgets a file that nobody asks for any more.
  func forget(_ path: String) {
    known[path] = nil
    problems[path] = nil
  }

  private func keep(_ found: Found, _ path: String) {
    known[path] = found.known
    if found.problem != nil || !problems.isEmpty { problems[path] = found.problem }
  }

  private func look(_ path: String) -> Known {
    if let found = known[path] { return found }
    let found = find(path)
    keep(found, path)
    return found.known
  }

  private func find(_ path: String) -> Found {
    if store?.knowsFiles != true, let found = readUnlinked(path) { return found }
    let place = place(path)
    return recall(path, place) ?? read(path, place?.path)
  }

  /// The file where no link is on the way, which is looked for and refused in one; nil where there
  /// is more to find out.
  private func readUnlinked(_ path: String) -> Found? {
    let time = clock()
    guard let read = try? resolved?.read(path) ?? readWithoutLinks(path) else { return nil }
    reads.note()
    return found(path, read, readAt: time)
  }

  private func readWithoutLinks(_ path: String) throws(FileSystemError) -> StampedBytes {
    // The root's own links were followed, and a part `..` leads out without any.
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw FileSystemError(.outsideRoot, "read", path)
    }
    return try readStamped(join(root.path, path), links: .none)
  }

  /// The file as an earlier process read it, if it is still the same.
  private func recall(_ path: String, _ place: Place?) -> Found? {
    guard let store, let place, let stamp = place.stamp, stamp.isFile,
      let known = store.content(of: path, stamp)
    else { return nil }
    let (reads, absolute) = (reads, place.path)
    let deferred = DeferredBytes(
      mayHoldPlaceholders: known.mayHoldPlaceholders,
      lines: known.lines
    ) {
      reads.read(path, absolute, expecting: known.digest)
    }
    let file = SourceFile(path: path, digest: known.digest, deferred: deferred)
    return Found(known: Known(stamp: stamp, file: file, readAt: clock()), problem: nil)
  }

  /// - Parameter absolute: the path with its links followed; nil where it may not be read.
  private func read(_ path: String, _ absolute: String?) -> Found {
    var found = Found(known: Known(stamp: nil, file: nil, readAt: clock()), problem: nil)
    guard let absolute else {
      found.problem = whyUnresolved(path).map { unreadable(path, $0) }
      return found
    }
    do throws(FileSystemError) {
      reads.note()
      return self.found(path, try readStamped(absolute), readAt: found.known.readAt)
    } catch {
      found.known.stamp = (try? fileStamp(absolute)) ?? nil
      if error.code != .notFound { found.problem = unreadable(path, error) }
    }
    return found
  }

  private func found(_ path: String, _ read: StampedBytes, readAt: Int64) -> Found {
    var found = Found(known: Known(stamp: read.stamp, file: nil, readAt: readAt), problem: nil)
    if read.looksBinary, !path.hasPrefix("database/schema/") {
      found.problem = binary(path)
      return found
    }
    let digest = isLookedAtOnce ? .none : digest(of: read.bytes)
    found.known.file = SourceFile(path: path, bytes: read.bytes, digest: digest)
    if let store {
      store.note(path, read.stamp, content(of: path, read.bytes, digest), readAt: readAt)
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

/// Counts what is read, and remembers what was not as expected when it was read later.
private final class FileReads: Sendable {
  private let state = Mutex((count: 0, mistaken: Set<String>()))

  var count: Int { state.withLock { $0.count } }

  func note() { state.withLock { $0.count += 1 } }

  /// A file that changed since its stamp was looked at is as it is now; whoever used it is told
  /// with the next look, which the change itself brings about.
  func read(_ path: String, _ absolute: String, expecting expected: ContentDigest) -> [UInt8] {
    let bytes = (try? readFile(absolute)) ?? []
    let isMistaken = digest(of: bytes) != expected
    state.withLock { state in
      state.count += 1
      if isMistaken { state.mistaken.insert(path) }
    }
    return bytes
  }

  func takeMistake(_ path: String) -> Bool {
    state.withLock { $0.mistaken.isEmpty ? false : $0.mistaken.remove(path) != nil }
  }

  var mistaken: Set<String> { state.withLock { $0.mistaken } }
}

private func content(of path: String, _ bytes: [UInt8], _ digest: ContentDigest) -> FileContent {
  FileContent(
    digest: digest,
    mayHoldPlaceholders: looksLikeTemplate(bytes),
    lines: path.hasSuffix(".sql") ? LineTable(bytes) : nil
  )
}

/// Whether placeholders of any kind may stand there.
private func looksLikeTemplate(_ bytes: [UInt8]) -> Bool {
  var last: UInt8 = 0
  for byte in bytes {
    if byte == 0x7B, last == 0x24 || last == 0x7B { return true }
    last = byte
  }
  return false
}

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
