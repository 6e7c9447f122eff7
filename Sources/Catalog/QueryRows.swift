package import SourceText

/// The rows that a query of the catalogue gives, as far as they follow from the migrations.
package struct QueryRows: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case text(String)
    /// There is a value, and nothing is known of it.
    case unknown
  }

  /// As the query names them; one name a value of each row.
  package var columns: [String]
  package var rows: [[Value]]

  package init(columns: [String], rows: [[Value]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension World {
  /// Answers a query of the catalogue that another language's migration asks; nil where its rows
  /// cannot be known.
  ///
  /// A world without SQL knows none.
  package func queryRows(_ text: String, at source: SourceReference) -> QueryRows? { nil }
}
