package import SourceText

/// `REFERENCES …` as a statement spells it.
package struct ReferenceClause: Hashable, Sendable {
  package var table: QualifiedName
  /// Empty where the statement names none: the parent's primary key.
  package var columns: [String]
  package var onDelete: ReferentialAction?
  package var onUpdate: ReferentialAction?

  package init(
    table: QualifiedName,
    columns: [String] = [],
    onDelete: ReferentialAction? = nil,
    onUpdate: ReferentialAction? = nil
  ) {
    self.table = table
    self.columns = columns
    self.onDelete = onDelete
    self.onUpdate = onUpdate
  }
}

/// A constraint as a statement declares it, at a column, at a table or by `ADD`.
package struct ConstraintDefinition: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case primaryKey(IndexDetails)
    case unique(IndexDetails)
    case foreignKey(columns: [String], ReferenceClause)
    case check(SQLText)
    /// `EXCLUDE`: an index that is not unique in our sense.
    case exclude(IndexDetails)
    /// PostgreSQL's `ADD CONSTRAINT … { UNIQUE | PRIMARY KEY } USING INDEX name`.
    case usingIndex(String, isPrimaryKey: Bool)
    /// PostgreSQL 18's named `NOT NULL`.
    case notNull(column: String)
  }

  /// `CONSTRAINT name`; nil where the database derives one.
  package var name: String?
  package var kind: Kind
  /// MySQL's index name in `FOREIGN KEY name (…)` and `UNIQUE KEY name (…)` where no
  /// `CONSTRAINT name` stands before.
  package var indexName: String?
  package var ifNotExists: Bool
  /// PostgreSQL's `NO INHERIT` of checks and, from 18 on, of NOT NULL.
  package var isNoInherit: Bool
  package var span: ByteSpan
}

extension ConstraintDefinition {
  // Sets all fields at once, as `TypeName` does.
  package init(
    name: String? = nil,
    _ kind: Kind,
    indexName: String? = nil,
    ifNotExists: Bool = false,
    isNoInherit: Bool = false,
    span: ByteSpan = .empty
  ) {
    self.init(
      name: name,
      kind: kind,
      indexName: indexName,
      ifNotExists: ifNotExists,
      isNoInherit: isNoInherit,
      span: span
    )
  }
}

/// What an index or key is on, shared by constraints and `CREATE INDEX`.
package struct IndexDetails: Hashable, Sendable {
  package var parts: [IndexPart]
  package var included: [String]
  package var predicate: SQLText?
  package var method: String?
  package var nullsNotDistinct: Bool

  package init(
    parts: [IndexPart],
    included: [String] = [],
    predicate: SQLText? = nil,
    method: String? = nil,
    nullsNotDistinct: Bool = false
  ) {
    self.parts = parts
    self.included = included
    self.predicate = predicate
    self.method = method
    self.nullsNotDistinct = nullsNotDistinct
  }
}

/// MySQL's keys inside `CREATE TABLE` and `ADD KEY`, and `CREATE INDEX` everywhere.
package struct IndexDefinition: Hashable, Sendable {
  /// Nil where the database derives one.
  package var name: String?
  package var isUnique: Bool
  package var kind: Index.Kind
  package var details: IndexDetails
  package var ifNotExists: Bool
  package var span: ByteSpan

  package init(
    name: String?,
    isUnique: Bool = false,
    kind: Index.Kind = .plain,
    details: IndexDetails,
    ifNotExists: Bool = false,
    span: ByteSpan = .empty
  ) {
    self.name = name
    self.isUnique = isUnique
    self.kind = kind
    self.details = details
    self.ifNotExists = ifNotExists
    self.span = span
  }
}
