package import Catalog
import Foundation
import GRDB
import SourceText
import Synchronization

/// What was worked out before, kept on disk so that a start works out only what changed.
///
/// The contract: the cache is never believed. Deleting, cutting, flipping or downgrading its file
/// changes how long something takes and nothing else. Every row carries a hash that is checked
/// when it is read, as SQLite finds neither a flipped byte nor a zeroed page; a row that fails is
/// a miss and goes. Whatever SQLite complains about sets the file aside and begins a new one. A
/// full or read-only disk turns the cache off, and `idle` tries again.
///
/// All calls block, a few microseconds to a few hundred milliseconds: they belong on a queue or
/// thread of their own, never on the cooperative pool.
package final class SchemaCache: Sendable {
  struct State: Sendable {
    var queue: DatabaseQueue?
    var lock: CacheLock?
    /// Times the file was begun anew by this process.
    var rebuilds = 0
    /// Bytes that were stored since the file was measured; at first nobody knows.
    var unmeasured = Int.max / 2
    /// Rows that were found and whose last use is to be noted.
    var touched: Set<RowPlace> = []
  }

  /// What others are told of how it goes.
  struct Health: Sendable {
    /// What keeps the cache off; nil while it works.
    var obstacle: CacheProblem?
    var problems: [CacheProblem] = []
  }

  struct RowPlace: Hashable, Sendable {
    var shelf: RowStore.Shelf
    var fingerprint: ContentDigest
    var key: [UInt8]
  }

  package let options: CacheOptions
  let file: CacheFile
  /// Seconds since 1970.
  let clock: @Sendable () -> Int64
  let state = Mutex(State())
  /// Apart from the state, as are the counts, so that who reads it never waits for the disk.
  private let health = Mutex(Health())
  let counts = Mutex<[RowStore.Shelf: CacheLookups]>([:])

  /// Opens the cache in a folder, which is made where there is none.
  ///
  /// Whatever is wrong with the disk becomes a problem to report; only another living process
  /// with the same cache is an error.
  package init(
    folder: String,
    options: CacheOptions = CacheOptions(),
    clock: @escaping @Sendable () -> Int64
  ) throws(CacheInUse) {
    self.options = options
    self.clock = clock
    file = CacheFile(folder: folder)
    var first = State()
    try takeLock(&first)
    open(&first)
    let opened = first
    state.withLock { $0 = opened }
  }

  /// How often rows were asked for, by kind.
  package var lookups: [RowStore.Shelf: CacheLookups] { counts.withLock { $0 } }

  /// What keeps the cache off at the moment; never waits for the disk.
  package var obstacle: CacheProblem? { health.withLock { $0.obstacle } }

  /// Returns when nobody is in the cache: to find out whether somebody is stuck there.
  package func waitForTurn() { state.withLock { _ in } }

  /// What went wrong since the last call, each to be said once.
  package func takeProblems() -> [CacheProblem] {
    health.withLock { health in
      defer { health.problems = [] }
      return health.problems
    }
  }

  /// The cache as those see it who keep rows in it.
  package var rows: RowStore {
    RowStore(
      find: { [self] in find($0, $1, key: $2) },
      scan: { [self] in scan($0, $1, $2) },
      store: { [self] in store($0) }
    )
  }

  /// Writes the log into the file and lets both go; the process may end now.
  package func close() {
    state.withLock { state in
      let touched = state.touched
      _ = attempt(&state) { try self.noteUses($0, touched) }
      state.touched = []
      try? state.queue?.close()
      state.queue = nil
      state.lock = nil
    }
  }

  // MARK: Opening

  private func takeLock(_ state: inout State) throws(CacheInUse) {
    do {
      try FileManager.default.createDirectory(
        atPath: file.folder,
        withIntermediateDirectories: true
      )
    } catch {
      // Whether the folder can be used after all is seen when the lock is taken.
    }
    do throws(CacheLock.Failure) {
      state.lock = try CacheLock.take(in: file.folder)
    } catch {
      switch error {
      case .inUse(let other): throw other
      case .problem(let problem): turnOff(&state, problem)
      }
    }
  }

  private func open(_ state: inout State) {
    guard state.lock != nil, state.queue == nil else { return }
    file.removeOlderFormats()
    do {
      state.queue = try file.open()
      health.withLock { $0.obstacle = nil }
    } catch {
      recover(&state, from: error)
    }
  }

  /// Tries again what a full or read-only disk prevented.
  func reopen(_ state: inout State) {
    guard state.queue == nil, obstacle?.code != .unusable else { return }
    if state.lock == nil { try? takeLock(&state) }
    open(&state)
  }

  // MARK: Failing

  /// Runs a piece of work on the database; nil where the cache is off or the work failed, twice
  /// where the file had to be begun anew.
  func attempt<Value>(_ state: inout State, _ work: (Database) throws -> Value) -> Value? {
    for _ in 0..<2 {
      guard let queue = state.queue else { return nil }
      do {
        return try queue.inDatabase(work)
      } catch {
        recover(&state, from: error)
      }
    }
    return nil
  }

  private func recover(_ state: inout State, from error: any Error) {
    let code = (error as? DatabaseError)?.resultCode.primaryResultCode
    let reason = (error as? DatabaseError)?.message ?? String(describing: error)
    switch code {
    case .SQLITE_FULL?:
      turnOff(&state, CacheProblem(.noSpace, file.path, reason))
    case .SQLITE_READONLY?, .SQLITE_PERM?, .SQLITE_AUTH?:
      turnOff(&state, CacheProblem(.readOnly, file.path, reason))
    case .SQLITE_BUSY?, .SQLITE_LOCKED?, .SQLITE_NOMEM?:
      turnOff(&state, CacheProblem(.busy, file.path, reason))
    default:
      // Corrupt, not a database, cannot be opened, failed reading, tables that are not ours.
      rebuild(&state, reason)
    }
  }

  func rebuild(_ state: inout State, _ reason: String) {
    try? state.queue?.close()
    state.queue = nil
    state.touched = []
    state.rebuilds += 1
    guard state.rebuilds <= 4 else {
      turnOff(&state, CacheProblem(.unusable, file.path, reason))
      return
    }
    file.setAside()
    health.withLock { $0.problems.append(CacheProblem(.damaged, file.path, reason)) }
    open(&state)
  }

  private func turnOff(_ state: inout State, _ problem: CacheProblem) {
    try? state.queue?.close()
    state.queue = nil
    health.withLock { health in
      if health.obstacle != problem { health.problems.append(problem) }
      health.obstacle = problem
    }
  }
}
