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
    var bytes = Array(Self.head.utf8)
    for (path, hash) in files.sorted(by: { $0.key < $1.key }) {
      bytes += hash.isEmpty ? "generated ".utf8 : "once ".utf8
      if !hash.isEmpty {
        bytes += hash.utf8
        bytes.append(0x20)
      }
      bytes += path.utf8
      bytes.append(0x0A)
    }
    pins.write(to: &bytes)
    return bytes
  }

  private static let head =
    "# modelgend.lock: which files modelgend wrote, and the names it gave. Commit it; do not edit it.\n"
}

/// The hash of bytes as 64 hexadecimal digits.
package func hexadecimalDigest(_ bytes: [UInt8]) -> String {
  let words = digest(of: bytes).words
  return String(unsafeUninitializedCapacity: 64) { output in
    var slot = 0
    for word in [words.0, words.1, words.2, words.3] {
      for place in 0..<8 {
        let byte = UInt8(truncatingIfNeeded: word >> (8 * place))
        output[slot] = hexadecimal(byte >> 4)
        output[slot + 1] = hexadecimal(byte & 15)
        slot += 2
      }
    }
    return slot
  }
}

private func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
