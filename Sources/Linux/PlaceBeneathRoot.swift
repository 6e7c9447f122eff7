import CLinux
import Glibc
import Synchronization

/// An open folder below a root, and the name of an entry in it.
///
/// The folder is opened in one call that refuses every link and every way out (`openat2` with
/// `RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS`). Where there is a link, the path is resolved first and
/// opened likewise, so that links inside the root may be used as they are, relative or absolute. A
/// link that is swapped in between makes the call fail, never lead outside.
struct PlaceBeneathRoot {
  let opened: OpenFolder
  let name: String
  /// Whether there is no link on the way to the folder.
  private let isStraight: Bool
  /// What the entry was on the way to this place, where that was looked at.
  private(set) var found: FileStamp?
  /// The entry itself where it is a file that may be read and was looked at.
  private(set) var entry: OpenFile?

  fileprivate init(_ opened: OpenFolder, name: String, isStraight: Bool) {
    self.opened = opened
    self.name = name
    self.isStraight = isStraight
  }

  /// Opened with `O_PATH`.
  var folder: Int32 { opened.descriptor }

  /// The place of a path in a folder that was opened for a path before; nil where it lies in
  /// another one, or where its last name is a link that shall be followed.
  init?(_ path: String, beneath root: String, followsLink: Bool, in recent: RecentFolders?) {
    let (folder, name) = splitPath(path)
    guard let recent, !name.isEmpty, name != ".", name != "..",
      let opened = recent.folder(folder, beneath: root)
    else { return nil }
    self.init(opened, name: name, isStraight: true)
    guard followsLink else { return }
    lookAtEntry()
    if found?.isFile != true { return nil }
  }

  /// `followsLink` tells whether the last name may be a link whose target is meant.
  init(
    _ path: String,
    beneath root: String,
    followsLink: Bool,
    makesFolders: Bool,
    attempt: String
  ) throws(FileSystemError) {
    let full = root == "/" ? "/" + path : root + "/" + path
    guard leadsDown(path) else { throw FileSystemError(.outsideRoot, attempt, full) }
    if let place = straightPlace(full, followsLink: followsLink) {
      self = place
      return
    }
    let top = open(root, modelgend_o_path | O_DIRECTORY | O_CLOEXEC)
    guard top >= 0 else { throw FileSystemError(errno: errno, attempt, root) }
    defer { close(top) }
    let names = makesFolders ? path.split(separator: "/") : []
    if names.count > 1 {
      for count in 1..<names.count {
        try makeOne(names.prefix(count).joined(separator: "/"), beneath: root, top, attempt)
      }
    }
    self = try openPlace(path, beneath: root, top, followsLink: followsLink, attempt)
  }

  /// Keeps the folder for the paths to come, if it is the one that the path names.
  func keep(in recent: RecentFolders, of path: String, beneath root: String) {
    if isStraight { recent.keep(opened, splitPath(path).folder, beneath: root) }
  }

  /// The stamp of the entry itself, nil where there is none.
  func stamp() -> FileStamp? { stampAt(folder, name, followsLinks: false) }

  mutating func lookAtEntry() {
    let descriptor = openEntry()
    guard descriptor >= 0 else {
      found = stamp()
      return
    }
    entry = OpenFile(descriptor)
    var information = stat()
    found = fstat(descriptor, &information) == 0 ? FileStamp(information) : stamp()
  }

  /// The folder's stamp as it was looked at first.
  func folderStamp() -> FileStamp? { opened.stamp }

  /// Opens the entry itself to be read; negative where it cannot be.
  func openEntry() -> Int32 {
    openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
  }

  /// Whether the entry is a file with exactly these bytes; where its stamp is the one that they
  /// had, they need not be read.
  func holds(_ expected: FileAsRead) -> Bool {
    if let known = expected.stamp, known == stamp() { return true }
    let descriptor = openEntry()
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let bytes = try? readAll(descriptor, name, limit: max(1 << 20, expected.bytes.count))
    return bytes == expected.bytes
  }

  /// Forces the names in the folder to the disk.
  func syncFolder() -> Int32 {
    let descriptor = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    return fsync(descriptor) == 0 ? 0 : errno
  }
}

/// Whether every part of a relative path is a name.
private func leadsDown(_ path: String) -> Bool {
  var length = 0
  var isOfDots = true
  for byte in path.utf8 {
    if byte == 0x2F {
      if length == 0 || isOfDots && length < 3 { return false }
      (length, isOfDots) = (0, true)
    } else {
      length += 1
      if byte != 0x2E { isOfDots = false }
    }
  }
  return length > 0 && !(isOfDots && length < 3)
}

/// The place of a path without any link, from the top of the file system on; nil where there is
/// one, or anything else in the way.
private func straightPlace(_ full: String, followsLink: Bool) -> PlaceBeneathRoot? {
  let (folder, name) = splitPath(full)
  let descriptor = openWithoutLinks(
    folder.isEmpty ? "/" : folder,
    modelgend_o_path | O_DIRECTORY | O_CLOEXEC
  )
  guard descriptor >= 0 else { return nil }
  var place = PlaceBeneathRoot(OpenFolder(descriptor), name: name, isStraight: true)
  if followsLink { place.lookAtEntry() }
  return place.found?.isLink == true ? nil : place
}

private func openPlace(
  _ path: String,
  beneath root: String,
  _ top: Int32,
  followsLink: Bool,
  _ attempt: String
) throws(FileSystemError) -> PlaceBeneathRoot {
  let full = root == "/" ? "/" + path : root + "/" + path
  // What was swapped while it was resolved is resolved again; who swaps for ever gets an error.
  for _ in 0..<4 {
    guard let realRoot = resolvedPath(root) else { throw FileSystemError(.notFound, attempt, root) }
    var resolved = followsLink ? resolvedPath(full) : nil
    if resolved == nil {
      let (folder, name) = splitPath(full)
      guard let realFolder = resolvedPath(folder.isEmpty ? "/" : folder) else {
        throw FileSystemError(errno: errno, attempt, full)
      }
      resolved = realFolder == "/" ? "/" + name : realFolder + "/" + name
    }
    let prefix = realRoot == "/" ? "/" : realRoot + "/"
    guard let resolved, resolved.hasPrefix(prefix) else {
      throw FileSystemError(.outsideRoot, attempt, full)
    }
    let (folder, name) = splitPath(String(resolved.dropFirst(prefix.count)))
    let descriptor = openBeneath(top, folder.isEmpty ? "." : folder)
    if descriptor >= 0 {
      return PlaceBeneathRoot(OpenFolder(descriptor), name: name, isStraight: false)
    }
    guard [ELOOP, EXDEV, ENOENT, ENOTDIR, EAGAIN].contains(errno) else {
      throw FileSystemError(errno: errno, attempt, full)
    }
  }
  throw FileSystemError(.outsideRoot, attempt, full)
}

/// Opens a folder by a path without links; the error number is in `errno`.
func openBeneath(_ top: Int32, _ folder: String) -> Int32 {
  let flags = modelgend_o_path | O_DIRECTORY | O_CLOEXEC
  let descriptor = modelgend_openat2(top, folder, flags, modelgend_beneath_without_links)
  guard descriptor < 0, errno == ENOSYS else { return descriptor }
  // Before Linux 5.6: name by name, which comes to the same for a path without links.
  var current = dup(top)
  for name in folder.split(separator: "/") where name != "." {
    guard current >= 0 else { break }
    let next = openat(current, String(name), flags | O_NOFOLLOW)
    let failure = errno
    close(current)
    errno = failure
    current = next
  }
  return current
}

/// Opens an absolute path of which no part is a link; the error number is in `errno`.
func openWithoutLinks(_ path: String, _ flags: Int32) -> Int32 {
  modelgend_openat2(AT_FDCWD, path, flags, modelgend_without_links)
}

/// Makes one folder whose parent is there, with the mode and owner its parent suggests.
private func makeOne(
  _ path: String,
  beneath root: String,
  _ top: Int32,
  _ attempt: String
) throws(FileSystemError) {
  let full = root == "/" ? "/" + path : root + "/" + path
  if isFolder(full) { return }
  let place = try openPlace(path, beneath: root, top, followsLink: false, attempt)
  guard mkdirat(place.folder, place.name, 0o700) == 0 else {
    if errno == EEXIST { return }
    throw FileSystemError(errno: errno, attempt, full)
  }
  guard let parent = place.folderStamp() else { return }
  let made = openat(place.folder, place.name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
  guard made >= 0 else { throw FileSystemError(errno: errno, attempt, full) }
  defer { close(made) }
  giveOwner(made, user: parent.user, group: parent.group)
  let wanted = parent.mode & 0o775 | 0o700
  if fchmod(made, wanted | parent.mode & 0o2000) == 0 { return }
  // RestrictSUIDSGID= of systemd refuses the set-group bit as an argument, but not where it is
  // inherited; then the folder has to be made with its mode, whatever the umask is.
  guard errno == EPERM, parent.mode & 0o2000 != 0,
    unlinkat(place.folder, place.name, AT_REMOVEDIR) == 0,
    makeWithoutUmask(place.folder, place.name, wanted) == 0 || errno == EEXIST
  else { throw FileSystemError(errno: errno, attempt, full) }
}

private let umaskLock = Mutex(())

private func makeWithoutUmask(_ folder: Int32, _ name: String, _ mode: UInt32) -> Int32 {
  umaskLock.withLock { _ in
    let old = umask(0)
    defer { umask(old) }
    return mkdirat(folder, name, mode)
  }
}

/// Gives a file its owner and group as far as this process may; the group alone where it may not
/// give it away.
func giveOwner(_ descriptor: Int32, user: UInt32, group: UInt32) {
  var information = stat()
  guard fstat(descriptor, &information) == 0,
    information.st_uid != user || information.st_gid != group
  else { return }
  if fchown(descriptor, user, group) != 0 { fchown(descriptor, uid_t.max, group) }
}
