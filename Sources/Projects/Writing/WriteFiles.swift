package import Linux
import Rendering

/// What came of carrying out a plan.
package struct WriteReport: Sendable {
  package var created: [String] = []
  package var replaced: [String] = []
  package var removed: [String] = []
  package var failures: [FileSystemError] = []
  /// The paths of the plan's steps that came to nothing; a failure may be about a folder above.
  var failed: Set<String> = []

  package init() {}
}

/// Carries out a plan; a file that fails is reported and does not stop the others.
///
/// User classes and the lock file cannot be made again from anything, so they are forced to the
/// disk; what is generated can, and is only with `isFullyDurable`. Folders are forced once, after
/// all their files and before the lock file that speaks of them; many files all together.
package func writeFiles(
  _ plan: FilePlan,
  in root: ProjectRoot,
  isFullyDurable: Bool = false
) -> WriteReport {
  var report = WriteReport()
  if plan.isWhole { removeAbandonedFiles(of: plan, in: root) }
  report.failures = plan.unreadable.sorted { $0.key < $1.key }.map(\.value)
  report.failed = Set(plan.unreadable.keys)
  let isForced = { (step: FileStep) in isFullyDurable || step.kind == .createdOnce }
  let forced = plan.changes.filter(isForced)
  let isForcedAtOnce = forced.count > 16
  let recent = RecentFolders()
  var done: [FileStep] = []
  for step in plan.steps {
    do throws(FileSystemError) {
      let isDurable = isForced(step) && !isForcedAtOnce
      guard try carryOut(step, root, isDurable: isDurable, recent, &report) else { continue }
      if isDurable { done.append(step) }
    } catch {
      report.failures.append(error)
      report.failed.insert(step.path)
    }
  }
  // Who waits for the files may be kept off this processor by this very thread.
  if !report.isNothing { giveWay() }
  recent.closeFiles()
  syncFolders(of: done, root, &report)
  if isForcedAtOnce { syncFileSystems(of: forced, root, &report) }
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

/// False where there is nothing to do.
private func carryOut(
  _ step: FileStep,
  _ root: ProjectRoot,
  isDurable: Bool,
  _ recent: RecentFolders,
  _ report: inout WriteReport
) throws(FileSystemError) -> Bool {
  switch step.action {
  case .create, .replace:
    let isNew = step.action == .create
    try replaceFile(
      step.path,
      beneath: root.path,
      with: step.new,
      isNew: isNew,
      isDurable: isDurable,
      syncsFolder: false,
      in: recent,
      ifStill: isNew ? nil : step.asRead
    )
    if isNew { report.created.append(step.path) } else { report.replaced.append(step.path) }
  case .remove:
    try removeFile(step.path, beneath: root.path, ifStill: step.asRead)
    report.removed.append(step.path)
  case .keep, .hold, .conflict: return false
  }
  return true
}

/// One call where all lie on one file system, since the others find nothing left to do.
private func syncFileSystems(
  of steps: [FileStep],
  _ root: ProjectRoot,
  _ report: inout WriteReport
) {
  for folder in Set(steps.map { splitPath($0.path).folder }).sorted() {
    do throws(FileSystemError) {
      try syncFileSystem(of: join(root.path, folder))
    } catch {
      // With the file its folder may be gone.
      if error.code != .notFound { report.failures.append(error) }
    }
  }
}

/// Forces the names of files to the disk, and those of the folders that were made for them.
private func syncFolders(
  of steps: [FileStep],
  _ root: ProjectRoot,
  _ report: inout WriteReport
) {
  var done: Set<String> = []
  for step in steps {
    var path = step.path
    while !path.isEmpty {
      let folder = splitPath(path).folder
      if done.insert(folder).inserted {
        do throws(FileSystemError) {
          try syncFolder(of: path, beneath: root.path)
        } catch {
          // With the file its folder may be gone.
          if step.action == .remove, error.code == .notFound { break }
          report.failures.append(error)
          report.failed.insert(step.path)
        }
      }
      if step.action != .create { break }
      path = folder
    }
  }
}

/// Removes what writers that were killed left in the folders of a plan, and in the root.
func removeAbandonedFiles(of plan: FilePlan, in root: ProjectRoot) {
  var folders: Set<String> = [""]
  for step in plan.steps { folders.insert(splitPath(step.path).folder) }
  for folder in folders.sorted() {
    // What lies outside is nobody's business here.
    if let absolute = root.absolute(folder) { removeAbandonedFiles(in: absolute) }
  }
}
