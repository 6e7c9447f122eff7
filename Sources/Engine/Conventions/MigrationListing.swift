import Catalog
import SourceText

/// A file that a migration folder holds.
package struct ListedFile: Hashable, Sendable {
  /// Relative to the project root.
  package var path: String
  /// Relative to the folder it was found below.
  package var inner: String
  /// Which of the given folders it was found below, from 0.
  package var folder: Int
  /// Given by its own path, not found in a folder.
  package var isNamed: Bool

  package init(path: String, inner: String, folder: Int, isNamed: Bool = false) {
    self.path = path
    self.inner = inner
    self.folder = folder
    self.isNamed = isNamed
  }

  /// The last component of the path.
  var name: Substring {
    path.lastIndex(ofASCII: 0x2F).map { path[path.utf8.index(after: $0)...] } ?? path[...]
  }

  /// The folder inside the migration folder; empty directly in it.
  var innerFolder: Substring {
    inner.lastIndex(ofASCII: 0x2F).map { inner[..<$0] } ?? inner[..<inner.startIndex]
  }
}

/// Keeps the files of one dialect where a folder has a sub-folder for each.
///
/// Only where the sub-folders of at least two databases are there: a folder that happens to be
/// called `mysql` is otherwise a folder like any other.
func filesOfDialect(_ files: [ListedFile], _ dialect: Dialect) -> [ListedFile] {
  var seen: Set<Dialect> = []
  for file in files {
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
