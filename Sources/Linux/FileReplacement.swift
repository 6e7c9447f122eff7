import CLinux
import Glibc
import Synchronization

/// Puts a file below a root in place, whole or not at all, and never outside the root.
///
/// The bytes go to a temporary file in the same folder, which is then renamed: a reader sees the
/// old file or the new one, never a part. A file that was there keeps mode, owner, group and
/// access list as far as this process may give them; where it is a link, what it leads to is
/// replaced. A new file, and the folders that it needs, take theirs from the folder around, so
/// that whoever reads there can read it whatever the umask is.
///
/// - Parameters:
///   - isNew: nothing may be there; what somebody put there meanwhile is an error `exists`.
///   - isDurable: for what cannot be made again from anything: file and name are forced to the
///     disk, which costs more than all the rest.
///   - syncsFolder: false for who calls `syncFolder` once after many files.
///   - recent: for who writes many files, so that each folder is looked for once.
///   - expected: the file as it was when it was decided to replace it; if it has other bytes now,
///     it is kept and the error is `changedMeanwhile`.
package func replaceFile(
  _ path: String,
  beneath root: String,
  with bytes: [UInt8],
  isNew: Bool,
  isDurable: Bool,
  syncsFolder: Bool = true,
  in recent: RecentFolders? = nil,
  ifStill expected: FileAsRead? = nil
) throws(FileSystemError) {
  let full = root == "/" ? "/" + path : root + "/" + path
  var place = try findPlace(path, beneath: root, isNew: isNew, recent)
  var (temporary, descriptor) = makeTemporary(place.folder)
  if descriptor < 0, errno == ENOENT, let recent {
    // The folder is one that was removed since it was kept.
    recent.forget(place.opened)
    place = try findPlace(path, beneath: root, isNew: isNew, recent)
    (temporary, descriptor) = makeTemporary(place.folder)
  }
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "write", full) }
  if !isNew, place.found == nil { place.lookAtEntry() }
  do throws(FileSystemError) {
    try fill(descriptor, with: bytes, isDurable, like: isNew ? nil : place.found, in: place, full)
    // Who watches the folder is told of a file that is closed, and had rather hear of it when it is
    // in its place.
    let closesLater = place.opened.closesWithoutFail
    defer { if closesLater { close(descriptor) } }
    if !closesLater, close(descriptor) != 0 {
      throw FileSystemError(errno: errno, "write", full)
    }
    if let expected, !place.holds(expected) {
      throw FileSystemError(.changedMeanwhile, "write", full)
    }
    let failure = rename(temporary, place, isNew: isNew)
    guard failure == 0 else { throw FileSystemError(errno: failure, "write", full) }
    if let entry = place.entry { recent?.leave(entry) }
  } catch {
    unlinkat(place.folder, temporary, 0)
    throw error
  }
  if isDurable, syncsFolder {
    let failure = place.syncFolder()
    guard failure == 0 else { throw FileSystemError(errno: failure, "write", full) }
  }
}

/// The same for a path of which only the folder is trusted.
package func replaceFile(
  _ path: String,
  with bytes: [UInt8],
  isNew: Bool,
  isDurable: Bool
) throws(FileSystemError) {
  let (folder, name) = splitPath(path)
  let root = folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder
  try replaceFile(name, beneath: root, with: bytes, isNew: isNew, isDurable: isDurable)
}

/// Removes a file below a root; a link itself, not what it leads to.
///
/// With `expected` only while it still has these bytes.
package func removeFile(
  _ path: String,
  beneath root: String,
  ifStill expected: FileAsRead? = nil
) throws(FileSystemError) {
  let place: PlaceBeneathRoot
  do throws(FileSystemError) {
    place = try PlaceBeneathRoot(
      path,
      beneath: root,
      followsLink: false,
      makesFolders: false,
      attempt: "remove"
    )
  } catch {
    if error.code == .notFound { return }
    throw error
  }
  if let expected, place.stamp() != nil, !place.holds(expected) {
    throw FileSystemError(.changedMeanwhile, "remove", root + "/" + path)
  }
  guard unlinkat(place.folder, place.name, 0) == 0 || errno == ENOENT else {
    throw FileSystemError(errno: errno, "remove", root + "/" + path)
  }
}

package func removeFile(_ path: String) throws(FileSystemError) {
  guard unlink(path) == 0 || errno == ENOENT else {
    throw FileSystemError(errno: errno, "remove", path)
  }
}

/// Forces everything written to the file system of a folder to the disk: cheaper than file by
/// file from some number of files on.
package func syncFileSystem(of folder: String) throws(FileSystemError) {
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileSystemError(errno: errno, "write", folder) }
  defer { close(descriptor) }
  guard modelgend_syncfs(descriptor) == 0 else {
    throw FileSystemError(errno: errno, "write", folder)
  }
}

/// Forces the names in the folder of a file to the disk, once after many files.
package func syncFolder(of path: String, beneath root: String) throws(FileSystemError) {
  let place = try PlaceBeneathRoot(
    path,
    beneath: root,
    followsLink: false,
    makesFolders: false,
    attempt: "write"
  )
  let failure = place.syncFolder()
  guard failure == 0 else { throw FileSystemError(errno: failure, "write", root + "/" + path) }
}

/// Makes a folder and those above it.
package func makeFolder(_ path: String) throws(FileSystemError) {
  if isFolder(path) { return }
  if let cut = path.lastIndex(of: "/"), cut != path.startIndex {
    try makeFolder(String(path[..<cut]))
  }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw FileSystemError(errno: errno, "make", path)
  }
}

/// Removes what a process of this user left in a folder when it ended: files on their way to their
/// name, and probes of whether the folder tells of changes.
package func removeAbandonedFiles(in folder: String) {
  guard let entries = try? listFolder(folder) else { return }
  for entry in entries {
    guard let process = ownerOfTemporary(entry.name),
      let stamp = try? linkStamp(folder + "/" + entry.name),
      stamp.isFile, stamp.user == geteuid()
    else { continue }
    let hasEnded = process != getpid() && kill(process, 0) != 0 && errno == ESRCH
    if hasEnded { unlink(folder + "/" + entry.name) }
  }
}

/// The process that made a file of that name; nil where the name is nobody's of ours.
private func ownerOfTemporary(_ name: String) -> pid_t? {
  var rest = name[...]
  if name.hasPrefix(WatchCookies.prefix) {
    rest = name.dropFirst(WatchCookies.prefix.count)
  } else if name.hasPrefix(temporaryPrefix), name.hasSuffix(temporarySuffix) {
    rest = name.dropFirst(temporaryPrefix.count).dropLast(temporarySuffix.count)
  } else {
    return nil
  }
  let numbers = rest.split(separator: "-")
  guard numbers.count == 2, UInt64(numbers[1]) != nil else { return nil }
  return pid_t(numbers[0])
}

// MARK: Steps

private func findPlace(
  _ path: String,
  beneath root: String,
  isNew: Bool,
  _ recent: RecentFolders?
) throws(FileSystemError) -> PlaceBeneathRoot {
  if let known = PlaceBeneathRoot(path, beneath: root, followsLink: !isNew, in: recent) {
    return known
  }
  let place = try PlaceBeneathRoot(
    path,
    beneath: root,
    followsLink: !isNew,
    makesFolders: isNew,
    attempt: "write"
  )
  if let recent { place.keep(in: recent, of: path, beneath: root) }
  return place
}

/// A file as it was read when something was decided about it.
package struct FileAsRead: Sendable, Equatable {
  package var bytes: [UInt8]
  /// Where no second write can hide behind it: while it stays the same, so do the bytes.
  package var stamp: FileStamp?

  package init(_ bytes: [UInt8], stamp: FileStamp? = nil) {
    self.bytes = bytes
    self.stamp = stamp
  }
}

private let temporaryPrefix = ".modelgend-"
private let temporarySuffix = ".tmp"
private let temporaryStart = temporaryPrefix + String(getpid()) + "-"
private let temporaryCount = Atomic<UInt64>(0)

private func makeTemporary(_ folder: Int32) -> (name: String, descriptor: Int32) {
  var name = ""
  // A name is taken only if an earlier process of this number left it behind.
  for _ in 0..<100 {
    let number = temporaryCount.wrappingAdd(1, ordering: .relaxed).newValue
    name = temporaryStart + String(number) + temporarySuffix
    let descriptor = openat(
      folder,
      name,
      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
      0o600
    )
    if descriptor >= 0 || errno != EEXIST { return (name, descriptor) }
  }
  return (name, -1)
}

/// Writes the temporary file; where that fails it is closed.
private func fill(
  _ descriptor: Int32,
  with bytes: [UInt8],
  _ isDurable: Bool,
  like old: FileStamp?,
  in place: PlaceBeneathRoot,
  _ full: String
) throws(FileSystemError) {
  if let old, !old.isFile {
    close(descriptor)
    throw FileSystemError(.notAFolder, "write", full)
  }
  var failure = writeAll(descriptor, bytes)
  if failure == 0 { failure = dress(descriptor, like: old, in: place) }
  if failure == 0, isDurable, fsync(descriptor) != 0 { failure = errno }
  if failure == 0 { return }
  close(descriptor)
  throw FileSystemError(errno: failure, "write", full)
}

/// Gives the temporary file the owner, mode and access list it shall have; the error number.
private func dress(
  _ descriptor: Int32,
  like old: FileStamp?,
  in place: PlaceBeneathRoot
) -> Int32 {
  if let old {
    giveOwner(descriptor, user: old.user, group: old.group)
    if let entry = place.entry { copyAccessList(from: entry, to: descriptor) }
    if fchmod(descriptor, old.mode & 0o7777) == 0 { return 0 }
    // The bits that change the user are refused in a sandbox, and mean nothing here.
    return fchmod(descriptor, old.mode & 0o777) == 0 ? 0 : errno
  }
  guard let folder = place.folderStamp() else { return errno }
  // What this process makes in a folder of its own user and group has these already.
  if folder.user != ourself.user || folder.group != ourself.group {
    giveOwner(descriptor, user: folder.user, group: folder.group)
  }
  // Others may never write, whatever the folder says; the owner always may.
  return fchmod(descriptor, folder.mode & 0o664 | 0o600) == 0 ? 0 : errno
}

/// The user and the group that this process makes files with.
private let ourself = (user: geteuid(), group: getegid())

private func copyAccessList(from old: OpenFile, to descriptor: Int32) {
  withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { list in
    let size = fgetxattr(old.descriptor, "system.posix_acl_access", list.baseAddress, list.count)
    guard size > 0 else { return }
    fsetxattr(descriptor, "system.posix_acl_access", list.baseAddress, size, 0)
  }
}

/// Gives the file its name; the error number.
private func rename(
  _ temporary: String,
  _ place: PlaceBeneathRoot,
  isNew: Bool
) -> Int32 {
  guard isNew else {
    return renameat(place.folder, temporary, place.folder, place.name) == 0 ? 0 : errno
  }
  if modelgend_rename_new(place.folder, temporary, place.name) == 0 { return 0 }
  guard errno == EINVAL || errno == ENOSYS else { return errno }
  // File systems without RENAME_NOREPLACE: a hard link refuses as well.
  guard linkat(place.folder, temporary, place.folder, place.name, 0) == 0 else { return errno }
  unlinkat(place.folder, temporary, 0)
  return 0
}
