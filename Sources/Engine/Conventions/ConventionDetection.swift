import SourceText

/// Recognises the tool from the names of its files and, where these do not tell, from the marks
/// in the first ones.
func detectConvention(
  _ files: [ListedFile],
  read: (String) -> SourceFile?
) -> Convention {
  let scripts = files.filter { $0.name.ends(in: ".sql") }
  let laravel = files.count { isLaravelMigration($0.name) }
  if laravel > scripts.count { return .laravel }
  if let named = conventionByNames(files, scripts) { return named }
  if let marked = conventionByMarks(scripts, read: read) { return marked }
  let versioned = scripts.count { startsWithVersion($0.inner) && $0.inner.holds("/") }
  if versioned * 2 > scripts.count { return .nested }
  // golang-migrate looks at one folder, not at those in it.
  if scripts.contains(where: { $0.name.ends(in: ".up.sql") }) { return .golangMigrate }
  return scripts.count == 1 ? .dump : .plain
}

private func conventionByNames(_ files: [ListedFile], _ scripts: [ListedFile]) -> Convention? {
  if files.contains(where: { $0.inner.ends(in: "meta/_journal.json") }) { return .drizzle }
  if scripts.contains(where: { $0.name == "migration.sql" && $0.inner.holds("/") }) {
    return .prisma
  }
  if scripts.contains(where: { $0.name == "up.sql" && $0.inner.holds("/") }) { return .diesel }
  let versioned = scripts.count { FlywayName($0.name) != nil }
  if versioned > 0, versioned * 2 >= scripts.count { return .flyway }
  if scripts.count == 1, scripts.first?.name == "structure.sql" { return .rails }
  if scripts.contains(where: { PopName($0.name)?.dialect != nil }) { return .pop }
  return nil
}

private func conventionByMarks(
  _ scripts: [ListedFile],
  read: (String) -> SourceFile?
) -> Convention? {
  for script in firstThree(scripts) {
    guard let file = read(script.path) else { continue }
    for line in Lines(file.bytes) {
      switch SectionMark(line.text) {
      case .goose: return .goose
      case .sqlMigrate: return .sqlMigrate
      case .dbmate: return .dbmate
      case .tern: return .tern
      case nil: continue
      }
    }
  }
  return nil
}

/// The first scripts as people count, without sorting the thousands after them.
private func firstThree(_ scripts: [ListedFile]) -> [ListedFile] {
  var first: [(key: NaturalKey, script: ListedFile)] = []
  for script in scripts {
    let key = NaturalKey(script.inner)
    if first.count == 3, let last = first.last, last.key <= key { continue }
    let place = first.firstIndex { key < $0.key } ?? first.count
    first.insert((key, script), at: place)
    if first.count > 3 { first.removeLast() }
  }
  return first.map(\.script)
}

/// Laravel takes `*_*.php` and nothing else.
func isLaravelMigration(_ name: Substring) -> Bool {
  name.ends(in: ".php") && name.holds("_")
}

private func startsWithVersion(_ inner: String) -> Bool {
  let bytes = inner.utf8
  guard let first = bytes.first else { return false }
  if isDigit(first) { return true }
  return (first == 0x76 || first == 0x56) && bytes.dropFirst().first.map(isDigit) == true
}
