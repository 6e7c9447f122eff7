import Glibc

/// A folder of one's own below `$TMPDIR`, gone with all that is in it after `remove`.
package struct ScratchFolder: Sendable {
  package let path: String

  package init(_ name: String) throws(FileSystemError) {
    path = try makeTemporaryFolder(name)
  }

  package func remove() { removeTree(path, depth: 0) }

  private func removeTree(_ folder: String, depth: Int) {
    for entry in (try? listFolder(folder)) ?? [] where depth < 64 {
      let inner = folder + "/" + entry.name
      if entry.isFolder, !entry.isLink {
        removeTree(inner, depth: depth + 1)
      } else {
        unlink(inner)
      }
    }
    rmdir(folder)
  }
}
