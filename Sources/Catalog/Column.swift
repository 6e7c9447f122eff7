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
///
/// The versions of a table at each point of the history share the columns that did not change: a
/// column is one reference, copied when it is written to while another version has it too. A table
/// of twenty columns that gets another one would otherwise copy two hundred strings.
package struct Column: Hashable, Sendable {
  fileprivate var storage: ColumnStorage

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
    storage = ColumnStorage(
      ColumnFields(
        name: name,
        type: type,
        isNullable: isNullable,
        defaultValue: defaultValue,
        isAutoIncrement: isAutoIncrement,
        generation: generation,
        comment: comment,
        characterSet: characterSet,
        collation: collation,
        updatesTimestamp: updatesTimestamp,
        history: history
      )
    )
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = ColumnStorage(storage.fields) }
  }

  package static func == (left: Column, right: Column) -> Bool {
    left.storage === right.storage || left.storage.isSame(as: right.storage)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(storage.fields) }

  package var name: String {
    get { storage.fields.name }
    set {
      makeUnique()
      storage.fields.name = newValue
    }
  }

  package var type: ColumnType {
    get { storage.fields.type }
    set {
      makeUnique()
      storage.fields.type = newValue
    }
  }

  package var isNullable: Bool {
    get { storage.fields.isNullable }
    set {
      makeUnique()
      storage.fields.isNullable = newValue
    }
  }

  /// The expression as the catalogue would give it; nil for none, for `NULL` and for
  /// auto-increment columns.
  package var defaultValue: SQLText? {
    get { storage.fields.defaultValue }
    set {
      makeUnique()
      storage.fields.defaultValue = newValue
    }
  }

  /// `AUTO_INCREMENT`, `serial`, identity, SQLite's `INTEGER PRIMARY KEY`.
  package var isAutoIncrement: Bool {
    get { storage.fields.isAutoIncrement }
    set {
      makeUnique()
      storage.fields.isAutoIncrement = newValue
    }
  }

  package var generation: Generation? {
    get { storage.fields.generation }
    set {
      makeUnique()
      storage.fields.generation = newValue
    }
  }

  package var comment: String? {
    get { storage.fields.comment }
    set {
      makeUnique()
      storage.fields.comment = newValue
    }
  }

  package var characterSet: String? {
    get { storage.fields.characterSet }
    set {
      makeUnique()
      storage.fields.characterSet = newValue
    }
  }

  package var collation: String? {
    get { storage.fields.collation }
    set {
      makeUnique()
      storage.fields.collation = newValue
    }
  }

  /// MySQL's `ON UPDATE CURRENT_TIMESTAMP`.
  package var updatesTimestamp: Bool {
    get { storage.fields.updatesTimestamp }
    set {
      makeUnique()
      storage.fields.updatesTimestamp = newValue
    }
  }

  /// Oldest first; the last entry is where the column got its present form.
  ///
  /// The first one is
  /// where it was added.
  package var history: [ColumnChange] {
    get { storage.fields.history }
    set {
      makeUnique()
      storage.fields.history = newValue
    }
    _modify {
      makeUnique()
      yield &storage.fields.history
    }
  }
}

extension [Column] {
  /// The place of a column by its name, in the case it is written; what alterations ask most.
  package func firstIndex(named name: String) -> Int? {
    firstIndex { $0.storage.fields.name == name }
  }

  package func firstIndex(namedWithoutCase name: String) -> Int? {
    for slot in indices where isSameWithoutCase(self[slot].storage.fields.name, name) {
      return slot
    }
    return nil
  }

  /// Whether a column has a type that is an object of the schema.
  package var useTypes: Bool { contains { $0.storage.fields.type.object != nil } }
}

extension Column: CustomReflectable {
  /// The fields, as if they stood in the column itself.
  package var customMirror: Mirror { Mirror(reflecting: storage.fields) }
}

private struct ColumnFields: Hashable, Sendable {
  var name: String
  var type: ColumnType
  var isNullable: Bool
  var defaultValue: SQLText?
  var isAutoIncrement: Bool
  var generation: Generation?
  var comment: String?
  var characterSet: String?
  var collation: String?
  var updatesTimestamp: Bool
  var history: [ColumnChange]
}

// Written to through `Column` alone, and there only while nobody else refers to it.
private final class ColumnStorage: @unchecked Sendable {
  var fields: ColumnFields

  init(_ fields: ColumnFields) { self.fields = fields }

  func isSame(as other: ColumnStorage) -> Bool { isSameInPlace(&fields, &other.fields) }
}
