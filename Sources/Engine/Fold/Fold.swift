import Catalog
import SourceText

extension Draft {
  /// Applies one operation: the whole meaning of migrations, as one switch over a closed set.
  ///
  /// All or nothing. What a real database would refuse is left undone and, unless the migration
  /// catches it itself, reported; the history goes on.
  func fold(_ located: LocatedOperation, isTry: Bool) -> OperationOutcome {
    source = located.source
    self.isTry = isTry
    let outcome = atomically { () throws(Refusal) -> OperationOutcome in
      try perform(located.operation)
    }
    if case .failed(let failure) = outcome, !isTry { report(failure, located) }
    return outcome
  }

  private func perform(_ operation: SchemaOperation) throws(Refusal) -> OperationOutcome {
    switch operation {
    case .createTable(let definition): return try createTable(definition)
    case .alterTable(let statement): return try alterTable(statement)
    case .renameTables(let renamings): return try renameTables(renamings)
    case .drop(let statement): return try drop(statement)
    case .createIndex(let statement): return try createIndex(statement)
    case .renameIndex(let name, let new, let ifExists):
      return try renameIndex(name, to: new, ifExists: ifExists)
    case .createView(let definition): return try createView(definition)
    case .rename(let kind, let name, let new, let ifExists):
      return try renameObject(kind, name, to: new, ifExists: ifExists)
    case .setSchema(let kind, let name, let schema, let ifExists):
      return try setSchema(kind, name, to: schema, ifExists: ifExists)
    case .createEnum(let name, let labels): return try createEnum(name, labels: labels)
    case .alterEnum(let name, let action): return try alterEnum(name, action)
    case .createDomain(let definition): return try createDomain(definition)
    case .alterDomain(let name, let action): return try alterDomain(name, action)
    case .createType(let name, let kind, let attributes):
      return try createType(name, kind, attributes: attributes)
    case .createSequence(let name, let ifNotExists, let owner, let column):
      return try createSequence(name, ifNotExists: ifNotExists, ownedBy: owner, column: column)
    case .ownSequence(let name, let owner, let column):
      return try ownSequence(name, by: owner, column: column)
    case .createSchema(let name, let ifNotExists):
      return try createSchema(name, ifNotExists: ifNotExists)
    case .renameSchema(let name, let new): return try renameSchema(name, to: new)
    case .comment(let statement): return try comment(statement)
    case .createRoutine(let definition): return try createRoutine(definition)
    case .session(let setting): return set(setting)
    case .markIncomplete(let tables): return markIncomplete(tables)
    case .noteRows(let name): return noteRows(name)
    }
  }

  private func createSchema(
    _ name: String,
    ifNotExists: Bool
  ) throws(Refusal) -> OperationOutcome {
    if dialect == .postgres, hasSchema(name) {
      if ifNotExists { return .skipped }
      throw Refusal(.duplicateSchema, "schema \"\(name)\" already exists", object: name)
    }
    setSchemaPresence(name, true)
    return .applied
  }

  private func set(_ setting: SessionSetting) -> OperationOutcome {
    switch setting {
    case .searchPath(let path):
      session.searchPath = path.filter { $0 != "$user" && $0 != "pg_catalog" }
    case .database(let name): use(database: name)
    case .foreignKeyChecks(let isOn): session.foreignKeyChecks = isOn
    case .legacyAlterTable(let isOn): session.legacyAlterTable = isOn
    case .sqlMode(let mode): session.sqlMode = mode
    case .explicitDefaultsForTimestamp(let isOn): session.explicitDefaultsForTimestamp = isOn
    }
    return .applied
  }

  private func noteRows(_ name: QualifiedName) -> OperationOutcome {
    guard var table = findTable(name), !table.mayHaveRows else { return .skipped }
    table.mayHaveRows = true
    write(table, isChange: false)
    return .applied
  }

  private func markIncomplete(_ names: [QualifiedName]) -> OperationOutcome {
    for name in names {
      // Once more where it is incomplete already: the file counts among those that changed it.
      guard var table = findTable(name) else { continue }
      table.isComplete = false
      write(table)
    }
    return .applied
  }

  private func report(_ failure: OperationFailure, _ located: LocatedOperation) {
    let elsewhere =
      failure.kind == .undefinedTable && dialect == .postgres
      ? markNamesakes(of: located.operation.tableNames) : []
    diagnostics.append(
      Diagnostic(
        diagnosticCode(failure.kind),
        .error,
        "The database would refuse this statement: " + failure.message
          + (elsewhere.isEmpty
            ? ". Correct the migration or its order; the schema is as it was before the statement"
            : ", unless the migrations are run with a search path that leads to "
              + elsewhere.map(\.description).joined(separator: ", ")
              + ", which is incomplete from here on; write the schema before the name"),
        at: located.source,
        tables: elsewhere.isEmpty
          ? located.operation.tableNames.map(\.name) : elsewhere.map(\.description)
      )
    )
  }

  /// Marks tables of other schemas that an unqualified name may have meant.
  ///
  /// Which schemas a name is looked for in is a setting of the server, the role or the tool, so a
  /// statement that fails here may well have run.
  private func markNamesakes(of names: [QualifiedName]) -> [QualifiedName] {
    var found: [QualifiedName] = []
    for name in names where name.schema == nil && findTable(name) == nil {
      for schema in allSchemas() {
        guard var table = findTable(QualifiedName(name.name, schema: schema)) else { continue }
        found.append(table.name)
        guard table.isComplete else { continue }
        table.isComplete = false
        write(table)
      }
    }
    return found
  }
}

/// The numbers of refused statements: one for each kind, so that a script can tell them apart.
private func diagnosticCode(_ kind: OperationFailure.Kind) -> DiagnosticCode {
  switch kind {
  case .duplicateTable: DiagnosticCode(301)
  case .duplicateColumn: DiagnosticCode(302)
  case .duplicateObject: DiagnosticCode(303)
  case .duplicateSchema: DiagnosticCode(304)
  case .duplicateFunction: DiagnosticCode(305)
  case .undefinedTable: DiagnosticCode(311)
  case .undefinedColumn: DiagnosticCode(312)
  case .undefinedObject: DiagnosticCode(313)
  case .undefinedSchema: DiagnosticCode(314)
  case .undefinedFunction: DiagnosticCode(315)
  case .dependentObjects: DiagnosticCode(321)
  case .invalidDefinition: DiagnosticCode(322)
  case .other: DiagnosticCode(330)
  }
}

extension SchemaOperation {
  /// The tables a statement is about, by the names it uses.
  var tableNames: [QualifiedName] {
    switch self {
    case .createTable(let definition): [definition.name]
    case .alterTable(let statement): [statement.name]
    case .renameTables(let renamings): renamings.map(\.from)
    case .drop(let statement):
      statement.kind == .table ? statement.names : [statement.table].compactMap { $0 }
    case .createIndex(let statement): [statement.table]
    case .comment(let statement): statement.kind == .table ? [statement.name] : []
    case .markIncomplete(let tables): tables
    default: []
    }
  }
}
