package import SourceText

/// What a migration does to the schema: the closed set that the fold knows.
///
/// Operations speak in names, as statements do. The parser and the evaluators build them, the
/// fold alone gives them meaning: it looks names up, derives the names of unnamed constraints,
/// prints types as the catalogue would, cascades. Both SQL and Laravel migrations end here.
/// Indirect, since operations are kept in traces and handed on: a reference instead of the largest
/// statement there is.
package indirect enum SchemaOperation: Hashable, Sendable {
  case createTable(TableDefinition)
  case alterTable(AlterTable)
  case renameTables([Renaming])
  case drop(DropStatement)
  case createIndex(CreateIndex)
  case renameIndex(QualifiedName, to: String, ifExists: Bool)
  case createView(ViewDefinition)
  /// `ALTER VIEW`, `ALTER MATERIALIZED VIEW`, `ALTER SEQUENCE`, `ALTER TYPE`, `ALTER DOMAIN`
  /// `… RENAME TO`.
  case rename(ObjectKind, QualifiedName, to: String, ifExists: Bool)
  case setSchema(ObjectKind, QualifiedName, to: String, ifExists: Bool)
  case createEnum(QualifiedName, labels: [String])
  case alterEnum(QualifiedName, EnumAction)
  case createDomain(DomainDefinition)
  case alterDomain(QualifiedName, DomainAction)
  case createType(QualifiedName, OpaqueType.Kind, attributes: [ColumnDefinition])
  case createSequence(QualifiedName, ifNotExists: Bool, ownedBy: QualifiedName?, column: String?)
  case ownSequence(QualifiedName, by: QualifiedName?, column: String?)
  case createSchema(String, ifNotExists: Bool)
  case renameSchema(String, to: String)
  case comment(CommentStatement)
  case createRoutine(RoutineDefinition)
  case session(SessionSetting)
  /// Something that may change these tables was not understood.
  case markIncomplete(tables: [QualifiedName])
  /// A migration of another language than SQL puts rows into this table.
  case noteRows(QualifiedName)
}

/// An operation and where it was written.
package struct LocatedOperation: Hashable, Sendable {
  package var operation: SchemaOperation
  package var source: SourceReference

  package init(_ operation: SchemaOperation, at source: SourceReference) {
    self.operation = operation
    self.source = source
  }
}

/// The kinds of things that have names.
package enum ObjectKind: String, Sendable, Hashable, CaseIterable {
  case table, view, materializedView, index, type, domain, sequence, schema, function, procedure
  /// Named by a statement that does not say which (`ALTER TABLE v RENAME` on a view).
  case relation
}

package struct AlterTable: Hashable, Sendable {
  package var name: QualifiedName
  package var ifExists: Bool
  /// PostgreSQL's `ALTER TABLE ONLY`: partitions and children stay as they are.
  package var isOnly: Bool
  package var actions: [TableAction]
  /// Byte spans of the actions, in parallel, for history and diagnostics.
  package var spans: [ByteSpan]

  package init(
    name: QualifiedName,
    ifExists: Bool = false,
    isOnly: Bool = false,
    actions: [TableAction],
    spans: [ByteSpan] = []
  ) {
    self.name = name
    self.ifExists = ifExists
    self.isOnly = isOnly
    self.actions = actions
    self.spans = spans
  }
}

/// One pair of `RENAME TABLE a TO b, c TO d`; applied in order.
package struct Renaming: Hashable, Sendable {
  package var from: QualifiedName
  package var to: QualifiedName

  package init(from: QualifiedName, to: QualifiedName) {
    self.from = from
    self.to = to
  }
}

package struct DropStatement: Hashable, Sendable {
  package var kind: ObjectKind
  package var names: [QualifiedName]
  package var ifExists: Bool
  package var cascade: Bool
  /// MySQL's `DROP INDEX name ON table`.
  package var table: QualifiedName?

  package init(
    _ kind: ObjectKind,
    _ names: [QualifiedName],
    ifExists: Bool = false,
    cascade: Bool = false,
    table: QualifiedName? = nil
  ) {
    self.kind = kind
    self.names = names
    self.ifExists = ifExists
    self.cascade = cascade
    self.table = table
  }
}

package struct CreateIndex: Hashable, Sendable {
  package var table: QualifiedName
  /// PostgreSQL's `ON ONLY`: partitions get none.
  package var isOnly: Bool
  package var index: IndexDefinition

  package init(table: QualifiedName, isOnly: Bool = false, index: IndexDefinition) {
    self.table = table
    self.isOnly = isOnly
    self.index = index
  }
}

package struct ViewDefinition: Hashable, Sendable {
  package var name: QualifiedName
  package var isMaterialized: Bool
  package var orReplace: Bool
  package var ifNotExists: Bool
  package var isTemporary: Bool
  /// Worked out by the evaluator, which asks the world to expand `*`; nil where it could not.
  package var columns: [ViewColumn]?
  package var dependencies: [QualifiedName]
  package var query: SQLText

  package init(name: QualifiedName, query: SQLText) {
    self.name = name
    isMaterialized = false
    orReplace = false
    ifNotExists = false
    isTemporary = false
    columns = nil
    dependencies = []
    self.query = query
  }
}

package enum EnumAction: Hashable, Sendable {
  case addValue(String, position: EnumPosition, ifNotExists: Bool)
  case renameValue(String, to: String)
}

package enum EnumPosition: Hashable, Sendable {
  case last
  case before(String)
  case after(String)
}

package struct DomainDefinition: Hashable, Sendable {
  package var name: QualifiedName
  package var type: TypeName
  package var isNullable: Bool?
  package var defaultValue: SQLText?
  package var checks: [ConstraintDefinition]

  package init(name: QualifiedName, type: TypeName) {
    self.name = name
    self.type = type
    isNullable = nil
    defaultValue = nil
    checks = []
  }
}

package enum DomainAction: Hashable, Sendable {
  case setDefault(SQLText?)
  case setNotNull
  case dropNotNull
  case addConstraint(ConstraintDefinition)
  case dropConstraint(String, ifExists: Bool)
  case renameConstraint(String, to: String)
}

package struct CommentStatement: Hashable, Sendable {
  package var kind: ObjectKind
  package var name: QualifiedName
  /// Set for `COMMENT ON COLUMN`.
  package var column: String?
  /// Nil removes it.
  package var text: String?

  package init(kind: ObjectKind, name: QualifiedName, column: String? = nil, text: String?) {
    self.kind = kind
    self.name = name
    self.column = column
    self.text = text
  }
}

package struct RoutineDefinition: Hashable, Sendable {
  package var name: QualifiedName
  package var isProcedure: Bool
  package var orReplace: Bool
  package var ifNotExists: Bool
  package var language: Routine.Language
  package var parameters: [RoutineParameter]
  package var returnsTrigger: Bool
  package var body: SQLText
  /// Where the body begins in its file.
  package var bodySource: SourceReference
  /// Everything behind the name, as written.
  package var definition: SQLText

  package init(
    name: QualifiedName,
    isProcedure: Bool,
    language: Routine.Language,
    body: SQLText,
    bodySource: SourceReference
  ) {
    self.name = name
    self.isProcedure = isProcedure
    orReplace = false
    ifNotExists = false
    self.language = language
    parameters = []
    returnsTrigger = false
    self.body = body
    self.bodySource = bodySource
    definition = SQLText("")
  }
}

/// A setting of the session that later statements of the same migration obey.
package enum SessionSetting: Hashable, Sendable {
  case searchPath([String])
  /// MySQL's `USE`.
  case database(String)
  case foreignKeyChecks(Bool)
  /// SQLite's `PRAGMA legacy_alter_table`.
  case legacyAlterTable(Bool)
  case sqlMode(String)
  case explicitDefaultsForTimestamp(Bool)
}
