package import Catalog
package import Engine
package import Linux
package import Modeling
import Rendering
package import SourceText

/// One project kept up to date: its files, its migrations in order, and the pipeline behind them.
///
/// `refresh` looks at what may have changed and brings everything after it along; `write` puts the
/// files on disk. Blocking, and owned by one queue.
package final class LiveProject {
  package let setup: ProjectSetup
  package private(set) var lock: LockFile
  /// Of the lock file as it was read or written last.
  private var lockStamp: FileStamp?
  private let files: ProjectFiles
  private let pipeline: Pipeline
  private let project: ProjectContext
  private let values: FoundValues
  private let store: ProjectStore
  private var sources: MigrationSources
  private var listed: [String: ListedFile] = [:]
  private var ordered: [ListedFile] = []
  package private(set) var convention: Convention?
  private var hasDump = false
  private var placeholders: [String: String] = [:]
  private var planDiagnostics: [Diagnostic] = []
  /// What migrations asked for, besides themselves.
  private let asked: AskedFiles
  /// Files that are to be written or removed and are not yet: nil to be removed.
  private var pending: [String: RenderedFile?] = [:]
  package private(set) var conflicts: [String: String] = [:]

  /// - Parameter rows: where traces are kept between processes.
  /// - Parameter believes: false to evaluate everything, whatever is kept.
  package init(_ setup: ProjectSetup, rows: RowStore = .none, believes: Bool = true) {
    self.setup = setup
    store = ProjectStore(rows, root: setup.root, dialect: setup.analysis.dialect)
    lockStamp = stampOfLockFile(in: setup.root)
    lock = readLockFile(in: setup.root)
    let files = ProjectFiles(setup.root)
    self.files = files
    let asked = AskedFiles()
    self.asked = asked
    let values = FoundValues(foundValues(setup.root, setup.analysis))
    self.values = values
    project = ProjectContext(
      file: { path in
        asked.files.insert(path)
        return files.file(path)
      },
      files: { folder in files.files(in: folder) },
      setting: { values.values[$0] }
    )
    sources = MigrationSources(setup.root, setup.analysis, project)
    let history = History(
      dialect: setup.analysis.dialect,
      project: project,
      evaluators: makeEvaluators(setup.analysis.dialect)
    )
    if believes { store.attach(to: history) }
    var outputs = setup.outputs
    outputs.modeling.pins = lock.pins
    let bookkeeping = Bookkeeping()
    self.bookkeeping = bookkeeping
    pipeline = Pipeline(
      history: history,
      options: outputs,
      hash: hexadecimalDigest,
      isBookkeeping: bookkeeping.contains
    )
  }

  private let bookkeeping: Bookkeeping

  // MARK: Looking

  /// Looks at the files that events named, or at everything, and works out what follows.
  ///
  /// - Parameter named: project-relative paths; nil to look at everything.
  package func refresh(_ named: Set<String>?) throws(FileSystemError) -> ProjectUpdate {
    var update = ProjectUpdate()
    let start = MonotonicClock.now()
    update.isFirst = convention == nil
    let changedFiles = files.refresh(named.map(Array.init) ?? Array(files.paths))
    let folders = Set((named ?? []).map { splitPath($0).folder })
    let changedFolders = files.refreshFolders(
      named == nil ? Array(files.listedFolders) : Array(folders)
    )
    let questions =
      changedFiles.filter(asked.files.contains).sorted().map(ProjectQuestion.file)
      + changedFolders.sorted().map { ProjectQuestion.files(in: $0) }
    let areSourcesSame = sources.questions.isDisjoint(with: questions)
    let listing = try look(areSourcesSame ? named : nil)
    update.causes = changedFiles.union(listing.added).union(listing.removed).sorted()
    let changes = changes(listing, changedFiles, questions)
    update.reading = MonotonicClock.now() - start
    let report: PipelineReport
    if let changes {
      report = pipeline.update(changes)
    } else {
      report = pipeline.setMigrations(replan(), questions: questions)
    }
    update.computing = MonotonicClock.now() - start - update.reading
    update.work = report.work
    store.save(report.work, of: pipeline.history)
    update.tables = report.update.changes.compactMap { ($0.new ?? $0.old)?.tableName }
    for path in report.output.gone { pending[path] = .some(nil) }
    for file in report.output.wanted { pending[file.path] = file }
    return update
  }

  private struct Listing {
    var added: Set<String> = []
    var removed: Set<String> = []
  }

  /// Brings the list of files up to date.
  private func look(_ named: Set<String>?) throws(FileSystemError) -> Listing {
    if let named, convention != nil, let listing = lookAtNamed(named) { return listing }
    if convention != nil { sources = MigrationSources(setup.root, setup.analysis, project) }
    let found = try listMigrations(sources.folders, in: setup.root)
    var now: [String: ListedFile] = [:]
    for file in found { now[file.path] = file }
    let before = listed
    listed = now
    return Listing(
      added: Set(now.keys.filter { before[$0] != now[$0] }),
      removed: Set(before.keys.filter { now[$0] == nil })
    )
  }

  /// Nil where the names do not explain the list: a folder among them.
  private func lookAtNamed(_ named: Set<String>) -> Listing? {
    var listing = Listing()
    // Nothing is noted before every name is explained: what is looked at whole compares anew.
    var found: [ListedFile] = []
    for path in named {
      let stamp = setup.root.absolute(path).flatMap { try? fileStamp($0) }
      if stamp?.isFolder == true { return nil }
      if listed[path] != nil {
        if stamp == nil { listing.removed.insert(path) }
        continue
      }
      guard stamp != nil else {
        // A folder that is gone takes its files along.
        if listed.keys.contains(where: { $0.hasPrefix(path + "/") }) { return nil }
        continue
      }
      guard let file = listedFile(path) else { continue }
      found.append(file)
      listing.added.insert(path)
    }
    for file in found { listed[file.path] = file }
    for path in listing.removed { listed[path] = nil }
    return listing
  }

  /// The file as a listing would show it, by a neighbour in its folder; nil outside of all
  /// migration folders.
  private func listedFile(_ path: String) -> ListedFile? {
    for (number, folder) in sources.folders.enumerated() {
      var base = folder
      while base.count > 1, base.hasSuffix("/") { base.removeLast() }
      if base.hasPrefix("./") { base.removeFirst(2) }
      guard !base.contains("*"), path.hasPrefix(base + "/") else { continue }
      let inner = String(path.dropFirst(base.count + 1))
      let isHidden = inner.split(separator: "/").dropLast().contains { $0.hasPrefix(".") }
      if !isHidden { return ListedFile(path: path, inner: inner, folder: number) }
    }
    return nil
  }

  // MARK: Planning

  /// The changes of a few files; nil where the whole plan has to be made anew.
  private func changes(
    _ listing: Listing,
    _ changedFiles: Set<String>,
    _ questions: [ProjectQuestion]
  ) -> MigrationChanges? {
    guard let convention, !hasDump || isQuiet(listing, changedFiles) else { return nil }
    var changes = MigrationChanges(questions: questions)
    guard listing.added.count + listing.removed.count <= 64 else { return nil }
    var moved: [ListedFile] = []
    for path in listing.removed.sorted() {
      guard let slot = ordered.firstIndex(where: { $0.path == path }) else { return nil }
      changes.removed.append(path)
      ordered.remove(at: slot)
      files.forget(path)
    }
    for path in listing.added.union(changedFiles).sorted() {
      guard let file = listed[path] else { continue }
      moved.append(file)
    }
    for file in moved {
      guard
        let slot = place(of: file, among: ordered, convention, setup.analysis.dialect),
        let source = files.file(file.path)
      else { return nil }
      if !ordered.indices.contains(slot) || ordered[slot] != file {
        guard listing.added.contains(file.path) else { return nil }
        ordered.insert(file, at: slot)
      }
      changes.placed.append(
        MigrationChanges.Placement(
          migrationUnit(source, of: convention, placeholders),
          after: slot == 0 ? nil : ordered[slot - 1].path
        )
      )
    }
    return changes
  }

  private func isQuiet(_ listing: Listing, _ changedFiles: Set<String>) -> Bool {
    listing.added.isEmpty && listing.removed.isEmpty
      && !changedFiles.contains { listed[$0] != nil || $0.hasPrefix("database/schema/") }
  }

  /// Plans from the whole list; files are read once and kept.
  private func replan() -> [MigrationUnit] {
    let analysis = setup.analysis
    placeholders = environmentPlaceholders(analysis, files)
    store.placeholders = placeholders
    let dumps = analysis.usesSchemaDump ? files.files(in: "database/schema") : []
    let found = planMigrations(
      sortedListing(),
      PlanSettings(
        dialect: analysis.dialect,
        convention: analysis.convention,
        placeholders: placeholders,
        schemaDumps: dumps
      ),
      read: { path in
        self.files.file(path)
      }
    )
    convention = found.value.convention
    hasDump = found.value.units.contains(where: \.isDump)
    values.values["database.server"] = foundServer(found.value.convention, setup.analysis)
    bookkeeping.take(found.value)
    ordered = found.value.units.compactMap { listed[$0.id] }
    planDiagnostics = found.diagnostics
    return found.value.units
  }

  /// In the order in which folders list: by component.
  private func sortedListing() -> [ListedFile] {
    listed.values.map { (key: $0.inner.split(separator: "/").map(String.init), file: $0) }
      .sorted { left, right in
        left.file.folder == right.file.folder
          ? left.key.lexicographicallyPrecedes(right.key)
          : left.file.folder < right.file.folder
      }
      .map(\.file)
  }

  // MARK: Reading

  /// The schema as it is now, bookkeeping tables left out.
  package var schema: PresentSchema { pipeline.models.schema }

  package var migrationCount: Int { ordered.count }

  package var fileCount: Int { listed.count }

  package var counts: SchemaCounts { pipeline.counts }

  /// The model of a table; nil where it has none.
  package func model(of table: ObjectID) -> Model? { pipeline.models.models[table] }

  /// Everything there is to say, in the order in which a fresh run says it.
  package func diagnostics() -> [Diagnostic] {
    let problems = files.problems.filter { listed[$0.key] != nil }.map(\.value)
      .sorted { ($0.source?.file ?? "") < ($1.source?.file ?? "") }
    return sources.diagnostics + problems + planDiagnostics + pipeline.history.diagnostics()
  }

  /// Folders to be watched, project-relative: of migrations, of everything that was asked for, and
  /// the root.
  package func foldersToWatch() -> Set<String> {
    var folders: Set<String> = ["", "database/schema"]
    for folder in sources.folders where !folder.contains("*") { folders.insert(folder) }
    for path in listed.keys { folders.insert(splitPath(path).folder) }
    for path in asked.files { folders.insert(splitPath(path).folder) }
    for folder in files.listedFolders { folders.insert(folder) }
    for path in ProjectSetup.inputs { folders.insert(splitPath(path).folder) }
    return folders
  }

  // MARK: Writing

  package var hasPending: Bool { !pending.isEmpty }

  /// Puts pending files on disk; conflicts and failures stay pending and are tried again.
  package func write() throws(FileSystemError) -> WriteReport {
    if pending.isEmpty { return WriteReport() }
    var changes = OutputChanges()
    for (path, file) in pending.sorted(by: { $0.key < $1.key }) {
      if let file { changes.wanted.append(file) } else { changes.gone.append(path) }
    }
    let held = heldFiles()
    let plan = try planChanges(
      changes,
      in: setup.root,
      lock: lock,
      names: held.names(pipeline.models.pins),
      holding: held.isActive ? heldPaths(held) : nil
    )
    let report = writeFiles(plan, in: setup.root)
    settle(plan, report, held)
    return report
  }

  /// Whether somebody else wrote the lock file since: the names in it count.
  package func isLockForeign() -> Bool {
    let stamp = stampOfLockFile(in: setup.root)
    if stamp == lockStamp { return false }
    guard readLockFile(in: setup.root) == lock else { return true }
    lockStamp = stamp
    return false
  }

  private func heldFiles() -> Held { Held(diagnostics(), lock.pins) }

  private func heldPaths(_ held: Held) -> Set<String> {
    guard let eloquent = setup.outputs.eloquent else { return [] }
    return held.paths(pipeline.models.models.values, in: pipeline.models.schema, eloquent)
  }

  private func settle(_ plan: FilePlan, _ report: WriteReport, _ held: Held) {
    let failed = Set(report.failures.map(\.path))
    var left: [String: RenderedFile?] = [:]
    for step in plan.steps {
      if case .conflict(let reason) = step.action {
        conflicts[step.path] = reason
        left[step.path] = pending[step.path]
      } else {
        conflicts[step.path] = nil
        if failed.contains(join(setup.root.path, step.path)) {
          left[step.path] = pending[step.path]
        }
      }
    }
    if held.isActive {
      // What is held now is written when the migration is right again.
      let paths = heldPaths(held)
      for (path, file) in pending where file == nil || paths.contains(path) { left[path] = file }
    }
    pending = left
    if report.failures.isEmpty {
      lock = plan.lock
      lockStamp = stampOfLockFile(in: setup.root)
    }
  }

  /// Compares every file with what it should be: after a start, or when someone asks for it.
  package func rewriteEverything() {
    for file in pipeline.allFiles() where pending[file.path] == nil { pending[file.path] = file }
  }
}

private func stampOfLockFile(in root: ProjectRoot) -> FileStamp? {
  try? fileStamp(join(root.path, LockFile.name))
}

/// The settings that evaluators are told, with what was found out.
private final class FoundValues {
  var values: [String: String]

  init(_ values: [String: String]) { self.values = values }
}

/// What migrations asked the project for.
private final class AskedFiles {
  var files: Set<String> = []
}

/// Tells the tables of the migrations' tool, which a dump may hold, from the application's.
private final class Bookkeeping {
  private var table: String?
  private var dumps: Set<String> = []

  func take(_ plan: MigrationPlan) {
    table = plan.bookkeepingTable
    dumps = Set(plan.units.filter(\.isDump).map(\.id))
  }

  func contains(_ candidate: Table) -> Bool {
    candidate.name.name == table && dumps.contains(candidate.source.file)
  }
}

extension SchemaObject {
  fileprivate var tableName: String? {
    switch self {
    case .table(let table): table.name.description
    case .view(let view): view.name.description
    default: nil
    }
  }
}
