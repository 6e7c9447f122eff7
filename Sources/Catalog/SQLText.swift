/// A piece of SQL kept as it was written: a default, a check, an index expression, a query.
///
/// The fold needs no tree of it; what asks for one (a rename inside a check, an `IN` list that
/// becomes an enum) parses it then. Most never are.
package struct SQLText: Hashable, Sendable {
  package var text: String

  package init(_ text: String) { self.text = text }
}
