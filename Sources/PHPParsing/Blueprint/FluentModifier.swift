import SourceText

/// A method that a column, an index or a foreign key takes behind its own; all others are kept
/// by the framework without a word and do nothing.
///
/// The case of these names counts: `->UNIQUE()` sets an attribute that nobody asks for.
struct FluentModifier: Sendable {
  let name: String
  let owner: BlueprintMethod.Kind

  static let all: [FluentModifier] =
    columns.map { FluentModifier(name: $0, owner: .modifier) }
    + indexes.map { FluentModifier(name: $0, owner: .indexModifier) }
    + keys.map { FluentModifier(name: $0, owner: .foreignKey) }

  private static let columns = [
    "after", "always", "autoIncrement", "change", "charset", "collation", "comment", "default",
    "first", "from", "generatedAs", "index", "instant", "invisible", "lock", "nullable",
    "persisted", "primary", "fulltext", "fullText", "spatialIndex", "vectorIndex",
    "startingValue", "storedAs", "storedAsJson", "type", "unique", "unsigned", "useCurrent",
    "useCurrentOnUpdate", "using", "virtualAs", "virtualAsJson", "projection", "srid",
  ]
  private static let indexes = [
    "algorithm", "deferrable", "initiallyImmediate", "language", "lock", "nullsNotDistinct",
    "online", "where",
  ]
  private static let keys = [
    "constrained", "references", "on", "onDelete", "onUpdate", "notValid", "deferrable",
    "initiallyImmediate",
  ]

  /// What the framework's own code sets, or reads where it was set, without a method for it.
  private static let attributes = [
    "renameTo", "isGeometry", "table", "referencesModelColumn", "length", "total", "places",
    "precision", "name",
  ]

  static let names = all.map(\.name) + attributes
  static let known = WordIndex(names)
}
