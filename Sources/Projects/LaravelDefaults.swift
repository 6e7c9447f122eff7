package import Catalog
import Engine
import SourceText

/// The framework's major version as composer's files say it: the lock file first, then the
/// requirement.
package func laravelMajor(in root: ProjectRoot) -> Int? {
  for path in ["composer.lock", "composer.json"] {
    guard let file = try? root.read(path) else { continue }
    let text = String(decoding: file.bytes, as: UTF8.self)
    guard let name = text.firstRange(of: "\"laravel/framework\"") else { continue }
    let rest = text[name.upperBound...].prefix(200)
    // In the lock file the version is the next member of the package; in composer.json the value.
    let start = rest.firstRange(of: "\"version\"")?.upperBound ?? rest.startIndex
    let digits = rest[start...].drop { !$0.isNumber }.prefix { $0.isNumber }
    if let major = Int(digits), (5...20).contains(major) { return major }
  }
  return nil
}

/// The database of a Laravel application: the driver of its default connection, which `.env` or
/// `.env.example` names or `config/database.php` falls back to.
package func laravelDialect(in root: ProjectRoot) -> Dialect? {
  let files = ProjectFiles(root)
  let project = ProjectContext(file: files.file, files: files.files(in:), setting: { _ in nil })
  if isLaravelApplication(root),
    let dialect = laravelDriver(project).flatMap(dialect(ofDriver:))
  {
    return dialect
  }
  for path in [".env", ".env.example"] {
    guard let file = try? root.read(path) else { continue }
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    for line in lines where line.hasPrefix("DB_CONNECTION=") {
      let value = line.dropFirst("DB_CONNECTION=".count).filter { $0.isLetter || $0.isNumber }
      if let dialect = dialect(ofDriver: value) { return dialect }
    }
  }
  guard let file = try? root.read("config/database.php") else { return nil }
  let text = String(decoding: file.bytes, as: UTF8.self)
  guard let key = text.firstRange(of: "DB_CONNECTION") else { return nil }
  let fallback = text[key.upperBound...].prefix(60).split(separator: "'").dropFirst().first
  return fallback.flatMap { dialect(ofDriver: String($0)) }
}

private func dialect(ofDriver name: String) -> Dialect? {
  switch name {
  case "pgsql": .postgres
  case "mysql": .mysql
  case "mariadb": .mariadb
  case "sqlite": .sqlite
  default: nil
  }
}

/// The folder of migrations, by the names that tools and frameworks give it.
package func guessMigrations(in root: ProjectRoot) -> [String] {
  let usual = [
    "database/migrations", "prisma/migrations", "supabase/migrations", "db/migrations",
    "migrations", "db/migrate", "drizzle", "src/main/resources/db/migration",
    "internal/db/migrations", "sql/migrations", "schema/migrations", "sql", "db/structure.sql",
  ]
  return usual.first { root.absolute($0) != nil }.map { [$0] } ?? []
}

/// The database that plain SQL seems to be written for, by words that only one of them knows.
package func guessDialect(_ text: String) -> Dialect? {
  let lower = text.lowercased()
  func has(_ words: [String]) -> Bool { words.contains { lower.contains($0) } }
  if has(["engine=innodb", "auto_increment", "unsigned", "tinyint("]) { return .mysql }
  if has(["timestamptz", "bigserial", " serial", "jsonb", "create extension", "::text", "plpgsql"])
  {
    return .postgres
  }
  if has(["autoincrement", "without rowid", "pragma "]) { return .sqlite }
  return nil
}
