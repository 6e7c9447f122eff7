package import Catalog
package import SourceText

/// One difference between two schemas, in words that people and scripts both read.
package struct SchemaChange: Hashable, Sendable {
  package enum Kind: String, Sendable, Hashable {
    case added
    case dropped
    case renamed
    case changed
  }

  package enum Part: String, Sendable, Hashable {
    case table
    case column
    case primaryKey = "primary key"
    case index
    case foreignKey = "foreign key"
    case check
    /// A comment, an engine, a collation, the order of columns.
    case option
    case view
    case enumType = "enum"
    case domain
  }

  package var kind: Kind
  package var part: Part
  /// The table, view or type it is in, by its later name.
  package var owner: QualifiedName
  /// The name of the part itself, by its later name; of unnamed keys their columns.
  package var name: String
  /// What it was; for a renaming the old name.
  package var before: String?
  /// What it is; for a renaming the new name.
  package var after: String?
  /// Where the later form was written, where that is known.
  package var source: SourceReference?

  package init(
    _ kind: Kind,
    _ part: Part,
    of owner: QualifiedName,
    name: String,
    before: String? = nil,
    after: String? = nil,
    source: SourceReference? = nil
  ) {
    self.kind = kind
    self.part = part
    self.owner = owner
    self.name = name
    self.before = before
    self.after = after
    self.source = source
  }
}
