import Catalog
import SourceText

/// The files that are migrations of this convention, in the order of the tool.
func order(
  _ files: [ListedFile],
  _ convention: Convention,
  _ dialect: Dialect,
  read: (String) -> SourceFile?
) -> [ListedFile] {
  let scripts = numberedOnly(files.filter(\.isScript), convention)
  switch convention {
  case .laravel: return laravelOrder(files)
  case .flyway, .refinery: return flywayOrder(scripts)
  case .pop: return popOrder(scripts, dialect)
  case .drizzle: return drizzleOrder(files, read: read)
  case .prisma: return byteOrder(scripts.filter { $0.isCalled("migration.sql") }) { $0.innerStart }
  case .diesel: return dieselOrder(scripts.filter { $0.isCalled("up.sql") })
  case .golangMigrate: return natural(scripts.filter(\.isUp)) { $0.nameStart }
  case .goose, .tern: return natural(scripts.filter(\.startsWithDigit)) { $0.nameStart }
  case .sqlx, .sqlMigrate: return natural(scripts.filter { !$0.isDown }) { $0.nameStart }
  case .dbmate, .supabase: return byteOrder(scripts.filter { !$0.isDown }) { $0.nameStart }
  case .nested: return nestedOrder(natural(scripts.filter { !$0.isDown }), files, read: read)
  case .plain, .dump, .rails: return natural(scripts.filter { !$0.isDown })
  }
}

private func laravelOrder(_ files: [ListedFile]) -> [ListedFile] {
  let found = files.indices.filter { slot in
    let file = files[slot]
    // The migrator takes a path that ends in `.php` for a file, whatever its name.
    return !file.isInInnerFolder
      && (file.isLaravelMigration || file.isNamed && file.path.ends(in: ".php"))
  }
  let sorted = found.sorted { left, right in
    precedes(files[left], files[right]) { $0.nameStart } ?? (left < right)
  }
  // A later folder wins a tie, as keys of the migrator's list do.
  return sorted.indices.compactMap { place in
    let file = files[sorted[place]]
    guard place + 1 < sorted.count else { return file }
    let isLast = precedes(file, files[sorted[place + 1]]) { $0.nameStart } != nil
    return isLast ? file : nil
  }
}

private func drizzleOrder(
  _ files: [ListedFile],
  read: (String) -> SourceFile?
) -> [ListedFile] {
  var ordered: [ListedFile] = []
  for journal in files where journal.isDrizzleJournal {
    guard let source = read(journal.path) else { continue }
    let base = journal.path.dropLast("meta/_journal.json".utf8.count)
    let known = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    for tag in drizzleTags(source.bytes) {
      if let file = known[base + tag + ".sql"] { ordered.append(file) }
    }
  }
  return ordered
}

/// Diesel compares the folder's name up to the first `_`, without dashes.
private func dieselOrder(_ files: [ListedFile]) -> [ListedFile] {
  let keyed: [(version: String, file: ListedFile)] = files.map { file in
    let folder = file.innerFolder.split(separator: "/").last ?? ""
    return (String(folder.prefix { $0 != "_" }.filter { $0 != "-" }), file)
  }
  let sorted = keyed.sorted { left, right in
    left.version == right.version
      ? left.file.inner < right.file.inner : left.version < right.version
  }
  return sorted.map(\.file)
}

/// - Parameter start: where in their paths the names begin.
private func natural(
  _ files: [ListedFile],
  from start: (ListedFile) -> Int = { $0.innerStart }
) -> [ListedFile] {
  files.sorted { left, right in
    precedesNaturally(
      left.path.utf8.span.extracting(start(left)...),
      right.path.utf8.span.extracting(start(right)...)
    ) ?? (left.folder < right.folder)
  }
}

/// The order of tools that compare names letter by letter: `20250625_b` comes after
/// `20250101000000_a`, and `10_b` before `9_a`.
///
/// - Parameter start: where in their paths the names begin.
private func byteOrder(_ files: [ListedFile], from start: (ListedFile) -> Int) -> [ListedFile] {
  files.sorted { precedes($0, $1, from: start) ?? ($0.folder < $1.folder) }
}

private func precedes(
  _ left: ListedFile,
  _ right: ListedFile,
  from start: (ListedFile) -> Int
) -> Bool? {
  precedesByBytes(
    left.path.utf8.span.extracting(start(left)...),
    right.path.utf8.span.extracting(start(right)...)
  )
}

/// Leaves out files without a number where all others have one: notes and drafts lie beside
/// numbered migrations, and no tool runs them.
private func numberedOnly(_ scripts: [ListedFile], _ convention: Convention) -> [ListedFile] {
  guard convention == .plain, scripts.count > 4 else { return scripts }
  let numbered = scripts.filter(\.startsWithDigit)
  return numbered.count * 10 >= scripts.count * 9 ? numbered : scripts
}
