import Catalog

/// What is done with a statement, by its first words.
enum StatementKind {
  case nothing, run, define
  /// No database knows a statement that begins so.
  case unknown

  init(_ reader: QueryReader, dialect: Dialect) {
    switch reader.word().key {
    case "create", "alter", "rename": self = .define
    case "drop": self = reader.at("prepare", 1) ? .nothing : .define
    case "comment": self = dialect == .postgres ? .define : .nothing
    case "do": self = dialect == .postgres ? .run : .nothing
    case "begin" where dialect.isMySQLFamily: self = reader.at("not", 1) ? .run : .nothing
    case "begin", "start", "commit", "end", "rollback", "abort":
      // Where DDL belongs to transactions, what is rolled back never was.
      self = dialect.isMySQLFamily ? .nothing : .run
    case "call", "select", "with", "values", "(", "table", "set", "use", "prepare", "execute",
      "pragma", "insert", "replace", "if", "case", "while", "loop", "repeat", "declare":
      self = .run
    default: self = Self.isKnown(reader.word()) ? .nothing : .unknown
    }
  }

  /// Whether some database or its command line knows the first word.
  ///
  /// Symbols begin commands of tools, so they count as known.
  static func isKnown(_ word: Word) -> Bool {
    switch word.kind {
    case .plain: known.contains(word.key)
    case .string, .quoted, .number: false
    case .symbol, .parameter, .userVariable, .systemVariable, .end: true
    }
  }

  private static let known: WordSet = [
    "abort", "alter", "analyse", "analyze", "attach", "backup", "begin", "binlog", "cache", "call",
    "change", "check", "checkpoint", "checksum", "clone", "close", "cluster", "comment", "commit",
    "copy", "create", "deallocate", "declare", "delete", "desc", "describe", "detach", "discard",
    "do", "drop", "end", "execute", "exit", "explain", "export", "fetch", "flush", "get", "go",
    "grant", "handler", "help", "import", "insert", "install", "iterate", "kill", "leave",
    "listen", "load", "lock", "merge", "move", "notify", "optimize", "optimise", "prepare",
    "purge", "quit", "reassign", "refresh", "reindex", "release", "rename", "repair", "reset",
    "resignal", "restart", "restore", "return", "revoke", "rollback", "savepoint", "security",
    "set", "show", "shutdown", "signal", "source", "start", "status", "stop", "table", "tee",
    "notee", "truncate", "uninstall", "unlisten", "unlock", "update", "use", "vacuum", "values",
    "warnings", "nowarning", "with", "xa", "for", "prompt", "delimiter", "system", "charset",
    "case", "if", "loop", "pragma", "repeat", "replace", "select", "while",
  ]
}

extension Dialect {
  /// The name that its makers give it.
  var displayName: String {
    switch self {
    case .postgres: "PostgreSQL"
    case .mysql: "MySQL"
    case .mariadb: "MariaDB"
    case .sqlite: "SQLite"
    }
  }
}
