package import Catalog
package import Engine
package import Linux
package import Modeling
import Rendering
package import SourceText

/// One project kept up to date: its files, its migrations in order, and the pipeline behind them.
///
/// `refresh` looks at what may have changed and brings everything after it along; `write` puts the
/// files on disk; `keepNoted` tells the next process what it need not work out again. Blocking, and
/// owned by one queue.
package final class LiveProject {
  package let setup: ProjectSetup
  package internal(set) var lock: LockFile
  /// Of the lock file as it was read or written last.
  var lockStamp: FileStamp?
  /// Whether `lock` knows of files that the file does not, from a process that was killed.
  var isLockBehind = false
  var isFirstWrite = true
  let isFullyDurable: Bool
  let clock: @Sendable () -> Int64
  let reading: ProjectReading
  let pipeline: Pipeline
  let store: ProjectStore
  /// The files of the migration folders, by path.
  var listed: [String: ListedFile] = [:]
  /// The folders in which they are, or were since all were listed.
  var listedFolders: Set<String> = []
  /// What `foldersToWatch` said last, and of how many of each kind; nil since all were listed.
  var watchedFolders: (folders: Set<String>, counts: [Int])?
  /// Those that are migrations, in their order.
  var ordered: [ListedFile] = []
  /// Nil before the first look.
  var planned: PlannedMigrations?
  private let bookkeeping = BookkeepingBox()
  /// Files that are to be written or removed and are not yet: nil to be removed.
  var pending: [String: RenderedFile?] = [:]
  package internal(set) var conflicts: [String: String] = [:]
  /// What is not kept for the next process yet.
  var unkept = UnkeptChanges()

  /// - Parameter rows: where traces are kept between processes.
  /// - Parameter believes: false to evaluate everything, whatever is kept.
  /// - Parameter isFullyDurable: whether all files are forced to the disk.
  /// - Parameter clock: the wall clock, in nanoseconds.
  package init(
    _ setup: ProjectSetup,
    rows: RowStore = .none,
    believes: Bool = true,
    isFullyDurable: Bool = false,
    clock: @escaping @Sendable () -> Int64 = WallClock.now
  ) throws(FileSystemError) {
    self.setup = setup
    self.isFullyDurable = isFullyDurable
    store = ProjectStore(rows, root: setup.root, dialect: setup.analysis.dialect)
    lockStamp = stampOfLockFile(in: setup.root)
    lock = try readLockFile(in: setup.root)
    self.clock = clock
    let files = ProjectFiles(setup.root, store: believes ? store : nil, clock: clock)
    reading = ProjectReading(setup.root, setup.analysis, files)
    let history = History(
      dialect: setup.analysis.dialect,
      project: reading.project,
      evaluators: makeEvaluators(setup.analysis.dialect)
    )
    if believes { store.attach(to: history) }
    var outputs = setup.outputs
    outputs.modeling.pins = lock.pins
    let bookkeeping = bookkeeping
    pipeline = Pipeline(
      history: history,
      options: outputs,
      hash: hexadecimalDigest,
      isBookkeeping: { bookkeeping.table.matches($0) }
    )
    takeUpUnfinishedBatch()
  }

  // MARK: Looking

  /// Looks at the files that events named, or at everything, and works out what follows.
  ///
  /// - Parameter named: project-relative paths; nil to look at everything.
  package func refresh(_ named: Set<String>?) throws(FileSystemError) -> ProjectUpdate {
    var update = ProjectUpdate()
    let start = MonotonicClock.now()
    update.isFirst = planned == nil
    let files = reading.files
    let changedFiles = files.refresh(named.map(Array.init) ?? Array(files.paths))
    let folders = Set((named ?? []).map { splitPath($0).folder })
    let changedFolders = files.refreshFolders(
      named == nil ? Array(files.listedFolders) : Array(folders)
    )
    let questions =
      changedFiles.filter(files.asked.contains).sorted().map(ProjectQuestion.file)
      + changedFolders.sorted().map { ProjectQuestion.files(in: $0) }
    let areSourcesSame = reading.sources.questions.isDisjoint(with: questions)
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
    store.note(update.work, of: pipeline.history, mistaken: files.mistaken)
    update.tables = report.update.changes.compactMap { ($0.new ?? $0.old)?.tableName }
    note(report.output, isFirst: update.isFirst)
    unkept.note(report)
    if !update.isNothing { unkept.isAny = true }
    return update
  }

  /// Plans from the whole list; files are read once and kept.
  private func replan() -> [MigrationUnit] {
    let found = reading.plan(inListingOrder(listed.values))
    store.placeholders = found.placeholders
    bookkeeping.table = BookkeepingTable(found.plan)
    ordered = found.plan.units.compactMap { listed[$0.id] }
    planned = found
    // The history keeps them.
    planned?.plan.units = found.plan.units.filter(\.isDump)
    return found.plan.units
  }

  // MARK: Reading

  package var convention: Convention? { planned?.plan.convention }

  /// The schema as it is now, bookkeeping tables left out.
  package var schema: PresentSchema { pipeline.models.schema }

  package var migrationCount: Int { ordered.count }

  package var fileCount: Int { listed.count }

  /// How many of the project's files were read since it was opened.
  package var readCount: Int { reading.files.readCount }

  package var counts: SchemaCounts { pipeline.counts }

  /// The model of a table; nil where it has none.
  package func model(of table: ObjectID) -> Model? { pipeline.models.models[table] }

  /// Everything there is to say, in the order in which a fresh run says it.
  package func diagnostics() -> [Diagnostic] {
    guard let planned else { return [] }
    return reading.diagnostics(planned) { listed[$0] != nil } + pipeline.history.diagnostics()
  }

  /// Folders to be watched, project-relative: of migrations, of everything that was asked for, and
  /// the root.
  package func foldersToWatch() -> Set<String> {
    // Between two looks at everything none of them goes.
    let counts = [
      listedFolders.count, reading.files.askedFolders.count, reading.files.listedFolders.count,
    ]
    if let watchedFolders, watchedFolders.counts == counts { return watchedFolders.folders }
    let folders = allFoldersToWatch()
    watchedFolders = (folders, counts)
    return folders
  }

  private func allFoldersToWatch() -> Set<String> {
    var folders: Set<String> = ["", "database/schema"]
    for folder in reading.sources.folders where !folder.contains("*") { folders.insert(folder) }
    folders.formUnion(listedFolders)
    folders.formUnion(reading.files.askedFolders)
    for folder in reading.files.listedFolders { folders.insert(folder) }
    for path in ProjectSetup.inputs { folders.insert(splitPath(path).folder) }
    return folders
  }
}

/// Lent to the pipeline, which asks for every changed table.
private final class BookkeepingBox {
  var table = BookkeepingTable()
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
