package import SourceText

/// Whether and how a generated column is kept.
package enum GenerationKind: String, Sendable, Hashable, CaseIterable {
  case stored
  case virtual
}

/// The expression a column is computed from.
package struct Generation: Hashable, Sendable {
  package var kind: GenerationKind
  package var expression: SQLText

  package init(_ kind: GenerationKind, _ expression: SQLText) {
    self.kind = kind
    self.expression = expression
  }
}

/// One migration's part in what a column is now.
package struct ColumnChange: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case added
    case renamed
    case retyped
    case nullability
    case defaultValue = "default"
    case commented
    case redeclared
    case moved
    case key
  }

  package var kind: Kind
  package var source: SourceReference
  /// What it was before, for people: the old name, the old type.
  package var before: String?

  package init(_ kind: Kind, at source: SourceReference, before: String? = nil) {
    self.kind = kind
    self.source = source
    self.before = before
  }
}

/// A column as the database has it.
package struct Column: Hashable, Sendable {
  package var name: String
  package var type: ColumnType
  package var isNullable: Bool
  /// The expression as the catalogue would give it; nil for none, for `NULL` and for
  /// auto-increment columns.
  package var defaultValue: SQLText?
  /// `AUTO_INCREMENT`, `serial`, identity, SQLite's `INTEGER PRIMARY KEY`.
  package var isAutoIncrement: Bool
  package var generation: Generation?
  package var comment: String?
  package var characterSet: String?
  package var collation: String?
  /// MySQL's `ON UPDATE CURRENT_TIMESTAMP`.
  package var updatesTimestamp: Bool
  /// Oldest first; the last entry is where the column got its present form.
  ///
  /// The first one is
  /// where it was added.
  package var history: [ColumnChange]

  package init(
    name: String,
    type: ColumnType,
    isNullable: Bool = true,
    defaultValue: SQLText? = nil,
    isAutoIncrement: Bool = false,
    generation: Generation? = nil,
    comment: String? = nil,
    characterSet: String? = nil,
    collation: String? = nil,
    updatesTimestamp: Bool = false,
    history: [ColumnChange] = []
  ) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.defaultValue = defaultValue
    self.isAutoIncrement = isAutoIncrement
    self.generation = generation
    self.comment = comment
    self.characterSet = characterSet
    self.collation = collation
    self.updatesTimestamp = updatesTimestamp
    self.history = history
  }
}
