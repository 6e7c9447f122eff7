package import SourceText

/// What became of an operation on the database.
package enum OperationOutcome: Hashable, Sendable {
  case applied
  /// `IF [NOT] EXISTS` made it a no-op.
  case skipped
  /// A real database would have refused it; the schema is as it was before.
  case failed(OperationFailure)
}

/// Why a real database would have refused an operation; what `EXCEPTION WHEN`, handlers and
/// `catch` branch on.
package struct OperationFailure: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case duplicateTable, duplicateColumn, duplicateObject, duplicateSchema, duplicateFunction
    case undefinedTable, undefinedColumn, undefinedObject, undefinedSchema, undefinedFunction
    case dependentObjects, invalidDefinition, other
  }

  package var kind: Kind
  /// In the words of the database, for the diagnostic.
  package var message: String
  /// The object it is about.
  package var object: String

  package init(_ kind: Kind, _ message: String, object: String) {
    self.kind = kind
    self.message = message
    self.object = object
  }
}

/// What a name stands for at this point of the history.
package enum SchemaObject: Hashable, Sendable {
  case table(Table)
  case view(View)
  case enumType(EnumType)
  case domain(Domain)
  case opaqueType(OpaqueType)
  case sequence(Sequence)
  case routine(Routine)
}

/// The schema at one point of the history, and the project around it, as an evaluator sees them.
///
/// Everything asked here is recorded with its answer by whoever implements it, names that do not
/// exist included: when an answer changes, what asked is evaluated again, and only that. So an
/// evaluator asks as narrowly as it can, and asks nothing it does not need.
package protocol World: AnyObject {
  var dialect: Dialect { get }

  /// Applies an operation at once, so that later questions see its effect.
  ///
  /// A failed operation is reported by the fold (as a diagnostic at its source) unless `isTry`,
  /// where the migration catches failures itself.
  func apply(_ operation: LocatedOperation, isTry: Bool) -> OperationOutcome

  /// A mark in the operations applied so far, for `rollback`.
  ///
  /// Marks nest: rolling back to one forgets those taken after it.
  func savepoint() -> Int
  /// Undoes every operation applied since the mark, session settings included.
  ///
  /// What `BEGIN … EXCEPTION` does to its block, and how an evaluator tries a branch whose
  /// condition it cannot decide. Questions asked in between stay recorded: their answers decided.
  func rollback(to savepoint: Int)

  /// The table of that name, found through the search path; nil where there is none.
  func table(_ name: QualifiedName) -> Table?
  func view(_ name: QualifiedName) -> View?
  /// An enum, domain or other type.
  func type(_ name: QualifiedName) -> SchemaObject?
  func sequence(_ name: QualifiedName) -> Sequence?
  func routine(_ name: QualifiedName) -> Routine?
  /// The table that holds the index (PostgreSQL: index names live in the schema).
  func tableOfIndex(_ name: QualifiedName) -> Table?
  /// The tables with a constraint of that name (key, foreign key, check), sorted by name.
  ///
  /// Asked by the commonest guard of all, `pg_constraint WHERE conname = …`, which names no table.
  func tables(withConstraint name: String) -> [Table]
  func hasSchema(_ name: String) -> Bool
  /// The names of the schemas there are, sorted; one answer for all of them.
  func schemas() -> [String]
  func tableByID(_ id: ObjectID) -> Table?
  func typeByID(_ id: ObjectID) -> SchemaObject?
  /// Every table, sorted by name: the widest question, asked by catalogue queries without a name.
  func allTables() -> [Table]
  func allViews() -> [View]
  func allTypes() -> [SchemaObject]
  /// The search path in force, first schema first; MySQL: the current database or none.
  func searchPath() -> [String]

  /// A file of the project by its project-relative path; nil where there is none or where it
  /// may not be read.
  func file(_ path: String) -> SourceFile?
  /// The project-relative paths of files directly in a folder, sorted.
  func files(in folder: String) -> [String]
  /// A setting of the project's configuration: `framework.major`, `env.APP_ENV`,
  /// `config.KEY` overrides, `placeholder.NAME`.
  func setting(_ key: String) -> String?

  /// Evaluates SQL text inside another language's migration, at once.
  ///
  /// Returns the first failure, if any. Positions in diagnostics are shifted to `source`.
  func evaluateSQL(_ text: String, at source: SourceReference, isTry: Bool) -> OperationOutcome

  /// Answers a query of the catalogue inside another language's migration; nil where its rows
  /// cannot be known.
  func queryRows(_ text: String, at source: SourceReference) -> QueryRows?

  func report(_ diagnostic: Diagnostic)
}
