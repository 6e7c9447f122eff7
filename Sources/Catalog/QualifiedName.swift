/// The name of a table, type, index or view, with the schema it was qualified with.
///
/// Names are stored as the database would store them: folded (PostgreSQL: lower case) unless
/// quoted, without quotes.
package struct QualifiedName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Nil where the statement named none.
  package var schema: String?
  package var name: String

  package init(_ name: String, schema: String? = nil) {
    self.schema = schema
    self.name = name
  }

  package var description: String { schema.map { $0 + "." + name } ?? name }

  /// The name as queries spell it: without a schema that every dialect searches anyway.
  package var searchedName: String {
    schema == "public" || schema == "main" ? name : description
  }

  package static func < (left: QualifiedName, right: QualifiedName) -> Bool {
    if left.schema == right.schema { return left.name < right.name }
    return (left.schema ?? "", left.name) < (right.schema ?? "", right.name)
  }
}
