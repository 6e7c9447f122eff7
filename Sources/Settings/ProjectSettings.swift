package import Catalog
import TOMLKit

/// What a project's `modelgend.toml` says.
package struct ProjectSettings: Sendable, Equatable {
  package var migrations: [String] = []
  /// Nil for `auto`.
  package var dialect: Dialect?
  /// `auto` or the name of a convention.
  package var convention = "auto"
  package var allowPaths: [String] = []
  package var usesSchemaDump = true
  package var followsProviders = true
  package var placeholders: [String: String] = [:]
  /// `framework.major`, `database.server`, `env.NAME`, `config.KEY`, as the evaluators ask for
  /// them.
  package var values: [String: String] = [:]
  package var eloquent: Eloquent? = Eloquent()
  package var docsFolder: String?

  package struct Eloquent: Sendable, Equatable {
    package var folder = "app/Models"
    package var namespace = "App\\Models"
    package var enumFolder = "app/Enums"
    package var enumNamespace = "App\\Enums"
    /// Nil to read it from composer's files.
    package var laravel: Int?
    package var factories = false
    package var classNames: [String: String] = [:]
    package var exclude: [String] = []
    package var tablePrefix = ""

    package init() {}
  }

  package init() {}
}

/// Reads a `modelgend.toml`; refuses what it does not know by its full key path.
package func parseSettings(_ text: String, file: String) throws(SettingsError) -> ProjectSettings {
  let table = try parsedTable(text, file: file)
  var settings = ProjectSettings()
  let reader = TableReader(table, path: "", file: file)
  try reader.allow(["project", "laravel", "placeholders", "eloquent", "docs"])
  if let project = try reader.table("project") { try readProject(project, into: &settings) }
  if let laravel = try reader.table("laravel") { try readLaravel(laravel, into: &settings) }
  if let placeholders = try reader.table("placeholders") {
    settings.placeholders = try placeholders.strings()
  }
  if let eloquent = try reader.table("eloquent") { try readEloquent(eloquent, into: &settings) }
  if let docs = try reader.table("docs") {
    try docs.allow(["folder"])
    settings.docsFolder = try docs.relativePath("folder") ?? "docs/schema"
  }
  return settings
}

/// Parses TOML; an error with its place where it is none.
func parsedTable(_ text: String, file: String) throws(SettingsError) -> TOMLTable {
  do {
    return try TOMLTable(string: text)
  } catch let error as TOMLParseError {
    throw SettingsError(
      file: file,
      line: error.source.begin.line,
      column: error.source.begin.column,
      message: error.description
    )
  } catch {
    throw SettingsError(file: file, message: "this is not TOML")
  }
}

private func readProject(
  _ reader: TableReader,
  into settings: inout ProjectSettings
) throws(SettingsError) {
  try reader.allow(["migrations", "dialect", "convention", "allow_paths"])
  settings.migrations = try reader.list("migrations") ?? []
  settings.allowPaths = try reader.list("allow_paths") ?? []
  if let name = try reader.string("dialect"), name != "auto" {
    guard let dialect = Dialect(rawValue: name) else {
      throw reader.unknownValue("dialect", name, Dialect.allCases.map(\.rawValue) + ["auto"])
    }
    settings.dialect = dialect
  }
  settings.convention = try reader.string("convention") ?? "auto"
}

private func readLaravel(
  _ reader: TableReader,
  into settings: inout ProjectSettings
) throws(SettingsError) {
  try reader.allow([
    "major", "schema_dump", "registered_paths", "environment", "server", "env", "config",
  ])
  settings.followsProviders = try reader.boolean("registered_paths") ?? true
  if let server = try reader.string("server") {
    guard server == "mysql" || server == "mariadb" else {
      throw reader.unknownValue("server", server, ["mysql", "mariadb"])
    }
    settings.values["database.server"] = server
  }
  if let major = try reader.integer("major") { settings.values["framework.major"] = String(major) }
  settings.usesSchemaDump = try reader.boolean("schema_dump") ?? true
  if let name = try reader.string("environment") { settings.values["env.APP_ENV"] = name }
  for (key, value) in try reader.table("env")?.strings() ?? [:] {
    settings.values["env." + key] = value
  }
  for (key, value) in try reader.table("config")?.strings() ?? [:] {
    settings.values["config." + key] = value
  }
}

private func readEloquent(
  _ reader: TableReader,
  into settings: inout ProjectSettings
) throws(SettingsError) {
  try reader.allow([
    "enabled", "folder", "namespace", "enum_folder", "enum_namespace", "laravel", "factories",
    "class_names", "exclude", "table_prefix",
  ])
  guard try reader.boolean("enabled") ?? true else {
    settings.eloquent = nil
    return
  }
  var eloquent = ProjectSettings.Eloquent()
  eloquent.folder = try reader.relativePath("folder") ?? eloquent.folder
  eloquent.namespace = try reader.phpNamespace("namespace") ?? eloquent.namespace
  eloquent.enumFolder = try reader.relativePath("enum_folder") ?? eloquent.enumFolder
  eloquent.enumNamespace = try reader.phpNamespace("enum_namespace") ?? eloquent.enumNamespace
  if let major = try reader.integer("laravel") {
    guard (8...13).contains(major) else {
      throw reader.failure("laravel", "\(major) is not a supported major version; use 8 to 13")
    }
    eloquent.laravel = major
  }
  eloquent.factories = try reader.boolean("factories") ?? false
  eloquent.classNames = try reader.table("class_names")?.strings() ?? [:]
  eloquent.exclude = try reader.list("exclude") ?? []
  eloquent.tablePrefix = try reader.string("table_prefix") ?? ""
  settings.eloquent = eloquent
}
