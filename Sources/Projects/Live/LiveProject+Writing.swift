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
  package func write() throws(FileSystemError) -> WriteReport {
    if pending.isEmpty { return WriteReport() }
    var changes = OutputChanges()
    for (path, file) in pending.sorted(by: { $0.key < $1.key }) {
      if let file { changes.wanted.append(file) } else { changes.gone.append(path) }
    }
    let held = Held(diagnostics(), lock.pins)
    let paths = held.isActive ? heldPaths(held) : nil
    let plan = try planChanges(
      changes,
      in: setup.root,
      lock: lock,
      names: held.names(pipeline.models.pins),
      holding: paths
    )
    let report = writeFiles(plan, in: setup.root)
    settle(plan, report, holding: paths)
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

  /// Compares every file with what it should be: after a start, or when someone asks for it.
  package func rewriteEverything() {
    for file in pipeline.allFiles() where pending[file.path] == nil { pending[file.path] = file }
  }

  private func heldPaths(_ held: Held) -> Set<String> {
    guard let eloquent = setup.outputs.eloquent else { return [] }
    return held.paths(pipeline.models.models.values, in: pipeline.models.schema, eloquent)
  }

  private func settle(_ plan: FilePlan, _ report: WriteReport, holding held: Set<String>?) {
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
    if let held {
      // What is held now is written when the migration is right again.
      for (path, file) in pending where file == nil || held.contains(path) { left[path] = file }
    }
    pending = left
    if report.failures.isEmpty {
      lock = plan.lock
      lockStamp = stampOfLockFile(in: setup.root)
    }
  }
}

func stampOfLockFile(in root: ProjectRoot) -> FileStamp? {
  try? fileStamp(join(root.path, LockFile.name))
}
