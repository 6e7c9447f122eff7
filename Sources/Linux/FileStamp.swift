import Glibc

/// What the file system says about a file without opening it.
///
/// Two equal stamps mean equal content unless `modified` is younger than the clock's tick at the
/// time of the reading: a second write in the same tick leaves no trace, so whoever trusts a
/// stamp compares `modified` with the time it was taken (git's "racily clean" entries).
package struct FileStamp: Sendable, Hashable {
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// Nanoseconds since 1970 of the last change of content, owner, mode or name.
  package var changed: Int64
  package var inode: UInt64
  package var device: UInt64
  /// Permissions and kind, as in `st_mode`.
  package var mode: UInt32
  package var user: UInt32
  package var group: UInt32

  init(_ information: stat) {
    size = Int64(information.st_size)
    modified = nanoseconds(information.st_mtim)
    changed = nanoseconds(information.st_ctim)
    inode = UInt64(information.st_ino)
    device = UInt64(information.st_dev)
    mode = UInt32(information.st_mode)
    user = information.st_uid
    group = information.st_gid
  }

  package init(
    size: Int64,
    modified: Int64,
    changed: Int64,
    inode: UInt64,
    device: UInt64,
    mode: UInt32,
    user: UInt32 = 0,
    group: UInt32 = 0
  ) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.device = device
    self.mode = mode
    self.user = user
    self.group = group
  }

  package var isFile: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFREG) }
  package var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
  package var isLink: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFLNK) }
}

private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}

/// The stamp of what the path leads to; nil where nothing is there or a link leads nowhere.
package func fileStamp(_ path: String) throws(FileSystemError) -> FileStamp? {
  var information = stat()
  if stat(path, &information) == 0 { return FileStamp(information) }
  if errno == ENOENT || errno == ENOTDIR || errno == ELOOP { return nil }
  throw FileSystemError(errno: errno, "look at", path)
}

/// The stamp of the path itself: of a link, not of what it leads to.
package func linkStamp(_ path: String) throws(FileSystemError) -> FileStamp? {
  var information = stat()
  if lstat(path, &information) == 0 { return FileStamp(information) }
  if errno == ENOENT || errno == ENOTDIR { return nil }
  throw FileSystemError(errno: errno, "look at", path)
}

func stampAt(_ folder: Int32, _ name: String, followsLinks: Bool) -> FileStamp? {
  var information = stat()
  let flags = followsLinks ? 0 : AT_SYMLINK_NOFOLLOW
  return fstatat(folder, name, &information, flags) == 0 ? FileStamp(information) : nil
}
