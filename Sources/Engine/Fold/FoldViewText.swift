import Catalog
import SourceText

/// SQLite keeps a view as text and rewrites it when what it names is renamed.
///
/// Since 3.25 for columns and 3.26 for tables, unless `PRAGMA legacy_alter_table=ON`:
/// https://www.sqlite.org/lang_altertable.html#altertabrename
extension Draft {
  func rewriteViews(of table: Table, from old: QualifiedName, to new: QualifiedName) {
    if session.legacyAlterTable { return }
    for var view in views(reading: table.id) {
      let text = renamingTable(old.name, to: new.name, in: view.query)
      if text == view.query { continue }
      view.query = text
      write(.view(view))
    }
  }

  /// The column's new name in the views that read its table, where no other table of theirs has a
  /// column of that name.
  func rewriteViews(of table: Table, column old: String, to new: String) {
    if session.legacyAlterTable { return }
    for var view in views(reading: table.id) {
      let isElsewhere = view.dependencies.contains { id in
        guard id != table.id else { return false }
        guard let other = peekTable(id) else { return true }
        read(.object(id))
        return columnSlot(old, in: other) != nil
      }
      if isElsewhere { continue }
      let text = renaming(old, to: new, in: view.query)
      if text == view.query { continue }
      view.query = text
      // Its columns may be named after the column: they are worked out anew.
      view.isComplete = false
      write(.view(view))
    }
  }

  private func views(reading id: ObjectID) -> [View] {
    mentioners(of: .object(id)).sorted().compactMap { other in
      guard case .view(let view)? = self.other(other), view.dependencies.contains(id) else {
        return nil
      }
      read(.object(other))
      return view
    }
  }

  /// Renames a table where it stands behind `FROM` and `JOIN` and in front of a dot.
  private func renamingTable(_ old: String, to new: String, in text: SQLText) -> SQLText {
    let bytes = Array(text.text.utf8)
    var result: [UInt8] = []
    var done = 0
    var clause = ""
    var isSource = false
    for name in expressionNames(bytes, dialect: dialect) {
      let word = name.isQuoted ? "" : name.name.lowercased()
      if Self.clauses.contains(word) {
        clause = word
        isSource = clause == "from" || clause == "join"
        continue
      }
      let isListed =
        clause == "from" && lastByte(before: name.range.lowerBound, in: bytes) == 0x2C
      let isTable = name.isQualifier || ((isSource || isListed) && !name.isCall)
      isSource = false
      guard isTable, sameColumn(name.name, old) else { continue }
      result += bytes[done..<name.range.lowerBound]
      result += Array(quoted(new, always: true).utf8)
      done = name.range.upperBound
    }
    if done == 0 { return text }
    result += bytes[done...]
    return SQLText(String(decoding: result, as: UTF8.self))
  }

  private func lastByte(before position: Int, in bytes: [UInt8]) -> UInt8 {
    var at = position - 1
    while at >= 0, bytes[at] <= 0x20 || bytes[at] == 0x28 { at -= 1 }
    return at >= 0 ? bytes[at] : 0
  }

  private static let clauses: Set<String> = [
    "select", "from", "join", "where", "on", "using", "group", "order", "having", "limit", "union",
    "except", "intersect", "set", "values", "with",
  ]
}
