import Catalog

/// Files and folders of the project, as PHP and the framework list them.
extension Evaluator {
  /// `glob()` of names in one folder; folders, which a pattern without an ending may mean, are not
  /// known.
  func glob(_ value: PHPValue) -> PHPValue {
    guard let pattern = value.text else { return value }
    let slash = pattern.lastIndex(of: "/")
    let folder = slash.map { pattern[..<$0] } ?? ""
    let name = slash.map { pattern[pattern.index(after: $0)...] } ?? pattern[...]
    let isPlain =
      !pattern.contains { "[]{}".contains($0) } && !folder.contains { "*?".contains($0) }
    guard isPlain, name.contains("."), let path = projectPath(String(folder)) else {
      return .unknown("what a pattern of files finds")
    }
    let prefix = slash.map { String(pattern[...$0]) } ?? ""
    let found = world.files(in: path).map { $0.dropFirst(path.isEmpty ? 0 : path.count + 1) }
      .filter { matches(Array($0.utf8), Array(name.utf8)) }.sorted()
    return .array(PHPArray(list: found.map { .string(prefix + $0) }))
  }

  /// `Filesystem::files`: what is directly in a folder, hidden files left out, by name.
  func files(in value: PHPValue) -> PHPValue {
    guard let folder = value.text else { return value }
    guard let path = projectPath(folder) else { return .unknown("a folder outside of the project") }
    let names = world.files(in: path).map { $0.dropFirst(path.isEmpty ? 0 : path.count + 1) }
    let files = names.filter { !$0.hasPrefix(".") }.sorted().map { name in
      PHPValue.object(PHPObject(FileObject(folder: folder, name: String(name))))
    }
    return .array(PHPArray(list: files))
  }

  /// A pattern with `*` and `?`; what begins with a point is found by its point alone.
  private func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    if name.first == 0x2E, pattern.first != 0x2E { return false }
    var (place, at) = (0, 0)
    // Where the last star stands, and how far it reaches.
    var star: (pattern: Int, name: Int)?
    while place < name.count {
      if at < pattern.count, pattern[at] == 0x2A {
        star = (at, place)
        at += 1
      } else if at < pattern.count, pattern[at] == 0x3F || pattern[at] == name[place] {
        place += 1
        at += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        (place, at) = (last.name + 1, last.pattern + 1)
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == 0x2A }
  }
}
