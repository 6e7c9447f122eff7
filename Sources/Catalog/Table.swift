package import SourceText

/// A table as the database has it.
package struct Table: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case table
    case partitioned
    case partition
    case virtual
  }

  package var id: ObjectID
  /// Always with the schema it lives in, where the dialect has schemas.
  package var name: QualifiedName
  package var kind: Kind
  package var comment: String?
  package var columns: [Column]
  package var primaryKey: PrimaryKey?
  package var indexes: [Index]
  package var foreignKeys: [ForeignKey]
  package var checks: [CheckConstraint]
  /// PostgreSQL: the NOT NULL constraints that were given a name or kept from children.
  package var notNulls: [NotNullConstraint]
  /// What the statement says of the table behind its columns, where the database keeps it: how it
  /// is partitioned, the module of a virtual table, SQLite's options.
  package var storage: String?
  /// The rows of a partition: `FOR VALUES …` or `DEFAULT`.
  package var bounds: String?
  /// Tables whose foreign keys point here, sorted; kept by the fold so that neither a rename nor
  /// a drop has to look for them.
  package var referencedBy: [ObjectID]
  /// Tables this one inherits from or is a partition of.
  package var parents: [ObjectID]
  package var isTemporary: Bool
  package var characterSet: String?
  package var collation: String?
  package var engine: String?
  /// False where a statement that may touch the table was not understood.
  package var isComplete: Bool
  /// A migration put rows into it: what depends on them cannot be decided as for an empty table.
  package var mayHaveRows: Bool
  package var source: SourceReference
  /// The migrations that changed it, oldest first, each once.
  package var changedBy: [String]

  package init(
    id: ObjectID,
    name: QualifiedName,
    kind: Kind = .table,
    columns: [Column] = [],
    source: SourceReference
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    comment = nil
    self.columns = columns
    primaryKey = nil
    indexes = []
    foreignKeys = []
    checks = []
    notNulls = []
    storage = nil
    bounds = nil
    referencedBy = []
    parents = []
    isTemporary = false
    characterSet = nil
    collation = nil
    engine = nil
    isComplete = true
    mayHaveRows = false
    self.source = source
    changedBy = []
  }

  /// The columns that a unique index tells every row apart by: no expressions, no predicate.
  package var uniqueColumns: [[String]] {
    indexes.compactMap { $0.isUnique && $0.predicate == nil ? $0.plainColumns : nil }
  }

  /// Whether its rows are another's too; one that is partitioned itself has parents only so.
  package var isPartition: Bool {
    kind == .partition || (kind == .partitioned && !parents.isEmpty)
  }

  package func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}
