package import SourceText

/// A table as the database has it.
///
/// One reference, copied when it is written to while another version has it too, as `Column` is:
/// what hands a table on copies two dozen strings and arrays otherwise. What is changed in place
/// has a `_modify`, which costs an allocation from another module, the rest a setter alone.
package struct Table: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case table
    case partitioned
    case partition
    case virtual
  }

  fileprivate var shared: SharedTable

  package init(
    id: ObjectID,
    name: QualifiedName,
    kind: Kind = .table,
    columns: [Column] = [],
    source: SourceReference
  ) {
    shared = SharedTable(
      TableFields(id: id, name: name, kind: kind, columns: columns, source: source)
    )
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&shared) { shared = SharedTable(shared.fields) }
  }

  package static func == (left: Table, right: Table) -> Bool {
    left.shared === right.shared || left.shared.isSame(as: right.shared)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(shared.fields) }

  package var id: ObjectID {
    get { shared.fields.id }
    set {
      makeUnique()
      shared.fields.id = newValue
    }
  }

  /// Always with the schema it lives in, where the dialect has schemas.
  package var name: QualifiedName {
    get { shared.fields.name }
    set {
      makeUnique()
      shared.fields.name = newValue
    }
  }

  package var kind: Kind {
    get { shared.fields.kind }
    set {
      makeUnique()
      shared.fields.kind = newValue
    }
  }

  package var comment: String? {
    get { shared.fields.comment }
    set {
      makeUnique()
      shared.fields.comment = newValue
    }
  }

  package var columns: [Column] {
    get { shared.fields.columns }
    set {
      makeUnique()
      shared.fields.columns = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.columns
    }
  }

  package var primaryKey: PrimaryKey? {
    get { shared.fields.primaryKey }
    set {
      makeUnique()
      shared.fields.primaryKey = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.primaryKey
    }
  }

  package var indexes: [Index] {
    get { shared.fields.indexes }
    set {
      makeUnique()
      shared.fields.indexes = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.indexes
    }
  }

  package var foreignKeys: [ForeignKey] {
    get { shared.fields.foreignKeys }
    set {
      makeUnique()
      shared.fields.foreignKeys = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.foreignKeys
    }
  }

  package var checks: [CheckConstraint] {
    get { shared.fields.checks }
    set {
      makeUnique()
      shared.fields.checks = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.checks
    }
  }

  /// PostgreSQL: the NOT NULL constraints that were given a name or kept from children.
  package var notNulls: [NotNullConstraint] {
    get { shared.fields.notNulls }
    set {
      makeUnique()
      shared.fields.notNulls = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.notNulls
    }
  }

  /// What the statement says of the table behind its columns, where the database keeps it: how it
  /// is partitioned, the module of a virtual table, SQLite's options.
  package var storage: String? {
    get { shared.fields.storage }
    set {
      makeUnique()
      shared.fields.storage = newValue
    }
  }

  /// The rows of a partition: `FOR VALUES …` or `DEFAULT`.
  package var bounds: String? {
    get { shared.fields.bounds }
    set {
      makeUnique()
      shared.fields.bounds = newValue
    }
  }

  /// Tables whose foreign keys point here, sorted; kept by the fold so that neither a rename nor
  /// a drop has to look for them.
  package var referencedBy: [ObjectID] {
    get { shared.fields.referencedBy }
    set {
      makeUnique()
      shared.fields.referencedBy = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.referencedBy
    }
  }

  /// Tables this one inherits from or is a partition of.
  package var parents: [ObjectID] {
    get { shared.fields.parents }
    set {
      makeUnique()
      shared.fields.parents = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.parents
    }
  }

  package var isTemporary: Bool {
    get { shared.fields.isTemporary }
    set {
      makeUnique()
      shared.fields.isTemporary = newValue
    }
  }

  package var characterSet: String? {
    get { shared.fields.characterSet }
    set {
      makeUnique()
      shared.fields.characterSet = newValue
    }
  }

  package var collation: String? {
    get { shared.fields.collation }
    set {
      makeUnique()
      shared.fields.collation = newValue
    }
  }

  package var engine: String? {
    get { shared.fields.engine }
    set {
      makeUnique()
      shared.fields.engine = newValue
    }
  }

  /// False where a statement that may touch the table was not understood.
  package var isComplete: Bool {
    get { shared.fields.isComplete }
    set {
      makeUnique()
      shared.fields.isComplete = newValue
    }
  }

  /// A migration put rows into it: what depends on them cannot be decided as for an empty table.
  package var mayHaveRows: Bool {
    get { shared.fields.mayHaveRows }
    set {
      makeUnique()
      shared.fields.mayHaveRows = newValue
    }
  }

  package var source: SourceReference {
    get { shared.fields.source }
    set {
      makeUnique()
      shared.fields.source = newValue
    }
  }

  /// The migrations that changed it, oldest first, each once.
  package var changedBy: [String] {
    get { shared.fields.changedBy }
    set {
      makeUnique()
      shared.fields.changedBy = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.changedBy
    }
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

extension Table: CustomReflectable {
  /// The fields, as if they stood in the table itself.
  package var customMirror: Mirror { Mirror(reflecting: shared.fields) }
}

private struct TableFields: Hashable, Sendable {
  var id: ObjectID
  var name: QualifiedName
  var kind: Table.Kind
  var comment: String?
  var columns: [Column]
  var primaryKey: PrimaryKey?
  var indexes: [Index] = []
  var foreignKeys: [ForeignKey] = []
  var checks: [CheckConstraint] = []
  var notNulls: [NotNullConstraint] = []
  var storage: String?
  var bounds: String?
  var referencedBy: [ObjectID] = []
  var parents: [ObjectID] = []
  var isTemporary = false
  var characterSet: String?
  var collation: String?
  var engine: String?
  var isComplete = true
  var mayHaveRows = false
  var source: SourceReference
  var changedBy: [String] = []
}

// Written to through `Table` alone, and there only while nobody else refers to it.
private final class SharedTable: @unchecked Sendable {
  var fields: TableFields

  init(_ fields: TableFields) { self.fields = fields }

  /// Versions of one table differ most often in how many parts they have.
  func isSame(as other: SharedTable) -> Bool {
    fields.columns.count == other.fields.columns.count
      && fields.indexes.count == other.fields.indexes.count
      && fields.foreignKeys.count == other.fields.foreignKeys.count
      && isSameInPlace(&fields, &other.fields)
  }
}
