import SourceText

/// The migrations that a Laravel schema dump already holds.
///
/// `schema:dump` writes the rows of the migrations table after the DDL, as `INSERT INTO` on MySQL
/// and SQLite and as `COPY` or `INSERT` on PostgreSQL; the migrator then runs only what is not
/// among them. The names are found as words in quotes or columns that look like migration names,
/// in lines that mention the table or follow a `COPY` of it.
func migrationsInDump(_ bytes: [UInt8]) -> Set<String> {
  var names: Set<String> = []
  var isCopying = false
  for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: true) {
    if isCopying, line.starts(with: [0x5C, 0x2E]) {
      isCopying = false
      continue
    }
    if !isCopying {
      guard line.count > 20,
        line.starts(with: Array("INSERT INTO".utf8))
          || line.starts(with: Array("COPY ".utf8))
      else { continue }
      let head = String(decoding: line.prefix(80), as: UTF8.self)
      guard head.contains("migrations") else { continue }
      if head.hasPrefix("COPY") {
        isCopying = true
        continue
      }
    }
    for word in line.split(whereSeparator: { !isNameByte($0) }) where isMigrationName(word) {
      names.insert(String(decoding: word, as: UTF8.self))
    }
  }
  return names
}

private func isNameByte(_ byte: UInt8) -> Bool {
  isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
    || byte == 0x2E || byte >= 0x80
}

/// `2014_10_12_000000_create_users_table`.
private func isMigrationName(_ word: ArraySlice<UInt8>) -> Bool {
  word.count > 10 && word.prefix(4).allSatisfy(isDigit) && word.dropFirst(4).first == 0x5F
}

/// Whether a dump is PostgreSQL's custom format, which only `pg_restore` reads.
func isBinaryDump(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("PGDMP".utf8)) }
