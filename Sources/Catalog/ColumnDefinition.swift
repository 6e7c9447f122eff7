package import SourceText

/// Where MySQL puts a new or changed column.
package enum ColumnPosition: Hashable, Sendable {
  case last
  case first
  case after(String)
}

/// `GENERATED { ALWAYS | BY DEFAULT } AS IDENTITY`.
package enum IdentityKind: String, Sendable, Hashable, CaseIterable {
  case always
  case byDefault
}

/// A column as a statement declares it; nil means that the statement does not say.
///
/// One reference, as `Column` is: it is handed on from the reader to the fold and the trace.
package struct ColumnDefinition: Hashable, Sendable {
  fileprivate var shared: SharedDefinition

  package init(
    name: String,
    type: TypeName? = nil,
    isNullable: Bool? = nil,
    defaultValue: SQLText? = nil,
    span: ByteSpan = .empty
  ) {
    shared = SharedDefinition(
      ColumnDefinitionFields(
        name: name,
        type: type,
        isNullable: isNullable,
        defaultValue: defaultValue,
        span: span
      )
    )
  }

  /// The name of the type alone: a whole `TypeName` is large to copy.
  package var typeName: String? { shared.fields.type?.name }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&shared) { shared = SharedDefinition(shared.fields) }
  }

  package static func == (left: ColumnDefinition, right: ColumnDefinition) -> Bool {
    left.shared === right.shared || left.shared.fields == right.shared.fields
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(shared.fields) }

  package var name: String {
    get { shared.fields.name }
    set {
      makeUnique()
      shared.fields.name = newValue
    }
  }

  /// SQLite columns may have none.
  package var type: TypeName? {
    get { shared.fields.type }
    set {
      makeUnique()
      shared.fields.type = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.type
    }
  }

  /// `NOT NULL` is false, an explicit `NULL` true.
  package var isNullable: Bool? {
    get { shared.fields.isNullable }
    set {
      makeUnique()
      shared.fields.isNullable = newValue
    }
  }

  package var defaultValue: SQLText? {
    get { shared.fields.defaultValue }
    set {
      makeUnique()
      shared.fields.defaultValue = newValue
    }
  }

  package var identity: IdentityKind? {
    get { shared.fields.identity }
    set {
      makeUnique()
      shared.fields.identity = newValue
    }
  }

  package var isAutoIncrement: Bool {
    get { shared.fields.isAutoIncrement }
    set {
      makeUnique()
      shared.fields.isAutoIncrement = newValue
    }
  }

  /// `kind` nil where the statement leaves it to the dialect's default.
  package var generation: SQLText? {
    get { shared.fields.generation }
    set {
      makeUnique()
      shared.fields.generation = newValue
    }
  }

  package var generationKind: GenerationKind? {
    get { shared.fields.generationKind }
    set {
      makeUnique()
      shared.fields.generationKind = newValue
    }
  }

  package var updatesTimestamp: Bool {
    get { shared.fields.updatesTimestamp }
    set {
      makeUnique()
      shared.fields.updatesTimestamp = newValue
    }
  }

  package var comment: String? {
    get { shared.fields.comment }
    set {
      makeUnique()
      shared.fields.comment = newValue
    }
  }

  package var position: ColumnPosition {
    get { shared.fields.position }
    set {
      makeUnique()
      shared.fields.position = newValue
    }
  }

  /// `PRIMARY KEY`, `UNIQUE`, `REFERENCES`, `CHECK` written at the column, in order; their
  /// column lists are empty and mean this column.
  package var constraints: [ConstraintDefinition] {
    get { shared.fields.constraints }
    set {
      makeUnique()
      shared.fields.constraints = newValue
    }
    _modify {
      makeUnique()
      yield &shared.fields.constraints
    }
  }

  package var span: ByteSpan {
    get { shared.fields.span }
    set {
      makeUnique()
      shared.fields.span = newValue
    }
  }
}

extension ColumnDefinition: CustomReflectable {
  /// The fields, as if they stood in the definition itself.
  package var customMirror: Mirror { Mirror(reflecting: shared.fields) }
}

private struct ColumnDefinitionFields: Hashable, Sendable {
  var name: String
  var type: TypeName?
  var isNullable: Bool?
  var defaultValue: SQLText?
  var identity: IdentityKind?
  var isAutoIncrement = false
  var generation: SQLText?
  var generationKind: GenerationKind?
  var updatesTimestamp = false
  var comment: String?
  var position = ColumnPosition.last
  var constraints: [ConstraintDefinition] = []
  var span: ByteSpan
}

// Written to through `ColumnDefinition` alone, and there only while nobody else refers to it.
private final class SharedDefinition: @unchecked Sendable {
  var fields: ColumnDefinitionFields

  init(_ fields: ColumnDefinitionFields) { self.fields = fields }
}
