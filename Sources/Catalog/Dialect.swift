/// A database whose rules decide what a migration means.
package enum Dialect: String, Sendable, CaseIterable, Hashable {
  case postgres
  case mysql
  case mariadb
  case sqlite

  /// MySQL and MariaDB: one grammar, many shared rules.
  package var isMySQLFamily: Bool { self == .mysql || self == .mariadb }

  /// The schema that an unqualified name lives in unless a migration says otherwise.
  ///
  /// MySQL has none: a database is chosen by the connection, so names stay unqualified.
  package var defaultSchema: String? {
    switch self {
    case .postgres: "public"
    case .sqlite: "main"
    case .mysql, .mariadb: nil
    }
  }
}
