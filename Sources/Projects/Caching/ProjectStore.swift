package import Catalog
package import Engine
package import Linux
import Rendering
package import SourceText

/// What one project keeps in the schema cache between two processes.
///
/// Before the first update `attach` it to the history, after every update `note` it, and `keepNoted`
/// once its files are written: what was evaluated then is replayed by the next process. Files are
/// asked for their digest with their stamp and hashed only where nothing is known. Nothing here is
/// believed unchecked: a trace is replayed against the schema, a digest counts only for the very
/// stamp it was taken with.
///
/// Blocking, and owned by the queue that owns the project.
package final class ProjectStore {
  let rows: RowStore
  private let root: ProjectRoot
  private let dialect: String
  private let build: String
  /// What stands for `${name}` in the files at present, as a file's digest is of its own bytes.
  package var placeholders: [String: String] = [:] {
    didSet {
      if placeholders == oldValue { return }
      traceFingerprint = makeTraceFingerprint()
      knownTraces = nil
    }
  }
  private lazy var traceFingerprint = makeTraceFingerprint()
  package let projectFingerprint: ContentDigest
  /// All traces of the project, from the first question until the first `note`.
  private var loadedTraces: [[UInt8]: [UInt8]]?
  /// The contents of which traces may be kept, each by a part of its digest; nil where nobody knows.
  ///
  /// A new migration is not among them, and so not asked for.
  private var knownTraces: Set<UInt64>?
  private var isStarting = true
  /// Migrations whose traces are to be kept.
  private var unkept: [String] = []
  /// Whether a batch is described in the store.
  private var hasBatch = false
  private var isBatchWritten = false
  var stamps: StampTable
  var outputs: StampTable

  /// - Parameter build: what this program is; rows of another build are not even looked at.
  package init(
    _ rows: RowStore,
    root: ProjectRoot,
    dialect: Dialect,
    build: String = engineBuild()
  ) {
    self.rows = rows
    self.root = root
    self.dialect = dialect.rawValue
    self.build = build
    projectFingerprint = textDigest(["project", build, root.path])
    stamps = StampTable(.files, projectFingerprint)
    outputs = StampTable(.outputs, projectFingerprint)
  }

  // MARK: Traces

  /// Lets a history look here before it evaluates a migration.
  package func attach(to history: History) {
    history.findRecordedTrace = { [weak self] in self?.recordedTrace(of: $0) }
  }

  /// What was recorded of a migration with this label and content, by this build.
  package func recordedTrace(of unit: MigrationUnit) -> [UInt8]? {
    guard unit.file.digest != .none else { return nil }
    // At the start every migration is asked for: one pass costs less than as many questions.
    if isStarting, loadedTraces == nil { loadTraces() }
    if knownTraces?.contains(unit.file.digest.words.0) == false { return nil }
    let key = traceKey(unit)
    return loadedTraces.map { $0[key] } ?? rows.find(.traces, traceFingerprint, key)
  }

  private func loadTraces() {
    var loaded: [[UInt8]: [UInt8]] = [:]
    var known: Set<UInt64> = []
    rows.scan(.traces, traceFingerprint) { key, trace in
      loaded[key] = trace
      var reader = BinaryReader(key)
      if let digest = try? ContentDigest(from: &reader) { known.insert(digest.words.0) }
    }
    loadedTraces = loaded
    knownTraces = known
  }

  /// Notes what an update evaluated; much of it is kept at once.
  ///
  /// - Parameter mistaken: files whose content was other than their digest says: what was evaluated
  ///   meanwhile is evaluated again, and not kept.
  package func note(_ work: Work, of history: History, mistaken: Set<String> = []) {
    loadedTraces = nil
    isStarting = false
    stamps.endStart()
    for path in mistaken { stamps.forget(path) }
    if mistaken.isEmpty { unkept += work.evaluated } else { unkept = [] }
    if unkept.count > fewMigrations { rows.store(takeEvaluated(history)) }
  }

  /// Whether anything was noted since the last time.
  var hasNoted: Bool {
    !unkept.isEmpty || isBatchWritten || stamps.hasNoted || outputs.hasNoted
  }

  /// Whether what was noted is better not left in memory: there is much of it, or files that were
  /// described are all written.
  var hasNotedMuch: Bool {
    isBatchWritten || stamps.notedCount + outputs.notedCount > fewMigrations
  }

  /// Keeps all that was noted since the last time, in one step.
  ///
  /// Nothing that is on disk depends on it: a process that ends before it leaves more work for the
  /// next one. So it comes after everything that somebody waits for.
  package func keepNoted(of history: History) {
    rows.store(takeEvaluated(history) + outputs.takeRows() + takeBatch())
  }

  private func takeEvaluated(_ history: History) -> [RowStore.Row] {
    var found = stamps.takeRows()
    for label in unkept {
      guard let unit = history.unit(label), unit.file.digest != .none,
        let trace = history.recordedTrace(of: label)
      else { continue }
      knownTraces?.insert(unit.file.digest.words.0)
      found.append(RowStore.Row(.traces, traceFingerprint, key: traceKey(unit), value: trace))
    }
    unkept = []
    return found
  }

  private func traceKey(_ unit: MigrationUnit) -> [UInt8] {
    var writer = BinaryWriter()
    writer.put(unit.file.digest)
    writer.append(Array(unit.id.utf8))
    return writer.bytes
  }

  private func makeTraceFingerprint() -> ContentDigest {
    textDigest(
      ["traces", build, root.path, dialect]
        + placeholders.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    )
  }

  // MARK: Files

  /// Whether files may be known from an earlier process.
  var knowsFiles: Bool { stamps.isStarting }

  /// What a file holds that is as it was when it was read; nil where it has to be read.
  package func content(of path: String, _ stamp: FileStamp) -> FileContent? {
    stamps.content(of: path, stamp, rows)
  }

  /// Notes what a file's content was, for the next process.
  ///
  /// - Parameters:
  ///   - stamp: taken before the file was read.
  ///   - readAt: the wall clock's nanoseconds when it was read.
  package func note(_ path: String, _ stamp: FileStamp, _ content: FileContent, readAt: Int64) {
    stamps.note(path, stamp, content, readAt: readAt)
  }

  package func forget(_ path: String) { stamps.forget(path) }

  /// Whether an output is on disk as it is wanted, by its stamp alone.
  func isWritten(_ file: RenderedFile, in root: ProjectRoot) -> Bool {
    guard outputs.isStarting, let stamp = (try? fileStamp(join(root.path, file.path))) ?? nil,
      let known = writtenDigest(of: file.path, stamp)
    else { return false }
    return known == Projects.digest(of: file.bytes)
  }

  /// Notes that an output is on disk as it is wanted.
  ///
  /// - Parameter time: of the wall clock, before the file was read.
  func noteWritten(_ file: RenderedFile, in root: ProjectRoot, at time: Int64) {
    guard let stamp = (try? fileStamp(join(root.path, file.path))) ?? nil else { return }
    noteWritten(file.path, stamp, Projects.digest(of: file.bytes), at: time)
  }

  /// The digest of an output that is as we left it; nil where it has to be looked at.
  package func writtenDigest(of path: String, _ stamp: FileStamp) -> ContentDigest? {
    outputs.content(of: path, stamp, rows)?.digest
  }

  package func noteWritten(
    _ path: String,
    _ stamp: FileStamp,
    _ digest: ContentDigest,
    at time: Int64
  ) {
    outputs.note(path, stamp, FileContent(digest: digest), readAt: time)
  }

  package func forgetWritten(_ path: String) { outputs.forget(path) }

  // MARK: Batches

  /// Describes what is about to be written, before the first file is touched.
  package func begin(batch files: [DescribedFile]) {
    var writer = BinaryWriter()
    writer.put(files)
    rows.store([RowStore.Row(.batches, projectFingerprint, key: [], value: writer.bytes)])
    hasBatch = true
    isBatchWritten = false
  }

  /// Everything that was described is on disk, with the stamps noted meanwhile, which `keepNoted`
  /// keeps.
  package func endBatch() { isBatchWritten = hasBatch }

  /// The files that a process before this one was writing when it ended: each is there or not, and
  /// none is in the lock file.
  package func unfinishedBatch() -> [DescribedFile] {
    guard let bytes = rows.find(.batches, projectFingerprint, []) else { return [] }
    hasBatch = true
    var reader = BinaryReader(bytes)
    return (try? [DescribedFile](from: &reader)) ?? []
  }

  private func takeBatch() -> [RowStore.Row] {
    guard isBatchWritten else { return [] }
    hasBatch = false
    isBatchWritten = false
    return [RowStore.Row(.batches, projectFingerprint, key: [], value: nil)]
  }

  /// What is known of all outputs as they were written, by path.
  func writtenFiles() -> [String: NotedFile] { outputs.noted(rows) }
}

/// Migrations whose traces can wait in memory until there is time to keep them.
private let fewMigrations = 64

/// What this program is: its file's size and times, which every build and installation changes.
package func engineBuild() -> String {
  guard let stamp = try? fileStamp("/proc/self/exe") else { return "unknown" }
  return [stamp.size, stamp.modified, Int64(truncatingIfNeeded: stamp.inode)]
    .map { String($0) }.joined(separator: "-")
}

/// The digest of some texts, each with its length.
func textDigest(_ texts: [String]) -> ContentDigest {
  var writer = BinaryWriter()
  writer.put(texts)
  return Projects.digest(of: writer.bytes)
}
