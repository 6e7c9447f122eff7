package import Linux
import Rendering

/// What came of carrying out a plan.
package struct WriteReport: Sendable {
  package var created: [String] = []
  package var replaced: [String] = []
  package var removed: [String] = []
  package var failures: [FileSystemError] = []

  package init() {}
}

/// Carries out a plan; a file that fails is reported and does not stop the others.
package func writeFiles(_ plan: FilePlan, in root: ProjectRoot) -> WriteReport {
  var report = WriteReport()
  for step in plan.steps {
    do throws(FileSystemError) {
      let path = join(root.path, step.path)
      switch step.action {
      case .create:
        try checkedFolder(of: path, root)
        try replaceFile(
          path,
          with: step.new,
          isNew: true,
          isDurable: step.kind == .createdOnce
        )
        report.created.append(step.path)
      case .replace:
        try checkedFolder(of: path, root)
        try replaceFile(
          resolvedPath(path) ?? path,
          with: step.new,
          isNew: false,
          isDurable: false
        )
        report.replaced.append(step.path)
      case .remove:
        try checkedFolder(of: path, root)
        try removeFile(path)
        report.removed.append(step.path)
      case .keep, .conflict: continue
      }
    } catch {
      report.failures.append(error)
    }
  }
  if report.failures.isEmpty, plan.lock != plan.oldLock {
    do throws(FileSystemError) {
      let path = join(root.path, LockFile.name)
      try replaceFile(
        path,
        with: plan.lock.bytes,
        isNew: !fileExists(path),
        isDurable: true
      )
    } catch {
      report.failures.append(error)
    }
  }
  return report
}

/// Makes the folder of a file and refuses one that leads out of the project by a link.
private func checkedFolder(of path: String, _ root: ProjectRoot) throws(FileSystemError) {
  let folder = splitPath(path).folder
  try makeFolder(folder)
  guard let resolved = resolvedPath(folder),
    resolved == root.path
      || resolved.hasPrefix(root.path == "/" ? "/" : root.path + "/")
  else { throw FileSystemError(.outsideRoot, "write", path) }
}
