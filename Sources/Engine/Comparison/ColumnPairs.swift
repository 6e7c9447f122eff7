import Catalog

/// The columns of two forms of a table, each with what it was.
///
/// A column that was renamed is found by its history, which the later one continues; one that was
/// dropped and added again under its name, or came with a rebuilt table, by the name.
struct ColumnPairs {
  /// For each later column the slot of the earlier one.
  private(set) var before: [Int?]
  /// Earlier columns that are no more.
  private(set) var dropped: [Int]
  /// The new names of columns that have another.
  private(set) var names: [String: String] = [:]

  init(_ old: Table, _ new: Table) {
    before = Array(repeating: nil, count: new.columns.count)
    var places: [String: Int] = [:]
    for (slot, column) in new.columns.enumerated() { places[column.name] = slot }
    var waiting: [Int] = []
    for (slot, column) in old.columns.enumerated() {
      if let place = places[column.name],
        new.columns[place].history.starts(with: column.history)
      {
        before[place] = slot
      } else {
        waiting.append(slot)
      }
    }
    dropped = []
    for slot in waiting {
      let column = old.columns[slot]
      if let place = Self.continuation(of: column, in: new, unless: before) {
        before[place] = slot
        names[column.name] = new.columns[place].name
      } else if let place = places[column.name], before[place] == nil {
        before[place] = slot
      } else {
        dropped.append(slot)
      }
    }
  }

  private static func continuation(
    of column: Column,
    in table: Table,
    unless taken: [Int?]
  ) -> Int? {
    table.columns.indices.first { slot in
      let history = table.columns[slot].history
      guard taken[slot] == nil, history.count > column.history.count,
        history.starts(with: column.history)
      else { return false }
      let renaming = history[column.history.count...].first { $0.kind == .renamed }
      return renaming?.before == column.name
    }
  }

  /// Names of columns as they are called later.
  func renamed(_ columns: [String]) -> [String] { columns.map { names[$0] ?? $0 } }
}
