import Crypto
package import Linux
package import SourceText

/// The folder of a project, and what of the world around it may be read.
///
/// Every read goes through here: a path that leads out of the root by `..` or by a symbolic link
/// is as good as absent, unless it ends below one of `allowedPaths`.
package struct ProjectRoot: Sendable, Equatable {
  /// Absolute, links followed, no trailing slash.
  package let path: String
  package let allowedPaths: [String]

  package init(_ path: String, allowedPaths: [String] = []) throws(FileSystemError) {
    guard let resolved = resolvedPath(path) else {
      throw FileSystemError(.notFound, "open", path)
    }
    guard isFolder(resolved) else { throw FileSystemError(.notAFolder, "open", path) }
    self.path = resolved
    self.allowedPaths = allowedPaths.compactMap { resolvedPath($0) }
  }

  /// The absolute path of a project-relative one, if it may be read.
  package func absolute(_ relative: String) -> String? {
    guard let resolved = resolvedPath(join(path, relative)), mayRead(resolved) else { return nil }
    return resolved
  }

  private func mayRead(_ resolved: String) -> Bool {
    if resolved == path || resolved.hasPrefix(path == "/" ? "/" : path + "/") { return true }
    return allowedPaths.contains { resolved == $0 || resolved.hasPrefix($0 + "/") }
  }

  /// Reads a file by its project-relative path.
  package func read(_ relative: String) throws(FileSystemError) -> SourceFile {
    guard let absolute = absolute(relative) else {
      let exists = fileExists(join(path, relative))
      throw FileSystemError(exists ? .outsideRoot : .notFound, "read", relative)
    }
    let bytes = try readFile(absolute)
    return SourceFile(path: relative, bytes: bytes, digest: digest(of: bytes))
  }

  /// The names of the files directly in a folder, as project-relative paths, sorted.
  package func files(in folder: String) -> [String] {
    guard let absolute = absolute(folder), let entries = try? listFolder(absolute) else {
      return []
    }
    return entries.filter { !$0.isFolder }.map { folder.isEmpty ? $0.name : folder + "/" + $0.name }
  }
}

/// The SHA-256 of some bytes.
package func digest(of bytes: [UInt8]) -> ContentDigest {
  let hash = SHA256.hash(data: bytes)
  return hash.withUnsafeBytes { raw in
    ContentDigest(
      raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
      raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
    )
  }
}

func join(_ base: String, _ relative: String) -> String {
  if relative.isEmpty || relative == "." { return base }
  if relative.hasPrefix("/") { return relative }
  return base == "/" ? "/" + relative : base + "/" + relative
}
