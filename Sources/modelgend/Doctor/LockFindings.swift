import Glibc
import Linux

/// Locks that somebody holds or left behind, and unfinished files of writers that died.
func lockFindings(_ root: String) -> [Finding] {
  var findings: [Finding] = []
  let lock = root + "/.modelgend.lock"
  if fileExists(lock), let holder = lockHolder(lock) {
    let name = procText("/proc/\(holder)/comm").split(separator: "\n").first.map(String.init)
    let isOurs = name?.hasPrefix("modelgend") == true
    findings.append(
      Finding(
        isOurs ? .note : .warning,
        "process \(holder) (\(name ?? "unknown")) writes to this project at the moment",
        hint: isOurs ? nil : "the lock \(lock) is not its own; end it if it should not be there"
      )
    )
  }
  if let age = VersionControlLocks(root).age, age > .seconds(10) {
    findings.append(
      Finding(
        .warning,
        "version control has held its lock for \(timeText(age))",
        hint: "if nothing of it runs any more, remove .git/index.lock or .hg/wlock"
      )
    )
  }
  return findings
}

/// The process that holds a file's lock; nil where nobody does, or where it cannot be seen.
private func lockHolder(_ path: String) -> Int? {
  var information = stat()
  guard stat(path, &information) == 0 else { return nil }
  // 1: FLOCK  ADVISORY  WRITE 4242 08:01:1234567 0 EOF
  for line in procText("/proc/locks").split(separator: "\n") {
    let words = line.split(separator: " ")
    guard words.count >= 6, let process = Int(words[4]) else { continue }
    if words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == UInt64(information.st_ino) {
      return process
    }
  }
  return nil
}
