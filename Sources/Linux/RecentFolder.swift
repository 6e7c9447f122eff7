import Glibc

/// The folder that a writer of many files used last, kept open.
///
/// Files of one kind lie in one folder, and finding the way to it safely costs more than writing
/// a small file. A folder that was removed since refuses new files, and is looked for again.
package final class RecentFolder {
  private var root = ""
  private var folder = ""
  private var descriptor: Int32 = -1

  package init() {}

  deinit { forget() }

  func descriptor(of folder: String, beneath root: String) -> Int32? {
    descriptor >= 0 && self.folder == folder && self.root == root ? descriptor : nil
  }

  /// Keeps the folder of a place that was opened without following a link at the path's end.
  func keep(_ place: borrowing PlaceBeneathRoot, of path: String, beneath root: String) {
    forget()
    descriptor = fcntl(place.folder, F_DUPFD_CLOEXEC, 0)
    folder = splitPath(path).folder
    self.root = root
  }

  func forget() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}
