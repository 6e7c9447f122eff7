package import Catalog
package import SourceText

/// What code would change whose execution is not certain.
///
/// Such code is run without effect, to learn which tables it names and which variables it sets.
final class Speculation {
  var tables: Set<String> = []
  /// It changes the schema in a way that names no table.
  var touchesUnknown = false

  var touchesSchema: Bool { touchesUnknown || !tables.isEmpty }
}

/// Where evaluation goes on behind a statement.
enum Flow {
  case normal
  case returned(PHPValue)
  case broken(Int)
  case continued(Int)
  /// It may have left this block: whatever follows is not certain.
  case uncertain(PHPUnknown)
}

extension Evaluator {
  /// Runs code without effect and tells what it would touch; variables it sets become unknown.
  ///
  /// Returns whether it may leave the block it stands in.
  func speculate(
    _ frame: Frame,
    because unknown: PHPUnknown,
    _ bodies: [[PHPStatement]]
  ) throws(PHPThrow) -> (found: Speculation, leaves: Bool, values: [PHPValue]) {
    let outer = speculation
    let found = Speculation()
    speculation = found
    defer { speculation = outer }
    let before = frame.variables.values
    var changed: Set<String> = []
    var leaves = false
    var values: [PHPValue] = []
    for body in bodies {
      do throws(PHPThrow) {
        switch try run(body, frame) {
        case .normal: break
        case .returned(let value):
          leaves = true
          values.append(value)
        case .broken, .continued, .uncertain: leaves = true
        }
      } catch {
        if case .stopped = error { throw error }
        thrown = nil
      }
      for (name, slot) in frame.variables {
        if let old = before[name], isUnchanged(old, slot.value) { continue }
        changed.insert(name)
        slot.value = before[name] ?? .null
      }
    }
    for name in changed {
      // What is taken as not running leaves a variable as it was.
      let assumed = unknown.assumed == nil ? nil : before[name]
      frame.set(name, .unknown(PHPUnknown(unknown.reason, assuming: assumed)))
    }
    outer?.tables.formUnion(found.tables)
    if found.touchesUnknown { outer?.touchesUnknown = true }
    return (found, leaves, values)
  }

  private func isUnchanged(_ old: PHPValue, _ new: PHPValue) -> Bool {
    if case .unknown(let one) = old, case .unknown(let other) = new { return one === other }
    return isIdentical(old, new) == true
  }

  /// Marks what uncertain code touches and says so.
  func markUndecided(_ found: Speculation, _ code: DiagnosticCode, _ message: String) {
    guard found.touchesSchema, speculation == nil else { return }
    let tables = found.tables.sorted()
    report(code, .warning, message, tables: tables)
    guard !tables.isEmpty else { return }
    touches += 1
    _ = world.apply(
      LocatedOperation(.markIncomplete(tables: tables.map { tableName($0) }), at: here),
      isTry: true
    )
  }

  /// A table may be changed in a way that is not known.
  ///
  /// - Parameter source: where that is written, if not in the statement that runs.
  package func markIncomplete(
    _ table: String?,
    _ code: DiagnosticCode,
    _ message: String,
    at source: SourceReference? = nil
  ) {
    if let speculation {
      if let table { speculation.tables.insert(table) } else { speculation.touchesUnknown = true }
      return
    }
    touches += 1
    let tables = table.map { [$0] } ?? []
    report(Diagnostic(code, .warning, message, at: source ?? here, tables: tables))
    guard let table else { return }
    if openBlueprints.contains(table) {
      incompleteBlueprints.insert(table)
      return
    }
    _ = world.apply(
      LocatedOperation(.markIncomplete(tables: [tableName(table)]), at: here),
      isTry: true
    )
  }

  /// Applies operations in order; the first that fails is thrown as the framework would.
  package func apply(_ operations: [LocatedOperation], on table: String?) throws(PHPThrow) {
    touches += 1
    if let speculation {
      if let table { speculation.tables.insert(table) } else { speculation.touchesUnknown = true }
      return
    }
    for operation in operations {
      try checkTransaction()
      try conclude(world.apply(operation, isTry: isCaught))
    }
  }

  /// Applies what a Blueprint asks for, then marks its table where not all of it was understood.
  func finish(
    _ blueprint: any BlueprintRecording,
    of table: String,
    isForeign: Bool
  ) throws(PHPThrow) {
    guard speculation == nil, !isForeign, !isBookkeeping(table) else {
      if speculation != nil { try apply([], on: table) }
      return
    }
    defer {
      if incompleteBlueprints.remove(table) != nil {
        _ = world.apply(
          LocatedOperation(.markIncomplete(tables: [tableName(table)]), at: here),
          isTry: true
        )
      }
    }
    try blueprint.finish(self)
  }

  /// The framework's own table of migrations: there from the beginning, and no part of a schema.
  func isBookkeeping(_ table: String) -> Bool {
    guard table.hasSuffix("migrations"), world.table(tableName(table)) == nil else {
      return false
    }
    if table == "migrations" { return true }
    let setting = configured("database.migrations")
    if case .array(let settings) = setting { return settings["table"]?.text == table }
    return setting.text == table
  }

  /// Turns a failure into the exception that the framework would throw.
  func conclude(_ outcome: OperationOutcome) throws(PHPThrow) {
    guard case .failed(let failure) = outcome else { return }
    if runsInTransaction { isAborted = true }
    throw exception("Illuminate\\Database\\QueryException", failure.message)
  }

  func checkTransaction() throws(PHPThrow) {
    if isAborted {
      throw exception(
        "Illuminate\\Database\\QueryException",
        "current transaction is aborted, commands ignored until end of transaction block"
      )
    }
  }

  /// Whether a failing statement would be caught by the migration.
  var isCaught: Bool {
    catches.contains { types in
      types.contains { exceptionClass("illuminate\\database\\queryexception", isKindOf: $0.lower) }
    }
  }

  /// The name of a table as the framework sends it: with prefix, with schema.
  package func tableName(_ table: String) -> QualifiedName {
    let prefix = tablePrefix(connection)
    guard world.dialect == .postgres, let dot = table.utf8.lastIndex(of: 0x2E) else {
      return QualifiedName(prefix + table)
    }
    let name = String(table[table.utf8.index(after: dot)...])
    let schema = String(table[..<dot])
    let last = schema.utf8.lastIndex(of: 0x2E).map { schema.utf8.index(after: $0) }
    return QualifiedName(prefix + name, schema: last.map { String(schema[$0...]) } ?? schema)
  }
}
