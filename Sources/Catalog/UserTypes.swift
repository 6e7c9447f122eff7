package import SourceText

/// An enum type of PostgreSQL.
package struct EnumType: Hashable, Sendable {
  package var id: ObjectID
  package var name: QualifiedName
  /// In sort order, which is not the order of creation.
  package var labels: [String]
  package var comment: String?
  package var source: SourceReference

  package init(id: ObjectID, name: QualifiedName, labels: [String], source: SourceReference) {
    self.id = id
    self.name = name
    self.labels = labels
    comment = nil
    self.source = source
  }
}

/// A domain: a type with conditions.
package struct Domain: Hashable, Sendable {
  package var id: ObjectID
  package var name: QualifiedName
  package var type: ColumnType
  package var isNullable: Bool
  package var defaultValue: SQLText?
  package var checks: [CheckConstraint]
  package var comment: String?
  package var source: SourceReference

  package init(
    id: ObjectID,
    name: QualifiedName,
    type: ColumnType,
    isNullable: Bool = true,
    defaultValue: SQLText? = nil,
    checks: [CheckConstraint] = [],
    source: SourceReference
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.defaultValue = defaultValue
    self.checks = checks
    comment = nil
    self.source = source
  }
}

/// A composite, range or base type: known by name, so that columns of it can be typed.
package struct OpaqueType: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case composite
    case range
    case base
  }

  package var id: ObjectID
  package var name: QualifiedName
  package var kind: Kind
  /// Attributes of a composite type.
  package var attributes: [ViewColumn]
  package var source: SourceReference

  package init(
    id: ObjectID,
    name: QualifiedName,
    kind: Kind,
    attributes: [ViewColumn] = [],
    source: SourceReference
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.attributes = attributes
    self.source = source
  }
}
