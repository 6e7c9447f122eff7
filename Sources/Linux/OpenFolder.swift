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

  /// As it was when it was asked for first.
  private(set) lazy var stamp: FileStamp? = {
    var information = stat()
    return fstat(descriptor, &information) == 0 ? FileStamp(information) : nil
  }()

  /// Whether a file that was written here may be closed at any time, as its bytes are where they
  /// belong: elsewhere, as on NFS, closing is what sends them, and may fail.
  ///
  /// The numbers are those of `statfs(2)`: ext4, XFS, Btrfs, tmpfs, overlayfs, F2FS, ZFS.
  private(set) lazy var closesWithoutFail: Bool =
    switch modelgend_file_system_type_of(descriptor) {
    case 0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0xF2F5_2010, 0x2FC1_2FC1:
      true
    default: false
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
