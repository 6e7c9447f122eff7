import Catalog
import SourceText

/// A file that a migration folder holds.
package struct ListedFile: Hashable, Sendable {
  /// Relative to the project root.
  package let path: String
  /// Which of the given folders it was found below, from 0.
  package let folder: Int
  /// Given by its own path, not found in a folder.
  package let isNamed: Bool
  /// Where the part inside that folder begins, in bytes.
  let innerStart: Int
  let traits: NameTraits

  /// Where its name begins in the path, in bytes.
  var nameStart: Int { traits.start }

  /// - Parameter inner: relative to the folder it was found below, which is the path's end.
  package init(path: String, inner: String, folder: Int, isNamed: Bool = false) {
    self.path = path
    self.folder = folder
    self.isNamed = isNamed
    innerStart = max(0, path.utf8.count - inner.utf8.count)
    traits = NameTraits(ofPath: path)
  }

  /// Relative to the folder it was found below.
  package var inner: Substring { path[place(innerStart)...] }

  /// The last component of the path.
  var name: Substring { path[place(nameStart)...] }

  var isInInnerFolder: Bool { innerStart < nameStart }

  /// The folder inside the migration folder; empty directly in it.
  var innerFolder: Substring {
    isInInnerFolder ? path[place(innerStart)..<place(nameStart - 1)] : ""
  }

  /// The digits that its name begins with.
  var leadingDigits: Substring {
    path[place(nameStart)..<place(numberEnd)]
  }

  /// Whether that is the whole name.
  func isCalled(_ name: StaticString) -> Bool {
    path.utf8.count - nameStart == name.utf8CodeUnitCount && path.ends(in: name)
  }

  private func place(_ offset: Int) -> String.Index {
    path.utf8.index(path.startIndex, offsetBy: offset)
  }
}

extension ListedFile {
  var isScript: Bool { traits.marks.contains(.script) }

  var isLaravelMigration: Bool { traits.marks.contains(.laravel) }

  /// Whether it leads down in every tool that keeps such files apart.
  var isDown: Bool { traits.marks.contains(.down) }

  /// Whether there are more dots than those of `.up.sql`.
  var hasDottedName: Bool { traits.marks.contains(.dotted) }

  var startsWithDigit: Bool { traits.digits > 0 }

  /// golang-migrate takes `^([0-9]+)_(.*)\.(down|up)\.(.*)$`, so `1_a.up..sql`, too.
  var isUp: Bool {
    if traits.marks.contains(.up) { return true }
    guard startsWithDigit else { return false }
    let rest = name[leadingDigits.endIndex...]
    return rest.utf8.first == 0x5F && rest.holds(".up.")
  }

  /// Whether the names' numbers are the same and are any, zeros in front aside.
  func isNumbered(as other: ListedFile) -> Bool {
    let (one, another) = (path.utf8.span, other.path.utf8.span)
    let (start, rival) = (significantStart(one), other.significantStart(another))
    let count = numberEnd - start
    guard count > 0, count == other.numberEnd - rival else { return false }
    for slot in 0..<count where one[start + slot] != another[rival + slot] { return false }
    return true
  }

  private var numberEnd: Int { nameStart + traits.digits }

  /// Where the number begins behind its zeros.
  private func significantStart(_ path: Span<UInt8>) -> Int {
    var start = nameStart
    while start < numberEnd, path[start] == 0x30 { start += 1 }
    return start
  }
}

/// Keeps the files of one dialect where a folder has a sub-folder for each.
///
/// Only where the sub-folders of at least two databases are there: a folder that happens to be
/// called `mysql` is otherwise a folder like any other.
func filesOfDialect(_ files: [ListedFile], _ dialect: Dialect) -> [ListedFile] {
  var seen: Set<Dialect> = []
  for file in files where file.isInInnerFolder {
    for part in file.innerFolder.split(separator: "/") { seen.formUnion(dialects(named: part)) }
  }
  let families = Set(seen.map { $0.isMySQLFamily ? Dialect.mysql : $0 })
  guard families.count > 1, seen.contains(dialect) else { return files }
  return files.filter { file in
    let named = file.innerFolder.split(separator: "/").map(dialects(named:)).filter {
      !$0.isEmpty
    }
    return named.allSatisfy { $0.contains(dialect) }
  }
}

/// The dialects that a folder's or a file's name stands for.
func dialects(named name: some StringProtocol) -> Set<Dialect> {
  switch name.lowercased() {
  case "postgres", "postgresql", "pg", "pgsql", "psql": [.postgres]
  case "mysql": [.mysql, .mariadb]
  case "mariadb": [.mariadb]
  case "sqlite", "sqlite3": [.sqlite]
  default: []
  }
}
