import Catalog
import SourceText

/// A database connection: what `DB::…` and `Schema::getConnection()` reach.
final class ConnectionObject: PHPNative {
  let connection: String?
  var className: String { "Illuminate\\Database\\Connection" }

  init(connection: String?) { self.connection = connection }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    switch call.method {
    case "statement", "unprepared", "affectingstatement":
      try statement(call)
      return .bool(true)
    case "raw":
      return .object(PHPObject(ExpressionObject(call.arguments.value(0, "value") ?? .null)))
    case "getdrivername": return .string(evaluator.driverName(connection))
    case "getname":
      return connection.map { .string($0) } ?? evaluator.configured("database.default")
    case "gettableprefix":
      return .string(evaluator.tablePrefix(connection))
    case "getschemabuilder": return .object(PHPObject(SchemaObject(connection: connection)))
    case "connection":
      let name = call.arguments.value(0, "name")?.text
      return .object(PHPObject(ConnectionObject(connection: name == "" ? nil : name)))
    case "table":
      let table = call.arguments.value(0, "table")?.text ?? "a table"
      return .object(PHPObject(QueryObject(table: table)))
    case "query": return .object(PHPObject(QueryObject(table: "a query")))
    case "select", "selectone", "scalar", "selectfromwriteconnection", "cursor",
      "selectresultsets":
      return try evaluator.select(call)
    case "insert", "update", "delete":
      if let text = try evaluator.text(of: call.arguments.value(0, "query") ?? .null) {
        evaluator.noteInsertion(text)
      }
      return .int(0)
    case "transaction": return try transaction(call)
    case "begintransaction", "commit", "rollback", "disablequerylog", "enablequerylog",
      "purge", "reconnect", "disconnect", "listen", "flushquerylog", "setdefaultconnection",
      "registerdoctrinetype", "settableprefix", "extend", "resolveconnection":
      return .null
    case "transactionlevel": return .int(evaluator.runsInTransaction ? 1 : 0)
    case "getconfig": return config(call)
    case "getdatabasename":
      guard connection != nil else { return .string(evaluator.databaseName) }
      return evaluator.configured(
        "database.connections." + connectionKey(evaluator) + ".database"
      )
    case "getdefaultconnection": return evaluator.configured("database.default")
    case "ismaria": return .bool(evaluator.world.dialect == .mariadb)
    case "pretending", "logging": return .bool(false)
    case "getdoctrineschemamanager", "getdoctrineconnection", "createschemamanager":
      return .object(PHPObject(DoctrineObject()))
    case "getdoctrinecolumn": return .object(PHPObject(DoctrineObject()))
    case "getquerygrammar", "getschemagrammar":
      return .object(PHPObject(GrammarObject(connection: connection)))
    case "getpostprocessor":
      return .object(PHPObject(OpaqueObject("Illuminate\\Database\\Grammar")))
    case "getpdo", "getreadpdo": return .object(PHPObject(OpaqueObject("PDO")))
    case "getserverversion": return .unknown("the version of the database server")
    case "quote", "escape":
      return call.arguments.value(0, "value")?.text.map { .string("'" + quoted($0) + "'") }
    default: return nil
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

  /// A transaction of its own: on PostgreSQL a savepoint, so a failure inside ends with it.
  private func transaction(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue {
    let evaluator = call.evaluator
    let rollsBack = evaluator.world.dialect == .postgres && evaluator.speculation == nil
    let mark = rollsBack ? evaluator.world.savepoint() : 0
    let outer = (evaluator.isAborted, evaluator.runsInTransaction)
    if rollsBack { evaluator.runsInTransaction = true }
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
