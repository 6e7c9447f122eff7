extension IndexPart {
  /// The part as the database's own catalogue lists it among the columns of an index.
  ///
  /// PostgreSQL gives the column or `pg_get_indexdef`'s text and no direction; MySQL and SQLite
  /// name the direction, MySQL the prefix, with parentheses around an expression; SQLite's
  /// `index_info` has no text for one.
  package func catalogueText(_ dialect: Dialect) -> String {
    switch dialect {
    case .postgres: return isExpression ? text : postgresQuoted(text)
    case .mysql, .mariadb:
      let prefix = prefixLength.map { "(" + String($0) + ")" } ?? ""
      return (isExpression ? "(" + text + ")" : text + prefix) + (isDescending ? " DESC" : "")
    case .sqlite: return (isExpression ? "<expr>" : text) + (isDescending ? " DESC" : "")
    }
  }
}
