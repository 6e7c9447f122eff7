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
      switch step.action {
      case .create:
        try replaceFile(
          step.path,
          beneath: root.path,
          with: step.new,
          isNew: true,
          isDurable: step.kind == .createdOnce
        )
        report.created.append(step.path)
      case .replace:
        try replaceFile(
          step.path,
          beneath: root.path,
          with: step.new,
          isNew: false,
          isDurable: false,
          ifStill: step.old
        )
        report.replaced.append(step.path)
      case .remove:
        try removeFile(step.path, beneath: root.path, ifStill: step.old)
        report.removed.append(step.path)
      case .keep, .hold, .conflict: continue
      }
    } catch {
      report.failures.append(error)
    }
  }
  if report.failures.isEmpty, plan.lock != plan.oldLock {
    do throws(FileSystemError) {
      try replaceFile(
        LockFile.name,
        beneath: root.path,
        with: plan.lock.bytes,
        isNew: !fileExists(join(root.path, LockFile.name)),
        isDurable: true
      )
    } catch {
      report.failures.append(error)
    }
  }
  return report
}
