/// What a project is doing.
package enum ProjectState: String, Sendable, Codable, CaseIterable {
  /// Everything that was written is reflected in the files.
  case idle
  /// Changes were seen and are given the time to come to rest.
  case settling
  /// A run is under way.
  case working
  /// It works, but not as it should; `degradations` say why and what to do.
  case degraded
  /// The folder is not there; the generated files are kept, and it is looked for.
  case missing
  /// A person paused it; changes are seen again after `resume`.
  case paused
}

/// Why something works only in part, and what to do about it.
package struct Degradation: Sendable, Codable, Hashable {
  /// A name for machines: `inotify-limit`, `cache`, `read-only`.
  package var code: String
  /// What is the case.
  package var message: String
  /// What to do, as a command or a setting where there is one.
  package var hint: String
  package var since: Moment

  package init(_ code: String, _ message: String, hint: String, since: Moment) {
    self.code = code
    self.message = message
    self.hint = hint
    self.since = since
  }
}

/// How the folders of a project are observed.
package struct WatchReport: Sendable, Codable, Hashable {
  package enum Mode: String, Sendable, Codable {
    case inotify
    case polling
    case off
  }

  package var mode: Mode
  package var folders: Int
  package var files: Int
  /// How often the kernel's queue ran over and everything was listed again.
  package var overflows: Int

  package init(mode: Mode = .off, folders: Int = 0, files: Int = 0, overflows: Int = 0) {
    self.mode = mode
    self.folders = folders
    self.files = files
    self.overflows = overflows
  }
}

/// How large a schema is.
package struct SchemaSize: Sendable, Codable, Hashable {
  package var migrations: Int
  package var tables: Int
  package var columns: Int
  package var indexes: Int
  package var foreignKeys: Int
  package var views: Int
  package var enums: Int

  package init(
    migrations: Int = 0,
    tables: Int = 0,
    columns: Int = 0,
    indexes: Int = 0,
    foreignKeys: Int = 0,
    views: Int = 0,
    enums: Int = 0
  ) {
    self.migrations = migrations
    self.tables = tables
    self.columns = columns
    self.indexes = indexes
    self.foreignKeys = foreignKeys
    self.views = views
    self.enums = enums
  }
}
