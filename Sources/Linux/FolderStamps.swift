import CLinux
import Glibc

/// The stamps of many files beneath a root, one after the other: each folder is opened once as long
/// as its files come together.
///
/// The way to a file costs more than its stamp: 70,000 files in three folders take a fifth less.
package final class FolderStamps {
  private let root: Int32
  private var folder: Int32 = -1
  private var name: [UInt8]?

  package init(_ root: String) {
    self.root = open(root, modelgend_o_path | O_DIRECTORY | O_CLOEXEC)
  }

  deinit {
    if folder >= 0 { close(folder) }
    if root >= 0 { close(root) }
  }

  /// The stamp of what a path leads to, links followed; nil where nothing is there.
  package func stamp(of path: String) throws(FileSystemError) -> FileStamp? {
    var path = path
    var information = stat()
    let failure = path.withUTF8 { bytes in
      look(bytes, &information)
    }
    if failure == 0 { return FileStamp(information) }
    if failure == ENOENT || failure == ENOTDIR || failure == ELOOP { return nil }
    throw FileSystemError(errno: failure, "look at", path)
  }

  /// - Returns: the error's number, or 0.
  private func look(_ path: UnsafeBufferPointer<UInt8>, _ information: inout stat) -> Int32 {
    guard let slash = path.lastIndex(of: 0x2F), slash > 0 else {
      return look(path, in: root, &information)
    }
    let wanted = path[..<slash]
    if name.map({ wanted.elementsEqual($0) }) != true {
      if folder >= 0 { close(folder) }
      folder = withTerminated(UnsafeBufferPointer(rebasing: wanted)) { name in
        openat(root, name, modelgend_o_path | O_DIRECTORY | O_CLOEXEC)
      }
      let failure = errno
      name = folder >= 0 ? Array(wanted) : nil
      if folder < 0 { return failure }
    }
    return look(UnsafeBufferPointer(rebasing: path[(slash + 1)...]), in: folder, &information)
  }

  private func look(
    _ name: UnsafeBufferPointer<UInt8>,
    in folder: Int32,
    _ information: inout stat
  ) -> Int32 {
    withTerminated(name) { fstatat(folder, $0, &information, 0) == 0 ? 0 : errno }
  }
}

/// - Returns: -1 or what the call returned.
private func withTerminated(
  _ bytes: UnsafeBufferPointer<UInt8>,
  _ body: (UnsafePointer<CChar>) -> Int32
) -> Int32 {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
    guard let start = buffer.baseAddress else { return -1 }
    for (place, byte) in bytes.enumerated() { buffer[place] = CChar(bitPattern: byte) }
    buffer[bytes.count] = 0
    return body(start)
  }
}
