import Catalog
import SourceText

/// A database connection: what `DB::…` and `Schema::getConnection()` reach.
final class ConnectionObject: PHPNative {
  let connection: String?
  var className: String { "Illuminate\\Database\\Connection" }

  init(connection: String?) { self.connection = connection }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    guard let method = ConnectionMethod.named(call.method) else { return nil }
    switch method {
    case .statement, .unprepared, .affectingStatement:
      try statement(call)
      return .bool(true)
    case .raw:
      return .object(PHPObject(ExpressionObject(call.arguments.value(0, "value") ?? .null)))
    case .getDriverName: return .string(evaluator.driverName(connection))
    case .getName:
      return connection.map { .string($0) } ?? evaluator.configured("database.default")
    case .getTablePrefix:
      return .string(evaluator.tablePrefix(connection))
    case .getSchemaBuilder: return .object(PHPObject(SchemaObject(connection: connection)))
    case .connection:
      let name = call.arguments.value(0, "name")?.text
      return .object(PHPObject(ConnectionObject(connection: name == "" ? nil : name)))
    case .table:
      let table = call.arguments.value(0, "table")?.text ?? "a table"
      return .object(PHPObject(QueryObject(table: table)))
    case .query: return .object(PHPObject(QueryObject(table: "a query")))
    case .select, .selectOne, .scalar, .selectFromWriteConnection, .cursor,
      .selectResultSets:
      return try evaluator.select(call)
    case .insert, .update, .delete:
      if let text = try evaluator.text(of: call.arguments.value(0, "query") ?? .null) {
        evaluator.noteInsertion(text)
      }
      return .int(0)
    case .transaction: return try transaction(call)
    case .beginTransaction, .commit, .rollBack:
      step(method, evaluator)
      return .null
    case .disableQueryLog, .enableQueryLog,
      .purge, .reconnect, .disconnect, .listen, .flushQueryLog, .setDefaultConnection,
      .registerDoctrineType, .setTablePrefix, .extend:
      return .null
    case .transactionLevel: return .int(evaluator.transactionLevel)
    case .getConfig: return config(call)
    case .getDatabaseName:
      guard connection != nil else { return .string(evaluator.databaseName) }
      return evaluator.configured(
        "database.connections." + connectionKey(evaluator) + ".database"
      )
    case .getDefaultConnection: return evaluator.configured("database.default")
    case .isMaria: return .bool(evaluator.world.dialect == .mariadb)
    case .pretending, .logging: return .bool(false)
    case .getDoctrineSchemaManager, .getDoctrineConnection, .createSchemaManager:
      return .object(PHPObject(DoctrineObject()))
    case .getDoctrineColumn:
      let column = call.arguments.value(1, "column")?.text
      return .object(PHPObject(DoctrineObject(column: column)))
    case .getQueryGrammar, .getSchemaGrammar:
      return .object(PHPObject(GrammarObject(connection: connection)))
    case .getPostProcessor:
      return .object(PHPObject(OpaqueObject("Illuminate\\Database\\Grammar")))
    case .getPdo, .getReadPdo: return .object(PHPObject(OpaqueObject("PDO")))
    case .getServerVersion: return .unknown("the version of the database server")
    case .escape:
      return call.arguments.value(0, "value")?.text.map { .string("'" + quoted($0) + "'") }
    }
  }

  private func quoted(_ text: String) -> String {
    text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
  }

  private func connectionKey(_ evaluator: Evaluator) -> String {
    connection ?? evaluator.configured("database.default").text ?? ""
  }

  private func config(_ call: PHPNativeCall) -> PHPValue {
    let key = call.arguments.value(0, "option")?.text
    switch key {
    case "driver": return .string(call.evaluator.driverName(connection))
    case "prefix":
      return .string(call.evaluator.tablePrefix(connection))
    default:
      let path = "database.connections." + connectionKey(call.evaluator)
      return call.evaluator.configured(key.map { path + "." + $0 } ?? path)
    }
  }

  private func statement(_ call: PHPNativeCall) throws(PHPThrow) {
    let evaluator = call.evaluator
    guard !evaluator.isForeign(connection) else { return }
    try evaluator.runSQL(call.arguments.value(0, "query") ?? .null, at: call.source)
  }

  /// `DB::beginTransaction()` and what ends it.
  ///
  /// MySQL commits with every change of a schema, so that nothing is taken back there.
  private func step(_ method: ConnectionMethod, _ evaluator: Evaluator) {
    guard evaluator.speculation == nil else { return }
    switch method {
    case .beginTransaction: evaluator.transactions.append(evaluator.world.savepoint())
    case .commit: _ = evaluator.transactions.popLast()
    default:
      guard let mark = evaluator.transactions.popLast() else { return }
      if evaluator.world.dialect.isMySQLFamily { return }
      evaluator.world.rollback(to: mark)
      evaluator.isAborted = false
    }
  }

  /// A transaction of its own: a savepoint, so that a failure inside ends with it.
  private func transaction(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue {
    let evaluator = call.evaluator
    let rollsBack = !evaluator.world.dialect.isMySQLFamily && evaluator.speculation == nil
    let mark = rollsBack ? evaluator.world.savepoint() : 0
    let outer = (evaluator.isAborted, evaluator.runsInTransaction)
    let level = evaluator.transactions.count
    evaluator.transactions.append(mark)
    defer { evaluator.transactions.removeLast(max(0, evaluator.transactions.count - level)) }
    if rollsBack, evaluator.world.dialect == .postgres { evaluator.runsInTransaction = true }
    do throws(PHPThrow) {
      let result = try evaluator.callValue(
        call.arguments.value(0, "callback") ?? .null,
        [PHPArgument(call.this)]
      )
      if evaluator.isAborted, !outer.0, rollsBack { evaluator.world.rollback(to: mark) }
      (evaluator.isAborted, evaluator.runsInTransaction) = outer
      return result
    } catch {
      (evaluator.isAborted, evaluator.runsInTransaction) = outer
      if rollsBack { evaluator.world.rollback(to: mark) }
      throw error
    }
  }
}
