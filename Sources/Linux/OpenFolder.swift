import Glibc

/// A folder opened with `O_PATH`, closed with its last use.
final class OpenFolder {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Nil for a folder that was removed since: it has no name any more.
  func stampIfStillThere() -> FileStamp? {
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_nlink > 0 else { return nil }
    return FileStamp(information)
  }
}
