/// Where the project stands in paths that a migration computes; no file system has this place.
let projectRoot = "/@project/"

/// The folder a path is in, without trailing slash.
func parentFolder(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "" }
  return String(path[..<slash])
}

/// The project-relative form of a computed path, `.` and `..` resolved; nil outside the project.
func projectPath(_ path: String) -> String? {
  var rest = Substring(path)
  if path.hasPrefix(projectRoot) {
    rest = rest.dropFirst(projectRoot.count)
  } else if path.hasPrefix("/") {
    return path == String(projectRoot.dropLast()) ? "" : nil
  }
  var parts: [Substring] = []
  for part in rest.split(separator: "/") {
    if part == "." { continue }
    if part == ".." {
      guard parts.popLast() != nil else { return nil }
    } else {
      parts.append(part)
    }
  }
  return parts.joined(separator: "/")
}
