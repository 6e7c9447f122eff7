import CLinux
import Glibc

/// A folder opened with `O_PATH`, closed with its last use.
package final class OpenFolder {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Opens a folder by its absolute path; nil where there is none or a link is on the way.
  package convenience init?(_ path: String) {
    let flags = modelgend_o_path | O_DIRECTORY | O_CLOEXEC
    var descriptor = openWithoutLinks(path, flags)
    if descriptor < 0, errno == ENOSYS {
      let top = open("/", flags)
      descriptor = openBeneath(top, path)
      close(top)
    }
    guard descriptor >= 0 else { return nil }
    self.init(descriptor)
  }

  deinit { close(descriptor) }

  /// Nil for a folder that was removed since: it has no name any more.
  func stampIfStillThere() -> FileStamp? {
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_nlink > 0 else { return nil }
    return FileStamp(information)
  }

  /// Reads a file in the folder, if it is no link, with the stamp that its bytes have.
  ///
  /// The system looks for one name instead of walking the whole path.
  ///
  /// - Parameter start: where in the path the file's own name begins, in bytes.
  package func readStamped(
    _ path: String,
    nameAt start: Int
  ) throws(FileSystemError) -> StampedBytes {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW
    return try Linux.readStamped(path.withCString { openat(descriptor, $0 + start, flags) }, path)
  }
}
