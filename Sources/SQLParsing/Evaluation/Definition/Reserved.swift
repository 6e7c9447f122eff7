import Catalog

/// Words that name nothing unless they stand in quotes.
///
/// PostgreSQL: those its manual calls reserved, https://www.postgresql.org/docs/current/sql-keywords-appendix.html.
/// MySQL and MariaDB: those that both reserve, https://dev.mysql.com/doc/refman/8.4/en/keywords.html
/// and https://mariadb.com/kb/en/reserved-words/. SQLite: those that its parser takes for nothing
/// else, https://sqlite.org/lang_keywords.html.
enum Reserved {
  /// Of another kind than a plain word nothing has such a key.
  static func contains(_ word: WordKey, _ dialect: Dialect) -> Bool {
    switch dialect {
    case .postgres: postgres.contains(word)
    case .mysql, .mariadb: mysql.contains(word)
    case .sqlite: sqlite.contains(word)
    }
  }

  private static let postgres: WordSet = [
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "both", "case",
    "cast", "check", "collate", "column", "constraint", "create", "current_catalog",
    "current_date", "current_role", "current_time", "current_timestamp", "current_user", "default",
    "deferrable", "desc", "distinct", "do", "else", "end", "except", "false", "fetch", "for",
    "foreign", "from", "grant", "group", "having", "in", "initially", "intersect", "into",
    "lateral", "leading", "limit", "localtime", "localtimestamp", "not", "null", "offset", "on",
    "only", "or", "order", "placing", "primary", "references", "returning", "select",
    "session_user", "some", "symmetric", "table", "then", "to", "trailing", "true", "union",
    "unique", "user", "using", "variadic", "when", "where", "window", "with",
  ]

  private static let mysql: WordSet = [
    "add", "all", "alter", "analyze", "and", "as", "asc", "before", "between", "bigint", "binary",
    "blob", "both", "by", "case", "change", "char", "character", "check", "collate", "column",
    "condition", "constraint", "convert", "create", "cross", "current_date", "current_time",
    "current_timestamp", "database", "decimal", "default", "delete", "desc", "distinct", "double",
    "drop", "else", "exists", "false", "float", "for", "foreign", "from", "fulltext", "grant",
    "group", "having", "if", "ignore", "in", "index", "inner", "insert", "int", "integer",
    "interval", "into", "is", "join", "key", "keys", "kill", "leading", "left", "like", "limit",
    "load", "lock", "long", "longtext", "match", "mediumtext", "modifies", "natural", "not", "null",
    "numeric", "on", "or", "order", "outer", "primary", "procedure", "range", "references",
    "rename", "replace", "require", "restrict", "right", "schema", "select", "set", "show",
    "smallint", "spatial", "table", "then", "tinyint", "to", "trailing", "trigger", "true", "undo",
    "union", "unique", "unlock", "unsigned", "update", "usage", "use", "using", "values",
    "varbinary", "varchar", "when", "where", "while", "with", "write", "xor", "zerofill",
  ]

  private static let sqlite: WordSet = [
    "add", "all", "alter", "and", "as", "autoincrement", "between", "case", "check", "collate",
    "commit", "constraint", "create", "default", "deferrable", "delete", "distinct", "drop", "else",
    "escape", "exists", "foreign", "from", "group", "having", "in", "index", "insert", "into", "is",
    "isnull", "join", "limit", "not", "notnull", "null", "on", "or", "order", "primary",
    "references", "select", "set", "table", "then", "to", "transaction", "union", "unique",
    "update", "using", "values", "when", "where",
  ]
}
