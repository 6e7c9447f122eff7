import SourceText

/// Recognises the tool from the names of its files and, where these do not tell, from the marks
/// in the first ones.
func detectConvention(
  _ files: [ListedFile],
  read: (String) -> SourceFile?
) -> Convention {
  let scripts = files.filter(\.isScript)
  let laravel = files.count(where: \.isLaravelMigration)
  if laravel > scripts.count { return .laravel }
  if let named = conventionByNames(files, scripts) { return named }
  if let marked = conventionByMarks(scripts, read: read) { return marked }
  let versioned = scripts.count { $0.isInInnerFolder && startsWithVersion($0.inner) }
  if versioned * 2 > scripts.count { return .nested }
  // golang-migrate looks at one folder, not at those in it.
  if scripts.contains(where: { $0.traits.marks.contains(.up) }) { return .golangMigrate }
  return scripts.count == 1 ? .dump : .plain
}

private func conventionByNames(_ files: [ListedFile], _ scripts: [ListedFile]) -> Convention? {
  if files.contains(where: \.isDrizzleJournal) { return .drizzle }
  if scripts.contains(where: { $0.isInInnerFolder && $0.isCalled("migration.sql") }) {
    return .prisma
  }
  if scripts.contains(where: { $0.isInInnerFolder && $0.isCalled("up.sql") }) { return .diesel }
  let versioned = scripts.count { FlywayName($0) != nil }
  if versioned > 0, versioned * 2 >= scripts.count { return .flyway }
  if scripts.count == 1, scripts[0].isCalled("structure.sql") { return .rails }
  if scripts.contains(where: { $0.hasDottedName && PopName($0)?.dialect != nil }) { return .pop }
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
  var first: [ListedFile] = []
  for script in scripts {
    if first.count == 3, !script.precedes(first[2]) { continue }
    let place = first.firstIndex { script.precedes($0) } ?? first.count
    first.insert(script, at: place)
    if first.count > 3 { first.removeLast() }
  }
  return first
}

extension ListedFile {
  fileprivate func precedes(_ other: ListedFile) -> Bool {
    precedesNaturally(
      path.utf8.span.extracting(innerStart...),
      other.path.utf8.span.extracting(other.innerStart...)
    ) ?? false
  }
}

private func startsWithVersion(_ inner: Substring) -> Bool {
  let bytes = inner.utf8
  guard let first = bytes.first else { return false }
  if isDigit(first) { return true }
  return (first == 0x76 || first == 0x56) && bytes.dropFirst().first.map(isDigit) == true
}
