package import SourceText

/// A primary key; its columns in key order.
package struct PrimaryKey: Hashable, Sendable {
  /// Nil where the dialect gives it none (SQLite) or always the same one (MySQL: `PRIMARY`).
  package var name: String?
  package var columns: [String]
  /// MySQL: how much of each column the key is made of, where that is not all of it; empty where
  /// the key is made of whole columns.
  package var prefixLengths: [Int?]

  package init(name: String? = nil, columns: [String], prefixLengths: [Int?] = []) {
    self.name = name
    self.columns = columns
    self.prefixLengths = prefixLengths
  }

  /// - Parameter parts: columns, no expressions.
  package init(name: String?, parts: [IndexPart]) {
    let isWhole = parts.allSatisfy { $0.prefixLength == nil }
    self.init(
      name: name,
      columns: parts.map(\.text),
      prefixLengths: isWhole ? [] : parts.map(\.prefixLength)
    )
  }

  /// The columns with their prefixes: `token(191)`.
  package var parts: [IndexPart] {
    columns.enumerated().map { place, column in
      IndexPart(column, prefixLength: place < prefixLengths.count ? prefixLengths[place] : nil)
    }
  }
}

/// One part of an index: a column or an expression.
package struct IndexPart: Hashable, Sendable {
  /// The column's name, or the expression without outer parentheses.
  package var text: String
  package var isExpression: Bool
  /// MySQL's `col(10)`.
  package var prefixLength: Int?
  package var isDescending: Bool
  /// PostgreSQL's operator class, with its parameters.
  package var operatorClass: String?
  /// The operator of an exclusion constraint: `WITH &&`.
  package var exclusion: String?
}

extension IndexPart {
  // Sets all fields at once, as `TypeName` does.
  package init(
    _ text: String,
    isExpression: Bool = false,
    prefixLength: Int? = nil,
    isDescending: Bool = false,
    operatorClass: String? = nil,
    exclusion: String? = nil
  ) {
    self.init(
      text: text,
      isExpression: isExpression,
      prefixLength: prefixLength,
      isDescending: isDescending,
      operatorClass: operatorClass,
      exclusion: exclusion
    )
  }
}

/// An index or a unique constraint; the primary key is not repeated here.
package struct Index: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case plain
    case fulltext
    case spatial
  }

  package var name: String
  package var isUnique: Bool
  /// Made by a constraint, so `DROP CONSTRAINT` drops it and `DROP INDEX` does not (PostgreSQL,
  /// SQLite's automatic indexes).
  package var isConstraint: Bool
  /// Made by InnoDB for a foreign key of this name; goes when a better one comes.
  package var servesForeignKey: String?
  package var parts: [IndexPart]
  /// `INCLUDE (…)`: carried, never searched.
  package var included: [String]
  /// The predicate of a partial index.
  package var predicate: SQLText?
  /// `btree`, `gin`, `hash` …; nil for the default.
  package var method: String?
  package var kind: Kind
  package var nullsNotDistinct: Bool
  package var source: SourceReference?

  package init(
    name: String,
    isUnique: Bool,
    isConstraint: Bool = false,
    servesForeignKey: String? = nil,
    parts: [IndexPart],
    included: [String] = [],
    predicate: SQLText? = nil,
    method: String? = nil,
    kind: Kind = .plain,
    nullsNotDistinct: Bool = false,
    source: SourceReference? = nil
  ) {
    self.name = name
    self.isUnique = isUnique
    self.isConstraint = isConstraint
    self.servesForeignKey = servesForeignKey
    self.parts = parts
    self.included = included
    self.predicate = predicate
    self.method = method
    self.kind = kind
    self.nullsNotDistinct = nullsNotDistinct
    self.source = source
  }

  /// An index on all rows that any search can use.
  package var isPlain: Bool { kind == .plain && predicate == nil }

  /// The columns where the index is on nothing else.
  package var plainColumns: [String]? {
    parts.contains(where: \.isExpression) ? nil : parts.map(\.text)
  }
}

/// What happens to the rows of a child when its parent's row changes.
package enum ReferentialAction: String, Sendable, Hashable, CaseIterable {
  case noAction = "no action"
  case restrict
  case cascade
  case setNull = "set null"
  case setDefault = "set default"
}

/// The parent side of a foreign key.
package struct ForeignTarget: Hashable, Sendable {
  /// The table it was resolved to, followed through renames.
  ///
  /// Nil while it dangles (MySQL with
  /// checks off) and on SQLite, which resolves by name at the time of use.
  package var table: ObjectID?
  /// The name it was declared with; what counts where `table` is nil.
  package var name: QualifiedName
  package var columns: [String]

  package init(table: ObjectID? = nil, name: QualifiedName, columns: [String]) {
    self.table = table
    self.name = name
    self.columns = columns
  }
}

/// A foreign key as the database has it.
package struct ForeignKey: Hashable, Sendable {
  /// Nil on SQLite where none was given.
  package var name: String?
  package var columns: [String]
  package var target: ForeignTarget
  package var onDelete: ReferentialAction
  package var onUpdate: ReferentialAction
  package var source: SourceReference?

  package init(
    name: String?,
    columns: [String],
    target: ForeignTarget,
    onDelete: ReferentialAction = .noAction,
    onUpdate: ReferentialAction = .noAction,
    source: SourceReference? = nil
  ) {
    self.name = name
    self.columns = columns
    self.target = target
    self.onDelete = onDelete
    self.onUpdate = onUpdate
    self.source = source
  }
}

/// A check constraint.
package struct CheckConstraint: Hashable, Sendable {
  package var name: String?
  package var expression: SQLText
  /// PostgreSQL's `NO INHERIT`: children do not have it.
  package var isNoInherit: Bool
  /// A parent's, which the table itself never declared: it comes and goes with the parent's.
  package var isInherited: Bool
  package var source: SourceReference?

  package init(
    name: String?,
    expression: SQLText,
    isNoInherit: Bool = false,
    isInherited: Bool = false,
    source: SourceReference? = nil
  ) {
    self.name = name
    self.expression = expression
    self.isNoInherit = isNoInherit
    self.isInherited = isInherited
    self.source = source
  }
}

/// A NOT NULL constraint with a name of its own, or one that is not for children.
package struct NotNullConstraint: Hashable, Sendable {
  package var name: String
  package var column: String
  /// PostgreSQL's `NO INHERIT`: children do not have it.
  package var isNoInherit: Bool

  package init(name: String, column: String, isNoInherit: Bool = false) {
    self.name = name
    self.column = column
    self.isNoInherit = isNoInherit
  }
}
