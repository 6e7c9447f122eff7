import TOMLKit

/// What `/etc/modelgend/modelgend.toml` says: the daemon's own affairs and its projects.
package struct DaemonSettings: Sendable, Equatable {
  /// A project that the daemon keeps up to date.
  package struct Project: Sendable, Equatable {
    package var root: String
    /// Nil for a name made of the folder's.
    package var id: String?

    package init(root: String, id: String? = nil) {
      self.root = root
      self.id = id
    }
  }

  package var projects: [Project] = []
  /// Globs of projects' own `modelgend.toml`; each makes its folder a project.
  package var include: [String] = []
  /// How long a folder has to be quiet before it is looked at, in milliseconds.
  package var settle = 30
  /// How long noise can put that off, in milliseconds.
  package var maximumWait = 500
  /// How often everything is looked at whatever events say, in seconds.
  package var audit = 30
  /// Whether every file is forced to the disk, and not only what cannot be made again.
  package var isFullyDurable = false
  package var controlSocket: String?
  package var statusSocket: String?
  package var cache = Cache()

  /// The cache between two lives of the daemon.
  package struct Cache: Sendable, Equatable {
    package var isEnabled = true
    /// Nil for systemd's or the user's own folder.
    package var folder: String?
    package var megabytes = 256
    /// Seconds that an entry counts at most; nil for ever, since validity is by content.
    package var schemaLifetime: Int?
    package var templateLifetime: Int?

    package init() {}
  }

  package init() {}
}

/// Reads the daemon's configuration; refuses what it does not know by its full key path.
package func parseDaemonSettings(
  _ text: String,
  file: String
) throws(SettingsError) -> DaemonSettings {
  let reader = TableReader(try parsedTable(text, file: file), path: "", file: file)
  try reader.allow(["daemon", "cache", "sockets", "include", "project"])
  var settings = DaemonSettings()
  settings.include = try reader.list("include") ?? []
  for path in settings.include where !path.hasPrefix("/") {
    throw reader.failure("include", "\"\(path)\" must be an absolute path or glob")
  }
  for project in try reader.tables("project") {
    settings.projects.append(try readProject(project))
  }
  if let daemon = try reader.table("daemon") { try readDaemon(daemon, into: &settings) }
  if let cache = try reader.table("cache") { settings.cache = try readCache(cache) }
  if let sockets = try reader.table("sockets") {
    try sockets.allow(["control", "status"])
    settings.controlSocket = try sockets.absolutePath("control")
    settings.statusSocket = try sockets.absolutePath("status")
  }
  return settings
}

private func readProject(
  _ reader: TableReader
) throws(SettingsError) -> DaemonSettings.Project {
  try reader.allow(["root", "id"])
  guard let root = try reader.absolutePath("root") else {
    throw reader.failure("root", "is missing: the absolute path of the project's folder")
  }
  let id = try reader.string("id")
  if let id, !isProjectID(id) {
    throw reader.failure("id", "\"\(id)\" must consist of letters, digits, dots, dashes and _")
  }
  return DaemonSettings.Project(root: root, id: id)
}

/// Whether a text can name a project in paths of the control interface.
package func isProjectID(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 64 && text.first != "."
    && text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "._-".unicodeScalars.contains(scalar))
    }
}

private func readDaemon(
  _ reader: TableReader,
  into settings: inout DaemonSettings
) throws(SettingsError) {
  try reader.allow(["settle_ms", "max_wait_ms", "audit_seconds", "durability"])
  settings.settle = try reader.integer("settle_ms", in: 0...10_000) ?? settings.settle
  settings.maximumWait =
    try reader.integer("max_wait_ms", in: 0...60_000) ?? settings.maximumWait
  settings.audit = try reader.integer("audit_seconds", in: 1...86_400) ?? settings.audit
  if let durability = try reader.string("durability") {
    guard ["normal", "full"].contains(durability) else {
      throw reader.unknownValue("durability", durability, ["normal", "full"])
    }
    settings.isFullyDurable = durability == "full"
  }
}

private func readCache(_ reader: TableReader) throws(SettingsError) -> DaemonSettings.Cache {
  try reader.allow([
    "enabled", "folder", "megabytes", "profile", "schema_ttl", "template_ttl",
  ])
  var cache = DaemonSettings.Cache()
  cache.isEnabled = try reader.boolean("enabled") ?? true
  cache.folder = try reader.absolutePath("folder")
  cache.megabytes = try reader.integer("megabytes", in: 1...1_048_576) ?? cache.megabytes
  if let profile = try reader.string("profile") {
    guard ["content", "reference"].contains(profile) else {
      throw reader.unknownValue("profile", profile, ["content", "reference"])
    }
    if profile == "reference" {
      cache.schemaLifetime = 3600
      cache.templateLifetime = 86_400
    }
  }
  cache.schemaLifetime =
    try reader.integer("schema_ttl", in: 1...31_536_000) ?? cache.schemaLifetime
  cache.templateLifetime =
    try reader.integer("template_ttl", in: 1...31_536_000) ?? cache.templateLifetime
  return cache
}
