import Glibc

/// A folder with the stamps of all that is in it.
///
/// 0.15 ms for 100 files, 4.5 ms for 2,000, over 100 ms for 50,000: cheap enough to answer every
/// doubt, too dear to answer every event.
package struct FolderListing: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package var name: String
    /// Of what a link leads to; of the link itself where that is nothing.
    package var stamp: FileStamp
    package var isLink: Bool

    package init(name: String, stamp: FileStamp, isLink: Bool) {
      self.name = name
      self.stamp = stamp
      self.isLink = isLink
    }
  }

  /// Taken before the entries were read, so that a later change of the folder shows.
  package var folder: FileStamp
  /// Sorted by name, without `.` and `..`.
  package var entries: [Entry]
}

/// Lists a folder; an entry that goes while it is listed is left out.
package func listStamps(_ path: String) throws(FileSystemError) -> FolderListing {
  guard let folder = opendir(path) else { throw FileSystemError(errno: errno, "list", path) }
  defer { closedir(folder) }
  let descriptor = dirfd(folder)
  var information = stat()
  guard fstat(descriptor, &information) == 0 else {
    throw FileSystemError(errno: errno, "list", path)
  }
  var entries: [FolderListing.Entry] = []
  while true {
    errno = 0
    guard let entry = readdir(folder) else { break }
    let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name == "." || name == ".." { continue }
    guard let own = stampAt(descriptor, name, followsLinks: false) else { continue }
    let target = own.isLink ? stampAt(descriptor, name, followsLinks: true) : nil
    entries.append(.init(name: name, stamp: target ?? own, isLink: own.isLink))
  }
  guard errno == 0 else { throw FileSystemError(errno: errno, "list", path) }
  entries.sort { $0.name < $1.name }
  return FolderListing(folder: FileStamp(information), entries: entries)
}
