import Catalog

/// Rows under named columns: a table, a catalogue view, the result of a query.
struct Relation: Sendable {
  struct Row: Sendable {
    var values: [SQLValue]
    /// False where a condition that cannot be decided let it through.
    var isCertain = true

    init(_ values: [SQLValue], isCertain: Bool = true) {
      self.values = values
      self.isCertain = isCertain
    }
  }

  var columns: [String]
  var rows: [Row] = []
  /// There may be rows that no reading of migrations can know.
  var isOpen = false
  /// Columns that are not listed exist, with unknown values: the rest of a catalogue view.
  var hasMoreColumns = false

  init(columns: [String], rows: [Row] = [], isOpen: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.isOpen = isOpen
  }

  /// Nothing is known of it but its name.
  static let unknown: Relation = {
    var relation = Relation(columns: [], isOpen: true)
    relation.hasMoreColumns = true
    return relation
  }()

  /// Whether there is a row: true, false or unknown.
  var exists: SQLValue {
    if rows.contains(where: \.isCertain) { return .boolean(true) }
    return rows.isEmpty && !isOpen ? .boolean(false) : .unknown
  }

  /// How many rows there are, where that is known.
  var count: SQLValue {
    isOpen || rows.contains { !$0.isCertain } ? .unknown : .integer(rows.count)
  }

  /// What a scalar subquery of it gives.
  var scalar: SQLValue {
    guard let row = rows.first else { return isOpen ? .unknown : .null }
    guard rows.count == 1, row.isCertain, !isOpen else {
      return rows.count > 1 && row.isCertain && !isOpen ? row.values.first ?? .null : .unknown
    }
    return row.values.first ?? .null
  }

  func record(_ row: Row) -> SQLRecord { SQLRecord(names: columns, values: row.values) }
}

/// The rows of a `FROM` while it is put together: one flat row, and where each item's part lies.
struct BoundRows {
  struct Source {
    var alias: String
    var columns: [String]
    var offset: Int
    var hasMoreColumns: Bool
  }

  var sources: [Source] = []
  var rows: [Relation.Row] = []
  var isOpen = false
  var width = 0

  static let single: BoundRows = {
    var bound = BoundRows()
    bound.rows = [Relation.Row([])]
    return bound
  }()
}

/// One row in whose light an expression is evaluated, and the queries around it.
final class Scope {
  let sources: [BoundRows.Source]
  var row: [SQLValue]
  let outer: Scope?
  /// Rows of the group, where the expression stands in a grouped query.
  var group: [Relation.Row]?
  var isGroupOpen = false
  /// Common tables visible here, innermost last.
  let common: [String: Relation]

  init(
    sources: [BoundRows.Source],
    row: [SQLValue],
    outer: Scope?,
    common: [String: Relation] = [:]
  ) {
    self.sources = sources
    self.row = row
    self.outer = outer
    self.common = common
  }

  /// The value of a column, nil where nothing here is known to have that name.
  func column(_ parts: [String]) -> SQLValue? {
    guard let name = parts.last else { return nil }
    let alias = parts.count > 1 ? parts[parts.count - 2] : nil
    for source in sources where alias == nil || source.alias == alias {
      if let slot = source.columns.firstIndex(of: name) {
        let position = source.offset + slot
        return position < row.count ? row[position] : .unknown
      }
    }
    return outer?.column(parts)
  }

  /// The whole row of an item, where a name stands for one.
  func record(_ alias: String) -> SQLRecord? {
    for source in sources where source.alias == alias {
      let end = min(source.offset + source.columns.count, row.count)
      guard source.offset <= end else { return nil }
      return SQLRecord(names: source.columns, values: Array(row[source.offset..<end]))
    }
    return outer?.record(alias)
  }

  func commonTable(_ name: String) -> Relation? { common[name] ?? outer?.commonTable(name) }
}
