package import Engine
package import Linux

/// The files below the migration folders, in the order in which the folders were given.
///
/// Folders may be globs (`modules/*/migrations`), single files count as a folder of one file. A
/// link is followed where it stays inside the root; a loop ends by its depth.
package func listMigrations(
  _ folders: [String],
  in root: ProjectRoot
) throws(FileSystemError) -> [ListedFile] {
  var files: [ListedFile] = []
  for (number, pattern) in folders.enumerated() {
    let expanded = expand(pattern, in: root)
    guard !expanded.isEmpty else { throw FileSystemError(.notFound, "list", pattern) }
    for folder in expanded {
      guard let absolute = root.absolute(folder) else {
        throw FileSystemError(.outsideRoot, "list", folder)
      }
      guard isFolder(absolute) else {
        let name = folder.split(separator: "/").last.map(String.init) ?? folder
        files.append(ListedFile(path: folder, inner: name, folder: number, isNamed: true))
        continue
      }
      try collect(folder, inner: "", number, root, depth: 0, into: &files)
    }
  }
  return folders.count > 1 ? oncePerFile(files) : files
}

/// Where folders overlap a file belongs to the later one, as to the daemon, which keeps it by path.
private func oncePerFile(_ files: [ListedFile]) -> [ListedFile] {
  var seen: Set<String> = []
  return files.reversed().filter { seen.insert($0.path).inserted }.reversed()
}

/// The file as a listing would show it, by its path alone; nil outside of all migration folders.
func listedFile(_ path: String, in folders: [String]) -> ListedFile? {
  let parts = path.split(separator: "/")
  for (number, folder) in folders.enumerated().reversed() {
    let base = folder.split(separator: "/").filter { $0 != "." }
    guard !folder.hasPrefix("/"), parts.count >= max(base.count, 1),
      zip(parts, base).allSatisfy({ $0 == $1 || matches(String($0), String($1)) })
    else { continue }
    // A folder that is a file is a folder of one.
    guard parts.count > base.count else {
      return ListedFile(
        path: path,
        inner: String(parts[parts.count - 1]),
        folder: number,
        isNamed: true
      )
    }
    let inner = parts[base.count...]
    if inner.count > 16 || inner.dropLast().contains(where: isSkipped) { continue }
    let start = inner.first?.startIndex ?? path.startIndex
    return ListedFile(path: path, inner: String(path[start...]), folder: number)
  }
  return nil
}

/// In the order in which folders list: by component.
func inListingOrder(_ files: some Collection<ListedFile>) -> [ListedFile] {
  files.map { (key: $0.path.split(separator: "/").map(String.init), file: $0) }
    .sorted { left, right in
      left.file.folder == right.file.folder
        ? left.key.lexicographicallyPrecedes(right.key) : left.file.folder < right.file.folder
    }
    .map(\.file)
}

/// Whether what a folder holds is never anybody's migration.
private func isSkipped(_ folder: some StringProtocol) -> Bool {
  folder.hasPrefix(".") || folder == "node_modules"
}

/// Whether an entry that is no folder is listed: a link that leads nowhere is, so that reading it
/// says so; an editor's lock is not.
func isListed(_ path: String, _ name: String, isLink: Bool, in root: ProjectRoot) -> Bool {
  !isLink || !name.hasPrefix(".") || root.absolute(path) != nil
}

private func collect(
  _ folder: String,
  inner: String,
  _ number: Int,
  _ root: ProjectRoot,
  depth: Int,
  into files: inout [ListedFile]
) throws(FileSystemError) {
  guard depth < 16, let absolute = root.absolute(folder) else { return }
  let prefix = folder == "." || folder.isEmpty ? "" : folder + "/"
  for entry in try listFolder(absolute) {
    let path = prefix + entry.name
    let innerPath = inner.isEmpty ? entry.name : inner + "/" + entry.name
    if entry.isFolder {
      if isSkipped(entry.name) { continue }
      try collect(path, inner: innerPath, number, root, depth: depth + 1, into: &files)
    } else if isListed(path, entry.name, isLink: entry.isLink, in: root) {
      files.append(ListedFile(path: path, inner: innerPath, folder: number))
    }
  }
}

/// The paths that a pattern with `*` stands for.
///
/// `*` stands for a part of one component, and as in a shell not for the dot of a hidden name.
package func expand(_ pattern: String, in root: ProjectRoot) -> [String] {
  var trimmed = pattern
  while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
  if trimmed.hasPrefix("./") { trimmed.removeFirst(2) }
  guard trimmed.contains("*") else {
    return fileExists(join(root.path, trimmed)) ? [trimmed] : []
  }
  var found = [""]
  for part in trimmed.split(separator: "/") {
    var next: [String] = []
    for base in found {
      guard part.contains("*") else {
        let path = base.isEmpty ? String(part) : base + "/" + part
        if fileExists(join(root.path, path)) { next.append(path) }
        continue
      }
      guard let absolute = root.absolute(base), let entries = try? listFolder(absolute) else {
        continue
      }
      for entry in entries where matches(entry.name, String(part)) {
        if entry.name.hasPrefix("."), part.first != "." { continue }
        next.append(base.isEmpty ? entry.name : base + "/" + entry.name)
      }
    }
    found = next
  }
  return found
}

/// Shell matching with `*` alone.
package func matches(_ name: String, _ pattern: String) -> Bool {
  let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
  guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else {
    return false
  }
  if pieces.count == 1 { return name == pattern }
  var rest = name.dropFirst(first.count)
  for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
    guard let range = rest.firstRange(of: piece) else { return false }
    rest = rest[range.upperBound...]
  }
  return rest.count >= last.count && rest.hasSuffix(last)
}
