import Catalog
import SourceText

/// A file name as pop and popx read it: `20150101_networks.mysql.autocommit.up.sql`.
struct PopName {
  var version: Substring
  var dialect: Set<Dialect>?
  var isUp: Bool

  init?(_ file: ListedFile) {
    guard file.startsWithDigit else { return nil }
    isUp = file.traits.marks.contains(.up)
    let name = file.name
    guard isUp || name.ends(in: ".down.sql") else { return nil }
    version = file.leadingDigits
    // Most names have none.
    guard file.hasDottedName else { return }
    let words = name[..<name.utf8.index(name.endIndex, offsetBy: isUp ? -7 : -9)]
    for part in words.split(separator: ".").dropFirst() {
      let named = dialects(named: part)
      if !named.isEmpty { dialect = named }
      if part == "cockroach" || part == "mssql" { dialect = [] }
    }
  }
}

/// pop's order: by version, which it compares as text, over all folders, the file of the dialect before the general one.
func popOrder(_ files: [ListedFile], _ dialect: Dialect) -> [ListedFile] {
  var chosen: [Substring: (file: ListedFile, isOfDialect: Bool)] = [:]
  for file in files.sorted(by: { $0.path < $1.path }) {
    guard let name = PopName(file), name.isUp else { continue }
    if let named = name.dialect {
      guard named.contains(dialect) else { continue }
      chosen[name.version] = (file, true)
    } else if chosen[name.version]?.isOfDialect != true {
      chosen[name.version] = (file, false)
    }
  }
  return chosen.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value.file)
}
