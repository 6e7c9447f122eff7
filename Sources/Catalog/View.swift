package import SourceText

/// An output column of a view.
package struct ViewColumn: Hashable, Sendable {
  package var name: String
  /// Nil where the expression's type was not worked out.
  package var type: ColumnType?
  package var isNullable: Bool
  /// What MySQL's `CREATE TABLE … SELECT` copies along with a plain column.
  package var defaultValue: SQLText?
  package var comment: String?

  package init(_ name: String, type: ColumnType? = nil, isNullable: Bool = true) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    defaultValue = nil
    comment = nil
  }
}

/// A view or materialized view: its name and what it puts out.
package struct View: Hashable, Sendable {
  package var id: ObjectID
  package var name: QualifiedName
  package var isMaterialized: Bool
  package var columns: [ViewColumn]
  /// Tables and views it reads, sorted: what `DROP … CASCADE` takes it along with.
  package var dependencies: [ObjectID]
  /// The query as written; SQLite rewrites it on renames, and `schema --format sql` prints it.
  package var query: SQLText
  /// Indexes of a materialized view.
  package var indexes: [Index]
  package var comment: String?
  package var isComplete: Bool
  package var source: SourceReference

  package init(
    id: ObjectID,
    name: QualifiedName,
    isMaterialized: Bool,
    columns: [ViewColumn],
    dependencies: [ObjectID],
    query: SQLText,
    source: SourceReference
  ) {
    self.id = id
    self.name = name
    self.isMaterialized = isMaterialized
    self.columns = columns
    self.dependencies = dependencies
    self.query = query
    indexes = []
    comment = nil
    isComplete = true
    self.source = source
  }
}

/// A sequence; only its name and owner matter here.
package struct Sequence: Hashable, Sendable {
  package var id: ObjectID
  package var name: QualifiedName
  /// The column it goes away with (`OWNED BY`, `serial`).
  package var owner: ObjectID?
  package var ownerColumn: String?
  package var source: SourceReference

  package init(
    id: ObjectID,
    name: QualifiedName,
    owner: ObjectID? = nil,
    ownerColumn: String? = nil,
    source: SourceReference
  ) {
    self.id = id
    self.name = name
    self.owner = owner
    self.ownerColumn = ownerColumn
    self.source = source
  }
}

/// A stored function or procedure, kept because a later migration may call it.
package struct Routine: Hashable, Sendable {
  package enum Language: String, Sendable, Hashable, CaseIterable {
    case sql
    case plpgsql
    /// MySQL's compound statements.
    case compound
    case other
  }

  package var id: ObjectID
  package var name: QualifiedName
  package var isProcedure: Bool
  package var language: Language
  package var parameters: [RoutineParameter]
  /// `RETURNS trigger`: never run by us.
  package var returnsTrigger: Bool
  package var body: SQLText
  /// Where the body begins, so that diagnostics in it point at its file.
  package var source: SourceReference
  /// The statements that made those of this name, in order: PostgreSQL tells them apart by the
  /// types of their parameters.
  package var overloads: [RoutineText]

  package init(
    id: ObjectID,
    name: QualifiedName,
    isProcedure: Bool,
    language: Language,
    parameters: [RoutineParameter],
    returnsTrigger: Bool,
    body: SQLText,
    source: SourceReference
  ) {
    self.id = id
    self.name = name
    self.isProcedure = isProcedure
    self.language = language
    self.parameters = parameters
    self.returnsTrigger = returnsTrigger
    self.body = body
    self.source = source
    overloads = []
  }
}

/// What a statement says of a routine behind its name, to be written again.
package struct RoutineText: Hashable, Sendable {
  /// The types of what it takes, as written.
  package var signature: [String]
  package var text: SQLText

  package init(signature: [String], text: SQLText) {
    self.signature = signature
    self.text = text
  }
}

/// A parameter of a routine.
package struct RoutineParameter: Hashable, Sendable {
  package var name: String?
  package var type: TypeName?
  package var defaultValue: SQLText?
  package var isOutput: Bool

  package init(
    name: String?,
    type: TypeName?,
    defaultValue: SQLText? = nil,
    isOutput: Bool = false
  ) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.isOutput = isOutput
  }
}
