import Catalog

/// A method of a database connection, which `DB` passes on to it, as the framework writes it.
package enum ConnectionMethod: String, CaseIterable, Sendable {
  case statement, unprepared, affectingStatement, raw, transaction
  case select, selectOne, scalar, selectFromWriteConnection, selectResultSets, cursor
  case table, query, insert, update, delete
  case connection, getSchemaBuilder, getDriverName, getName, getDatabaseName, getTablePrefix
  case getConfig, getDefaultConnection, getServerVersion, isMaria, transactionLevel
  case pretending, logging, escape
  case getDoctrineSchemaManager, getDoctrineConnection, getDoctrineColumn, createSchemaManager
  case getQueryGrammar, getSchemaGrammar, getPostProcessor, getPdo, getReadPdo
  case beginTransaction, commit, rollBack, disableQueryLog, enableQueryLog, flushQueryLog
  case purge, reconnect, disconnect, listen, setDefaultConnection, setTablePrefix
  case registerDoctrineType, extend

  /// By the name in lower case, since PHP's methods have no case.
  static let byName: [String: ConnectionMethod] = Dictionary(
    allCases.map { (asciiLowercased($0.rawValue), $0) }
  ) { first, _ in first }
}
