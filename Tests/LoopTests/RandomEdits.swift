import Foundation
import Glibc

/// Random operations on a folder of migrations, as editors, version control and people do them;
/// the same seed does the same.
struct RandomEdits {
  let root: String
  private var state: UInt64
  private var counter = 0
  /// What the files that are there now create: table to its second column.
  private(set) var steps: [String] = []

  init(root: String, seed: UInt64) {
    self.root = root
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  private var migrations: String { root + "/migrations" }

  mutating func burst() {
    for _ in 0...below(5) { step() }
  }

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private mutating func step() {
    let kind = below(14)
    let path = anyFile()
    steps.append("\(kind) \(path ?? "-")")
    switch kind {
    case 0, 1: writeWhole(freshPath())
    case 2: writeInPieces(path ?? freshPath())
    case 3: renameOver(path ?? freshPath())
    case 4: if let path { saveAsVim(path) }
    case 5: if let path { unlink(path) }
    case 6: makeDeep()
    case 7: moveFolderAway()
    case 8: moveFolderBack()
    case 9: removeAllAndComeBack()
    case 10: if let path { utimes(path, nil) }
    case 11: if let path { chmod(path, below(2) == 0 ? 0o644 : 0o600) }
    case 12: if let path { writeMapped(path) }
    default: checkOut()
    }
  }

  private func files() -> [String] {
    let found = FileManager.default.enumerator(atPath: migrations)?.compactMap { $0 as? String }
    return (found ?? []).filter { $0.hasSuffix(".sql") }.sorted().map { migrations + "/" + $0 }
  }

  private mutating func anyFile() -> String? {
    let all = files()
    return all.isEmpty ? nil : all[below(all.count)]
  }

  private mutating func freshPath() -> String {
    counter += 1
    mkdir(migrations, 0o755)
    return migrations + String(format: "/%03d_step.sql", below(200) * 2 + counter % 2)
  }

  /// A table of one of few names, or a change of one: meetings and failures are wanted.
  private mutating func sql() -> String {
    let table = "t\(below(6))"
    switch below(6) {
    case 0: return "ALTER TABLE \(table) ADD COLUMN c\(below(4)) text;\n"
    case 1: return "ALTER TABLE \(table) RENAME TO t\(below(6));\n"
    case 2: return "DROP TABLE IF EXISTS \(table);\n"
    case 3:
      return "CREATE TABLE \(table) (id int PRIMARY KEY, t_id int REFERENCES t\(below(6)) (id));\n"
    default: return "CREATE TABLE \(table) (id int PRIMARY KEY, c\(below(4)) text NOT NULL);\n"
    }
  }

  private func put(_ path: String, _ text: String) {
    _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
  }

  private mutating func writeWhole(_ path: String) {
    put(path, sql())
  }

  private mutating func writeInPieces(_ path: String) {
    guard let file = fopen(path, "w") else { return }
    for _ in 0...below(3) {
      fputs(sql(), file)
      fflush(file)
    }
    fclose(file)
  }

  private mutating func renameOver(_ path: String) {
    let temporary = path + ".tmp"
    put(temporary, sql())
    rename(temporary, path)
  }

  private mutating func saveAsVim(_ path: String) {
    let probe = migrations + "/4913"
    put(probe, "")
    unlink(probe)
    rename(path, path + "~")
    put(path, sql())
    unlink(path + "~")
  }

  private mutating func makeDeep() {
    let folder = migrations + "/a\(below(3))/b\(below(3))"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    put(folder + "/\(below(90))_deep.sql", sql())
  }

  private mutating func moveFolderAway() {
    rename(migrations + "/a\(below(3))", root + "/away")
  }

  private mutating func moveFolderBack() {
    rename(root + "/away", migrations + "/a\(below(3))")
  }

  private mutating func removeAllAndComeBack() {
    let kept = files().prefix(6).compactMap { path in
      FileManager.default.contents(atPath: path).map { (path, $0) }
    }
    try? FileManager.default.removeItem(atPath: migrations)
    if below(2) == 0 { usleep(3000) }
    mkdir(migrations, 0o755)
    for (path, bytes) in kept {
      let folder = (path as NSString).deletingLastPathComponent
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      put(path, String(decoding: bytes, as: UTF8.self))
    }
  }

  private mutating func writeMapped(_ path: String) {
    let descriptor = open(path, O_RDWR)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let text = Array(sql().utf8)
    ftruncate(descriptor, text.count)
    let memory = mmap(nil, text.count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { return }
    memory.copyMemory(from: text, byteCount: text.count)
    munmap(memory, text.count)
  }

  /// As `git checkout` does: each file is removed and made anew.
  private mutating func checkOut() {
    let index = root + "/.git/index.lock"
    mkdir(root + "/.git", 0o755)
    put(index, "")
    for path in files() where below(2) == 0 {
      unlink(path)
      put(path, sql())
    }
    unlink(index)
  }
}
