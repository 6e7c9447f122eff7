import Catalog
import SourceText

/// Functions and words that speak of the session and the server.
extension Builtin {
  static let session: [String: Builtin] = [
    "current_schema": Builtin { (_, evaluator) throws(Raised) in
      evaluator.world.searchPath().first.map { .text($0) } ?? .null
    },
    "current_schemas": Builtin { (arguments, evaluator) throws(Raised) in
      let implicit: [SQLValue] = arguments.first?.truth == true ? [.text("pg_catalog")] : []
      return .array(implicit + evaluator.world.searchPath().map { .text($0) })
    },
    "current_database": Builtin { (_, evaluator) throws(Raised) in evaluator.currentDatabase },
    "database": Builtin { (_, evaluator) throws(Raised) in evaluator.currentDatabase },
    "schema": Builtin { (_, evaluator) throws(Raised) in evaluator.currentDatabase },
    "version": Builtin { (_, evaluator) throws(Raised) in
      let version = evaluator.serverVersion
      switch evaluator.dialect {
      case .postgres: return .text("PostgreSQL " + version)
      case .mariadb: return .text(version + "-MariaDB")
      case .mysql, .sqlite: return .text(version)
      }
    },
    "sqlite_version": Builtin { (_, evaluator) throws(Raised) in .text(evaluator.serverVersion) },
    "current_setting": Builtin { (arguments, evaluator) throws(Raised) in
      guard let name = arguments.first.flatMap({ evaluator.printed($0) })?.lowercased() else {
        return .unknown
      }
      // A setting of the user's own that nobody set: null where asked softly, else an error.
      let isSoft = arguments.count > 1 && arguments[1].truth == true
      if let value = evaluator.world.setting("server.settings." + name) { return .text(value) }
      if name.contains("."), isSoft { return .null }
      return evaluator.setting(name)
    },
    "set_config": Builtin(strict: false) { (arguments, evaluator) throws(Raised) in
      guard arguments.count >= 2, let name = evaluator.printed(arguments[0])?.lowercased() else {
        return .unknown
      }
      if name == "search_path", let text = evaluator.printed(arguments[1]) {
        let path = Builtin.split(text, ",").compactMap { part -> String? in
          let name = IdentifierText.parts(SQLValue.trimmed(part), folding: true).last ?? ""
          return name.isEmpty ? nil : name
        }
        _ = evaluator.world.apply(
          LocatedOperation(.session(.searchPath(path)), at: evaluator.here),
          isTry: true
        )
      }
      return arguments[1]
    },
    "row_count": Builtin { (_, evaluator) throws(Raised) in evaluator.rowCount },
    "pg_sleep": nothing, "pg_notify": nothing, "pg_advisory_lock": nothing,
    "pg_advisory_xact_lock": nothing, "pg_advisory_unlock": nothing,
    "connection_id": unknowable, "last_insert_id": unknowable,
  ]

  private static let nothing = Builtin { (_, _) throws(Raised) in .null }
  private static let unknowable = Builtin { (_, _) throws(Raised) in .unknown }
}

extension Evaluator {
  /// The version of the server: the project's setting, or a recent one.
  var serverVersion: String {
    if let version = world.setting("server.version") { return version }
    switch dialect {
    case .postgres: return "17.0"
    case .mysql: return "8.4.0"
    case .mariadb: return "10.11.8"
    case .sqlite: return "3.46.0"
    }
  }

  /// `current_setting(name)`; null where the setting is not one we know.
  func setting(_ name: String) -> SQLValue {
    switch name {
    case "server_version": return .text(serverVersion)
    case "server_version_num":
      let parts = serverVersion.split(separator: ".").map { Int($0) ?? 0 }
      let major = parts.first ?? 17
      return .text(String(min(max(major, 0), 999) * 10_000 + (parts.count > 1 ? parts[1] : 0)))
    case "search_path": return .text(world.searchPath().joined(separator: ", "))
    default: return .unknown
    }
  }

  /// MySQL's `@@name`.
  func systemVariable(_ name: String) -> SQLValue {
    switch name.lowercased() {
    case "version": return .text(serverVersion + (dialect == .mariadb ? "-MariaDB" : ""))
    case "version_comment": return .text(dialect == .mariadb ? "MariaDB Server" : "MySQL")
    case "sql_mode", "foreign_key_checks", "unique_checks", "sql_notes", "time_zone",
      "character_set_client", "character_set_results", "collation_connection", "sql_safe_updates":
      return .unknown
    default: return .unknown
    }
  }

  /// Words that stand for a value without parentheses.
  static func keywordValue(_ word: String, world: any World) -> SQLValue? {
    switch word.lowercased() {
    case "current_schema": world.searchPath().first.map { .text($0) } ?? .null
    case "current_catalog": .object(.unnamedDatabase)
    default: nil
    }
  }
}
