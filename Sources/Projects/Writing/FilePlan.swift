package import Linux
package import Modeling
package import Rendering
import SourceText

/// What is to be done with one file, decided before anything is touched.
package struct FileStep: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    case create
    case replace
    case remove
    case keep
    /// It would be another, or gone, but for a migration that cannot be read now.
    case hold
    /// The file is not as we wrote it: it stays, and somebody has to look.
    case conflict(String)
  }

  package var path: String
  package var action: Action
  /// A user class is forced to the disk; what is regenerated need not be.
  package var kind: RenderedFile.Kind
  package var old: [UInt8]
  package var new: [UInt8]
  /// Of the old bytes, where no second write can hide behind it.
  package var oldStamp: FileStamp?

  /// The file as it was when this was decided.
  var asRead: FileAsRead { FileAsRead(old, stamp: oldStamp) }
}

/// What an output comes to on disk.
package struct FilePlan: Sendable {
  package var steps: [FileStep] = []
  package var lock = LockFile()
  var oldLock = LockFile()
  /// Whether every output was looked at, so that what killed writers left behind goes, too.
  var isWhole = false
  /// Outputs that cannot be read, so that nobody knows whose they are: they stay.
  package var unreadable: [String: FileSystemError] = [:]

  package var changes: [FileStep] { steps.filter { $0.action != .keep && $0.action != .hold } }

  /// Files that stay as they are because of a broken migration.
  package var held: [FileStep] { steps.filter { $0.action == .hold } }

  package var conflicts: [FileStep] {
    steps.filter { step in if case .conflict = step.action { true } else { false } }
  }
}

/// The project's lock file; empty where there is none.
///
/// One that cannot be read is an error: without the names in it classes would be called otherwise.
package func readLockFile(in root: ProjectRoot) throws(FileSystemError) -> LockFile {
  do throws(FileSystemError) {
    return LockFile(try readFile(join(root.path, LockFile.name)))
  } catch {
    if error.code == .notFound { return LockFile() }
    throw error
  }
}

/// Compares what outputs want with what is there.
///
/// The rules: a file of ours that is as we wrote it is replaced or removed; a file that carries no
/// mark, or whose mark does not fit, is somebody's and stays; a user class is written where there
/// is none and removed only while it is the untouched stub.
///
/// - Parameter held: files that stay as they are; where it is given, nothing is removed either.
package func planFiles(
  _ wanted: [RenderedFile],
  in root: ProjectRoot,
  lock: LockFile? = nil,
  names: NamePins? = nil,
  holding held: Set<String>? = nil
) throws(FileSystemError) -> FilePlan {
  var plan = FilePlan()
  plan.isWhole = true
  if let lock { plan.oldLock = lock } else { plan.oldLock = try readLockFile(in: root) }
  plan.lock.pins = names ?? plan.oldLock.pins
  var seen: Set<String> = []
  seen.reserveCapacity(wanted.count)
  var folders = OutputFolders(root)
  for file in wanted where seen.insert(file.path).inserted {
    if folders.areMissing(for: file.path) {
      addNew(file, &plan)
    } else {
      addWanted(file, root, held, nil, WallClock.now, &plan)
    }
  }
  let gone = plan.oldLock.files.keys.filter { !seen.contains($0) }.sorted()
  if held != nil {
    for path in gone {
      guard let old = present(path, root, &plan)?.bytes else { continue }
      plan.lock.setHash(plan.oldLock.files[path], of: path)
      plan.steps.append(FileStep(path: path, action: .hold, kind: .regenerated, old: old, new: old))
    }
    return plan
  }
  addGone(gone, root, &plan)
  return plan
}

/// The same for what changed since the lock file was written: nothing else is looked at.
///
/// - Parameter store: knows which outputs are as they were left, so that they need no reading.
package func planChanges(
  _ changes: OutputChanges,
  in root: ProjectRoot,
  lock: LockFile,
  names: NamePins,
  holding held: Set<String>? = nil,
  store: ProjectStore? = nil,
  clock: () -> Int64 = WallClock.now
) -> FilePlan {
  var plan = FilePlan()
  plan.oldLock = lock
  plan.lock = lock
  plan.lock.pins = names
  for file in changes.wanted { addWanted(file, root, held, store, clock, &plan) }
  if held != nil { return plan }
  addGone(changes.gone.filter { lock.files[$0] != nil }, root, &plan)
  return plan
}

/// Which folders of outputs are there: in one that is not, no file needs to be looked for.
private struct OutputFolders {
  private let root: ProjectRoot
  private var known: [String: Bool] = [:]

  init(_ root: ProjectRoot) { self.root = root }

  mutating func areMissing(for path: String) -> Bool {
    let folder = splitPath(path).folder
    if let known = known[folder] { return known }
    let found = isMissing(join(root.path, folder))
    known[folder] = found
    return found
  }
}

/// An output where nothing is yet.
private func addNew(_ file: RenderedFile, _ plan: inout FilePlan) {
  plan.lock.setHash(file.kind == .createdOnce ? hexadecimalDigest(file.bytes) : "", of: file.path)
  plan.steps.append(
    FileStep(path: file.path, action: .create, kind: file.kind, old: [], new: file.bytes)
  )
}

/// User classes first: a base class stays as long as the class that extends it does.
private func addGone(
  _ gone: [String],
  _ root: ProjectRoot,
  _ plan: inout FilePlan
) {
  let (once, generated) = (
    gone.filter { plan.oldLock.files[$0] != "" }, gone.filter { plan.oldLock.files[$0] == "" }
  )
  var kept: Set<String> = []
  for path in once where !addGone(path, root, &plan) { kept.insert(splitPath(path).name) }
  for path in generated {
    if path.contains("/Base/"), kept.contains(splitPath(path).name) {
      plan.lock.setHash("", of: path)
      continue
    }
    _ = addGone(path, root, &plan)
  }
}

/// Nil where nothing is there, or where it cannot be read, which is noted.
private func present(
  _ path: String,
  _ root: ProjectRoot,
  _ plan: inout FilePlan
) -> StampedBytes? {
  do throws(FileSystemError) {
    return try readStamped(join(root.path, path))
  } catch {
    if error.code != .notFound { plan.unreadable[path] = error }
    return nil
  }
}

private func addWanted(
  _ file: RenderedFile,
  _ root: ProjectRoot,
  _ held: Set<String>?,
  _ store: ProjectStore?,
  _ clock: () -> Int64,
  _ plan: inout FilePlan
) {
  var step = FileStep(path: file.path, action: .keep, kind: file.kind, old: [], new: file.bytes)
  switch file.kind {
  case .createdOnce:
    let known = plan.oldLock.files[file.path]
    if !fileExists(join(root.path, file.path)) { return addNew(file, &plan) }
    if known == nil, let old = present(file.path, root, &plan)?.bytes,
      old == file.bytes || old.isEmpty
    {
      // Written by somebody who ended before he could note it, perhaps before its bytes were on
      // the disk.
      if old.isEmpty { step.action = .replace }
      plan.lock.setHash(hexadecimalDigest(file.bytes), of: file.path)
    } else {
      plan.lock.setHash(known, of: file.path)
    }
  case .regenerated:
    plan.lock.setHash("", of: file.path)
    if store?.isWritten(file, in: root) == true { break }
    let time = clock()
    guard let present = present(file.path, root, &plan) else {
      if plan.unreadable[file.path] == nil { addNew(file, &plan) }
      return
    }
    let old = present.bytes
    step.old = old
    if !present.stamp.isYoung(at: time) { step.oldStamp = present.stamp }
    if old == file.bytes {
      store?.noteWritten(file, in: root, at: time)
      break
    }
    if held?.contains(file.path) == true {
      step.action = .hold
      step.new = old
      break
    }
    if old.isEmpty || OwnershipMark.isIntact(old, hash: hexadecimalDigest) {
      step.action = .replace
    } else if OwnershipMark.find(in: old) != nil {
      step.action = .conflict(
        "it was edited; move the change to the user class and delete this file, or undo it"
      )
    } else {
      plan.lock.setHash(nil, of: file.path)
      step.action = .conflict("a file that is not modelgend's stands here; move or delete it")
    }
  }
  plan.steps.append(step)
}

/// A file that nothing wants any more; false where it has to stay.
private func addGone(
  _ path: String,
  _ root: ProjectRoot,
  _ plan: inout FilePlan
) -> Bool {
  let hash = plan.oldLock.files[path] ?? ""
  guard let old = present(path, root, &plan)?.bytes else {
    let isGone = plan.unreadable[path] == nil
    plan.lock.setHash(isGone ? nil : hash, of: path)
    return isGone
  }
  let isOurs =
    hash.isEmpty
    ? OwnershipMark.isIntact(old, hash: hexadecimalDigest) : hexadecimalDigest(old) == hash
  var step = FileStep(path: path, action: .remove, kind: .regenerated, old: old, new: [])
  if !isOurs {
    plan.lock.setHash(hash, of: path)
    step.action = .conflict("its table is gone, but it was edited; delete it if it is not needed")
  }
  if isOurs { plan.lock.setHash(nil, of: path) }
  plan.steps.append(step)
  return isOurs
}
