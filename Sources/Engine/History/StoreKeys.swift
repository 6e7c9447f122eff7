package import Catalog

/// A name that at most one object of its space has (constraints: several may).
package struct NameKey: Hashable, Sendable {
  package enum Space: UInt8, Sendable, Hashable {
    /// Tables, views, sequences and, on PostgreSQL and SQLite, indexes.
    case relation
    case type
    case routine
    case constraint
    case schema
  }

  package var space: Space
  package var schema: String
  /// Folded as the dialect compares it.
  package var name: String

  package init(_ space: Space, schema: String, name: String) {
    self.space = space
    self.schema = schema
    self.name = name
  }

  /// By the name alone: keys that differ in nothing else are few, and hashing them is most of the
  /// work of finding one.
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Where the name of MySQL's current database is kept; no schema can be called so.
  static let currentDatabase = NameKey(.schema, schema: "current", name: "")
}

/// A table with a constraint of some name, and the schema it lives in.
package struct ConstraintHolder: Hashable, Sendable {
  package var table: ObjectID
  package var schema: String
}

/// What a name leads to.
package enum NameTarget: Hashable, Sendable {
  case object(ObjectID)
  /// An index; the identity is that of its table or materialized view.
  case index(ObjectID)
  case constraint([ConstraintHolder])
  case schema
  /// MySQL's current database, under `NameKey.currentDatabase`.
  case database(String)
}

/// Something that an object can mention: another object by identity, or a table by a name that
/// was not resolved.
package enum Mention: Hashable, Sendable {
  case object(ObjectID)
  /// Inherits from it or is a partition of it.
  case childOf(ObjectID)
  case name(String)
}

/// A part of a table that can be read without reading the rest.
///
/// A foreign key to `users` reads its keys and the types of the columns it points at, so that
/// ten thousand children are not asked again when `users` gets another column.
package enum Facet: Hashable, Sendable {
  case name
  case keys
  case column(String)
  case foreignKeys
}

/// A question about the project around the migrations.
package enum ProjectQuestion: Hashable, Sendable {
  case file(String)
  case files(in: String)
  case setting(String)
}

/// Everything that evaluating a migration can depend on.
package enum ReadKey: Hashable, Sendable {
  case name(NameKey)
  case object(ObjectID)
  case facet(ObjectID, Facet)
  /// Which objects mention this one.
  case mentions(Mention)
  /// All tables, all views, all types: the widest question.
  case allTables
  case allViews
  case allTypes
  case allSchemas
  case project(ProjectQuestion)
}
