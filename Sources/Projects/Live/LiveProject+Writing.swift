import Catalog
import Engine
package import Linux
import Modeling
import Rendering

extension LiveProject {
  package var hasPending: Bool { !pending.isEmpty }

  /// Remembers what an update wants of the disk.
  ///
  /// The first time the lock file tells what an earlier process wrote that nothing wants any more.
  func note(_ output: OutputChanges, isFirst: Bool) {
    for path in output.gone { pending[path] = .some(nil) }
    for file in output.wanted { pending[file.path] = file }
    guard isFirst else { return }
    for path in lock.files.keys where pending[path] == nil { pending[path] = .some(nil) }
  }

  /// Puts pending files on disk; conflicts and failures stay pending and are tried again.
  ///
  /// What is about to be written and is not in the lock file is described before: a process that
  /// comes after a crash knows which files may be new.
  package func write() throws(FileSystemError) -> WriteReport {
    if pending.isEmpty { return WriteReport() }
    var changes = OutputChanges()
    for (path, file) in pending.sorted(by: { $0.key < $1.key }) {
      if let file { changes.wanted.append(file) } else { changes.gone.append(path) }
    }
    let held = Held(diagnostics(), lock.pins)
    let paths = held.isActive ? heldPaths(held) : nil
    var plan = planChanges(
      changes,
      in: setup.root,
      lock: lock,
      names: held.names(pipeline.models.pins),
      holding: paths,
      store: store,
      clock: clock
    )
    if isLockBehind { plan.oldLock = try readLockFile(in: setup.root) }
    if isFirstWrite { removeAbandonedFiles(of: plan, in: setup.root) }
    isFirstWrite = false
    let report = carryOut(plan)
    settle(plan, report, holding: paths)
    return report
  }

  /// Whether there is something to keep.
  package var hasNoted: Bool { store.hasNoted }

  /// Keeps what was worked out and written since the last time, for the next process.
  ///
  /// Apart from `write`, so that who waits for the files does not wait for it.
  package func keepNoted() { store.keepNoted(of: pipeline.history) }

  /// The same where it is much; a little is kept when nothing is to be done.
  ///
  /// A process that is killed before leaves a few migrations to be evaluated again. Storing them
  /// after every change takes as long as the change, and drives what the next one needs out of the
  /// processor's caches.
  package func keepNotedIfMuch() {
    if store.hasNotedMuch { keepNoted() }
  }

  /// Whether somebody else wrote the lock file since: the names in it count.
  package func isLockForeign() -> Bool {
    let stamp = stampOfLockFile(in: setup.root)
    if stamp == lockStamp { return false }
    guard (try? readLockFile(in: setup.root)) == lock else { return true }
    lockStamp = stamp
    return false
  }

  /// Compares every file with what it should be: after a start, or when someone asks for it.
  package func rewriteEverything() {
    for file in pipeline.allFiles() where pending[file.path] == nil { pending[file.path] = file }
  }

  /// Files that were described and are there as described are ours, whatever the lock file says.
  func takeUpUnfinishedBatch() {
    for file in store.unfinishedBatch() {
      store.forgetWritten(file.path)
      guard lock.files[file.path] == nil,
        let bytes = try? readFile(join(setup.root.path, file.path)),
        digest(of: bytes) == file.digest
      else { continue }
      lock.setHash(file.hash, of: file.path)
      isLockBehind = true
    }
  }

  private func carryOut(_ plan: FilePlan) -> WriteReport {
    var wanted: [String: RenderedFile] = [:]
    for step in plan.steps where step.action == .create || step.action == .replace {
      if let file = pending[step.path] ?? nil { wanted[step.path] = file }
    }
    describe(wanted.values.filter { plan.lock.files[$0.path] != plan.oldLock.files[$0.path] })
    let report = writeFiles(plan, in: setup.root, isFullyDurable: isFullyDurable)
    for path in report.created + report.replaced {
      if let file = wanted[path] { store.noteWritten(file, in: setup.root, at: clock()) }
    }
    for path in report.removed { store.forgetWritten(path) }
    if !plan.changes.isEmpty { store.endBatch() }
    return report
  }

  private func describe(_ files: [RenderedFile]) {
    if files.isEmpty { return }
    store.begin(
      batch: files.sorted { $0.path < $1.path }.map { file in
        DescribedFile(
          path: file.path,
          hash: file.kind == .createdOnce ? hexadecimalDigest(file.bytes) : "",
          digest: digest(of: file.bytes)
        )
      }
    )
  }

  private func heldPaths(_ held: Held) -> Set<String> {
    var paths: Set<String> = []
    let (models, schema) = (pipeline.models.models.values, pipeline.models.schema)
    if let eloquent = setup.outputs.eloquent {
      paths.formUnion(held.paths(models, in: schema, eloquent))
    }
    if let documentation = setup.outputs.documentation {
      paths.formUnion(held.paths(models, in: schema.schema(), documentation))
    }
    return paths
  }

  private func settle(_ plan: FilePlan, _ report: WriteReport, holding held: Set<String>?) {
    var left: [String: RenderedFile?] = [:]
    for step in plan.steps {
      if case .conflict(let reason) = step.action {
        conflicts[step.path] = reason
        left[step.path] = pending[step.path]
      } else {
        conflicts[step.path] = nil
      }
    }
    for path in report.failed { left[path] = pending[path] }
    if let held {
      // What is held now is written when the migration is right again.
      for (path, file) in pending where file == nil || held.contains(path) { left[path] = file }
    }
    pending = left
    if report.failures.isEmpty {
      lock = plan.lock
      isLockBehind = false
      lockStamp = stampOfLockFile(in: setup.root)
    }
  }
}

func stampOfLockFile(in root: ProjectRoot) -> FileStamp? {
  try? fileStamp(join(root.path, LockFile.name))
}
