import Linux
import Settings

/// The projects that were added on the socket, kept over restarts: a line `id root` each.
struct AddedProjects {
  /// Nil where there is no folder for state; they are then forgotten at the end.
  let path: String?

  func read() -> [String: String] {
    guard let path, let bytes = try? readFile(path) else { return [:] }
    var found: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2, isProjectID(String(parts[0])) {
        found[String(parts[0])] = String(parts[1])
      }
    }
    return found
  }

  func write(_ projects: [String: String]) throws(FileSystemError) {
    guard let path else { return }
    let lines = projects.sorted { $0.key < $1.key }.map { $0.key + " " + $0.value + "\n" }
    try replaceFile(
      path,
      with: Array(lines.joined().utf8),
      isNew: !fileExists(path),
      isDurable: true
    )
  }
}
