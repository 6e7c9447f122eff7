package import Catalog
import SourceText

/// Runs the `up()` of a Laravel migration against a world.
///
/// As `php artisan migrate` would: the class the file returns or declares is made, its
/// `shouldRun()` and `$connection` are asked, and on PostgreSQL everything is in a transaction
/// unless `$withinTransaction` says otherwise. What it does is applied to the world at once.
package func evaluateLaravelMigration(
  _ file: PHPFile,
  world: any World,
  context: any LaravelContext,
  fuel: Int = Evaluator.fuelLimit
) {
  let evaluator = Evaluator(world: world, context: context, fuel: fuel)
  evaluator.runMigration(file)
}

extension Evaluator {
  func runMigration(_ file: PHPFile) {
    here = file.reference(ByteSpan(0, 0))
    runsInTransaction = false
    let mark = world.dialect == .postgres ? world.savepoint() : 0
    do throws(PHPThrow) {
      guard let migration = try migrationObject(file) else {
        report(
          .phpNoMigration,
          .warning,
          "this file has no class with an up() method; it is left out of the schema"
        )
        return
      }
      guard try shouldRun(migration) else { return }
      try checkConnection(migration)
      runsInTransaction = world.dialect == .postgres && isTransactional(migration)
      isMigratedInTransaction = runsInTransaction
      _ = try callMethod(migration, .up, [])
    } catch {
      finish(error)
      if runsInTransaction, case .exception = error { isAborted = true }
    }
    if runsInTransaction, isAborted { world.rollback(to: mark) }
  }

  private func finish(_ error: PHPThrow) {
    guard case .exception = error, let thrown else { return }
    speculation = nil
    let isQuery =
      asciiLowercased(thrown.className) == "illuminate\\database\\queryexception"
    guard !isQuery || isAborted else { return }
    let message =
      (thrown.native as? ExceptionObject)?.message
      ?? thrown.properties[.string("message")]?.text ?? ""
    report(
      .phpUncaught,
      isQuery ? .note : .warning,
      "this migration ends here with " + thrown.className
        + (message.isEmpty ? "" : ": " + message)
    )
  }

  /// The migration's object: what the file returns, or its first class with `up()`.
  func migrationObject(_ file: PHPFile) throws(PHPThrow) -> PHPValue? {
    declare(file)
    let frame = Frame(file: file)
    for statement in file.statements {
      switch statement.kind {
      case .return(let value?):
        let object = try evaluate(value, frame)
        if case .object(let migration) = object, migration.runtimeClass?.method("up") != nil {
          return object
        }
      case .expression, .ifElse, .constants:
        _ = try run(statement, frame)
      default: continue
      }
    }
    let named = file.classes.first {
      $0.kind == .classKind && !$0.modifiers.contains(.isAbstract)
        && runtimeClass($0.name)?.method("up") != nil
    }
    guard let named, let declared = runtimeClass(named.name) else { return nil }
    return try construct(declared, [])
  }

  private func shouldRun(_ migration: PHPValue) throws(PHPThrow) -> Bool {
    guard case .object(let object) = migration,
      object.runtimeClass?.method("shouldrun") != nil, (frameworkMajor ?? 12) >= 12
    else { return true }
    let answer = try callMethod(migration, .shouldRun, [])
    guard answer.truth == false else { return true }
    report(.phpNotRun, .note, "shouldRun() says that this migration does not run here")
    return false
  }

  /// `$connection`, or what an overridden `getConnection()` gives.
  private func checkConnection(_ migration: PHPValue) throws(PHPThrow) {
    let value: PHPValue
    if case .object(let object) = migration,
      object.runtimeClass?.method(PHPName.getConnection.lower) == nil
    {
      value = object.properties[.string("connection")] ?? .null
    } else {
      value = try callMethod(migration, .getConnection, [])
    }
    if let name = value.text, !name.isEmpty { connection = name }
    if isForeign(connection) {
      report(
        .phpNotRun,
        .note,
        "this migration runs on the connection " + (connection ?? "")
          + ", another database; its tables are left out"
      )
    }
  }

  private func isTransactional(_ migration: PHPValue) -> Bool {
    guard case .object(let object) = migration else { return true }
    return object.properties[.string("withinTransaction")]?.truth ?? true
  }
}
