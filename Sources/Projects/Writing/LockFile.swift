package import Modeling
import SourceText

/// What a project's committed `modelgend.lock` remembers: the files we wrote, and the hashes of
/// the user classes as we wrote them, and the names that classes and relations were given.
///
/// One file a line, sorted, so that two branches merge. Losing it loses no file: without an entry
/// a user class counts as the user's.
package struct LockFile: Equatable, Sendable {
  /// Path to the hash of what we wrote; empty for files that carry their own mark.
  package var files: [String: String] = [:]

  /// The names given, which stay when others come.
  package var pins = NamePins()

  package static let name = "modelgend.lock"

  package init() {}

  package init(_ bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count >= 2, !line.hasPrefix("#") else { continue }
      if pins.take(line: line) { continue }
      if parts[0] == "generated" { files[parts.dropFirst().joined(separator: " ")] = "" }
      if parts[0] == "once", parts.count == 3 { files[String(parts[2])] = String(parts[1]) }
    }
  }

  /// Sets an entry only where it is another, lest all of them are copied for nothing.
  mutating func setHash(_ hash: String?, of path: String) {
    if files[path] != hash { files[path] = hash }
  }

  package var bytes: [UInt8] {
    var text =
      "# modelgend.lock: which files modelgend wrote, and the names it gave. Commit it; do not edit it.\n"
    for (path, hash) in files.sorted(by: { $0.key < $1.key }) {
      text += hash.isEmpty ? "generated \(path)\n" : "once \(hash) \(path)\n"
    }
    for line in pins.lines { text += line + "\n" }
    return Array(text.utf8)
  }
}

/// The hash of bytes as 64 hexadecimal digits.
package func hexadecimalDigest(_ bytes: [UInt8]) -> String {
  let words = digest(of: bytes).words
  let digits = Array("0123456789abcdef".utf8)
  var output: [UInt8] = []
  for word in [words.0, words.1, words.2, words.3] {
    var rest = word
    for _ in 0..<8 {
      let byte = Int(rest & 0xFF)
      output.append(digits[byte >> 4])
      output.append(digits[byte & 15])
      rest >>= 8
    }
  }
  return String(decoding: output, as: UTF8.self)
}
