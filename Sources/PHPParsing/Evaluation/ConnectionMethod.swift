import Catalog
import SourceText

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
  static func named(_ method: String) -> ConnectionMethod? {
    methods.place(of: method).map { all[$0] }
  }

  private static let all = allCases
  private static let methods = WordIndex(all.map { asciiLowercased($0.rawValue) })
}
