/// `CREATE TABLE` as a statement spells it.
package struct TableDefinition: Hashable, Sendable {
  /// What stands between the parentheses, in order, since derived names depend on it.
  package enum Element: Hashable, Sendable {
    case column(ColumnDefinition)
    case constraint(ConstraintDefinition)
    case index(IndexDefinition)
    case like(LikeClause)
  }

  package var name: QualifiedName
  package var elements: [Element]
  package var ifNotExists: Bool
  package var orReplace: Bool
  package var isTemporary: Bool
  package var kind: Table.Kind
  package var inherits: [QualifiedName]
  package var partitionOf: QualifiedName?
  package var options: TableOptions
  /// The output of `AS SELECT`, worked out by the evaluator; they follow declared columns.
  package var queryColumns: [ViewColumn]?
  /// What becomes `Table.storage`.
  package var storage: String?
  /// What becomes `Table.bounds`.
  package var bounds: String?

  package init(name: QualifiedName, elements: [Element] = []) {
    self.name = name
    self.elements = elements
    ifNotExists = false
    orReplace = false
    isTemporary = false
    kind = .table
    inherits = []
    partitionOf = nil
    options = TableOptions()
    queryColumns = nil
    storage = nil
    bounds = nil
  }
}

/// `LIKE other INCLUDING …` (PostgreSQL) and `CREATE TABLE t LIKE other` (MySQL: everything).
package struct LikeClause: Hashable, Sendable {
  package enum Part: String, Sendable, Hashable, CaseIterable {
    case comments, compression, constraints, defaults, generated, identity, indexes, statistics
    case storage
  }

  package var table: QualifiedName
  package var including: Set<Part>

  package init(table: QualifiedName, including: Set<Part>) {
    self.table = table
    self.including = including
  }
}

/// What stands behind the parentheses; nil means that the statement does not say.
package struct TableOptions: Hashable, Sendable {
  package var comment: String?
  package var engine: String?
  package var characterSet: String?
  package var collation: String?
  /// SQLite.
  package var isStrict: Bool
  package var isWithoutRowID: Bool

  package init() {
    comment = nil
    engine = nil
    characterSet = nil
    collation = nil
    isStrict = false
    isWithoutRowID = false
  }
}

/// One action of `ALTER TABLE`; a statement has several, applied in order, all or none.
package indirect enum TableAction: Hashable, Sendable {
  case addColumn(ColumnDefinition, ifNotExists: Bool)
  case dropColumn(String, ifExists: Bool, cascade: Bool)
  case renameColumn(String, to: String, ifExists: Bool)
  /// MySQL's `MODIFY`: the definition replaces all that was.
  case modifyColumn(ColumnDefinition, ifExists: Bool)
  /// MySQL's `CHANGE old new definition`.
  case changeColumn(String, ColumnDefinition, ifExists: Bool)
  case setType(column: String, TypeName, using: SQLText?, collation: String?)
  case setDefault(column: String, SQLText)
  case dropDefault(column: String)
  case setNotNull(column: String)
  case dropNotNull(column: String)
  case setGenerated(column: String, SQLText)
  case dropExpression(column: String, ifExists: Bool)
  case addIdentity(column: String, IdentityKind)
  case dropIdentity(column: String, ifExists: Bool)
  case addConstraint(ConstraintDefinition)
  case dropConstraint(String, ifExists: Bool, cascade: Bool)
  case dropPrimaryKey
  case dropForeignKey(String, ifExists: Bool)
  case dropCheck(String, ifExists: Bool)
  case renameConstraint(String, to: String)
  /// PostgreSQL 18's `ALTER CONSTRAINT … [NO] INHERIT`.
  case setInheritance(constraint: String, isNoInherit: Bool)
  case addIndex(IndexDefinition)
  case dropIndex(String, ifExists: Bool)
  case renameIndex(String, to: String)
  case rename(to: QualifiedName)
  case setSchema(String)
  case setOptions(TableOptions)
  /// `CONVERT TO CHARACTER SET`: retypes text columns.
  case convert(characterSet: String?, collation: String?)
  case attachPartition(QualifiedName, bounds: String)
  case detachPartition(QualifiedName)
  case inherit(QualifiedName)
  case noInherit(QualifiedName)
  /// Known to change nothing that a schema reader sees: owner, triggers, statistics, storage.
  case ignored
  /// Not understood: the table is incomplete from here on.
  case unknown(String)
}
