import Catalog

/// In whose words the columns of an index are listed.
package enum IndexListing: Sendable {
  /// As the database's catalogue prints them: `"timestamp"`, `lower(email)`, `id DESC`.
  case catalogue
  /// As a framework's own listing gives them: bare names, `(expr)` for every expression.
  case framework

  func columns(of index: Index, _ dialect: Dialect) -> [String] {
    switch self {
    case .catalogue:
      // The columns of a constraint are names, not index definitions.
      index.isConstraint
        ? index.parts.map(\.text) : index.parts.map { $0.catalogueText(dialect) }
    case .framework: index.parts.map { $0.isExpression ? "(expr)" : $0.text }
    }
  }
}
