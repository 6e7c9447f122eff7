/// A column type as a statement spells it, before any catalogue was asked.
package struct TypeName: Hashable, Sendable {
  package var schema: String?
  /// Folded words joined by one space: `character varying`, `timestamp with time zone`,
  /// `bigint`, `enum`.
  ///
  /// A quoted name keeps its case.
  package var name: String
  /// What stands in the parentheses: numbers as digits, labels of `enum`/`set` without quotes.
  package var arguments: [String]
  /// Array dimensions (PostgreSQL): `text[][]` has 2.
  package var dimensions: Int
  package var isUnsigned: Bool
  package var isZerofill: Bool
  /// The name was quoted, so it can only be a type of the user's.
  package var isQuoted: Bool
  /// Character set and collation that MySQL writes after the type.
  package var characterSet: String?
  package var collation: String?
  /// The type as written, which is all SQLite keeps: `VARCHAR(255)`, `unsigned big int`.
  package var spelling: String
}

extension TypeName {
  // In an extension, where the fields are set at once: an initializer that sets one after the other
  // makes a copy of so large a value and destroys the first.
  package init(
    _ name: String,
    arguments: [String] = [],
    schema: String? = nil,
    dimensions: Int = 0,
    isUnsigned: Bool = false,
    isZerofill: Bool = false,
    isQuoted: Bool = false,
    characterSet: String? = nil,
    collation: String? = nil,
    spelling: String = ""
  ) {
    self.init(
      schema: schema,
      name: name,
      arguments: arguments,
      dimensions: dimensions,
      isUnsigned: isUnsigned,
      isZerofill: isZerofill,
      isQuoted: isQuoted,
      characterSet: characterSet,
      collation: collation,
      spelling: spelling
    )
  }
}
