/// The migration tools whose folders we read, each with its own order and its own "up" part.
package enum Convention: String, Sendable, CaseIterable {
  case golangMigrate = "golang-migrate"
  case goose
  case dbmate
  case sqlMigrate = "sql-migrate"
  case flyway
  case diesel
  case sqlx
  case prisma
  case drizzle
  case tern
  case refinery
  case supabase
  case pop
  /// Folders named by versions, each with files of its own: `v0.9/`, `v0.10/`.
  case nested
  case rails
  case laravel
  /// Files in natural order, `9.sql` before `10.sql`.
  case plain
  /// One file with a whole schema.
  case dump

  /// The table in which the tool remembers what it ran.
  ///
  /// The tool makes it, not a migration, so it is no part of the schema that migrations lead to.
  package var bookkeepingTable: String? {
    switch self {
    case .golangMigrate, .dbmate, .rails: "schema_migrations"
    case .supabase: "schema_migrations"
    case .goose: "goose_db_version"
    case .sqlMigrate: "gorp_migrations"
    case .flyway: "flyway_schema_history"
    case .diesel: "__diesel_schema_migrations"
    case .sqlx: "_sqlx_migrations"
    case .prisma: "_prisma_migrations"
    case .drizzle: "__drizzle_migrations"
    case .tern: "schema_version"
    case .refinery: "refinery_schema_history"
    case .pop: "schema_migration"
    case .laravel: "migrations"
    case .nested, .plain, .dump: nil
    }
  }
}
