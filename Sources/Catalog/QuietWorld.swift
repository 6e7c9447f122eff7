package import SourceText

/// A world in which nothing is and nothing happens, as far as its own methods do not say otherwise.
///
/// For those who evaluate a part of something: a provider without a schema, a query without a
/// history. Whoever implements the history's world answers every question himself.
package protocol QuietWorld: World {}

extension QuietWorld {
  package func apply(_ operation: LocatedOperation, isTry: Bool) -> OperationOutcome { .skipped }
  package func savepoint() -> Int { 0 }
  package func rollback(to savepoint: Int) {}
  package func table(_ name: QualifiedName) -> Table? { nil }
  package func view(_ name: QualifiedName) -> View? { nil }
  package func type(_ name: QualifiedName) -> SchemaObject? { nil }
  package func sequence(_ name: QualifiedName) -> Sequence? { nil }
  package func routine(_ name: QualifiedName) -> Routine? { nil }
  package func tableOfIndex(_ name: QualifiedName) -> Table? { nil }
  package func tables(withConstraint name: String) -> [Table] { [] }
  package func hasSchema(_ name: String) -> Bool { false }
  package func schemas() -> [String] { [] }
  package func tableByID(_ id: ObjectID) -> Table? { nil }
  package func typeByID(_ id: ObjectID) -> SchemaObject? { nil }
  package func allTables() -> [Table] { [] }
  package func allViews() -> [View] { [] }
  package func allTypes() -> [SchemaObject] { [] }
  package func searchPath() -> [String] { [] }
  package func file(_ path: String) -> SourceFile? { nil }
  package func files(in folder: String) -> [String] { [] }
  package func setting(_ key: String) -> String? { nil }
  package func report(_ diagnostic: Diagnostic) {}

  package func evaluateSQL(
    _ text: String,
    at source: SourceReference,
    isTry: Bool
  ) -> OperationOutcome { .skipped }
}
