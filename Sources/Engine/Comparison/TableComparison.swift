import Catalog
import SourceText

/// What became of one table, part by part.
///
/// Names of columns and parents that were only renamed do not count as changes of the keys and
/// indexes that use them.
struct TableComparison {
  let old: Table
  let new: Table
  let was: any SchemaLookup
  let now: any SchemaLookup
  let pairs: ColumnPairs
  /// How the columns of a parent are called now.
  let parentNames: (ObjectID) -> [String: String]
  private(set) var changes: [SchemaChange] = []

  init(
    _ old: Table,
    _ new: Table,
    was: any SchemaLookup,
    now: any SchemaLookup,
    pairs: ColumnPairs,
    parentNames: @escaping (ObjectID) -> [String: String]
  ) {
    self.old = old
    self.new = new
    self.was = was
    self.now = now
    self.pairs = pairs
    self.parentNames = parentNames
    if old.name != new.name {
      add(.renamed, .table, new.name.searchedName, old.name.searchedName, new.name.searchedName)
    }
    compareColumns()
    comparePrimaryKeys()
    compareIndexes()
    compareForeignKeys()
    compareChecks()
    compareOptions()
  }

  private mutating func add(
    _ kind: SchemaChange.Kind,
    _ part: SchemaChange.Part,
    _ name: String,
    _ before: String?,
    _ after: String?,
    at source: SourceReference? = nil
  ) {
    changes.append(
      SchemaChange(
        kind,
        part,
        of: new.name,
        name: name,
        before: before,
        after: after,
        source: source
      )
    )
  }

  private mutating func compareColumns() {
    for slot in pairs.dropped {
      let column = old.columns[slot]
      add(.dropped, .column, column.name, was.text(of: column), nil)
    }
    for (slot, column) in new.columns.enumerated() {
      guard let place = pairs.before[slot] else {
        add(
          .added,
          .column,
          column.name,
          nil,
          now.text(of: column),
          at: column.history.first?.source
        )
        continue
      }
      compare(old.columns[place], column)
    }
    let order = pairs.before.compactMap { $0 }
    if order != order.sorted() {
      let kept = order.sorted().map { old.columns[$0].name }
      add(
        .changed,
        .option,
        "column order",
        pairs.renamed(kept).joined(separator: ", "),
        zip(new.columns, pairs.before).compactMap { $1 == nil ? nil : $0.name }
          .joined(separator: ", ")
      )
    }
  }

  private mutating func compare(_ before: Column, _ after: Column) {
    let fresh = after.history.dropFirst(
      after.history.starts(with: before.history) ? before.history.count : 0
    )
    if before.name != after.name {
      let source = fresh.last { $0.kind == .renamed }?.source
      add(.renamed, .column, after.name, before.name, after.name, at: source)
    }
    var alike = before
    alike.name = after.name
    alike.history = after.history
    if alike.type.object != nil, alike.type.object == after.type.object {
      alike.type.text = after.type.text
    }
    guard alike != after else { return }
    let isCollated =
      before.characterSet != after.characterSet || before.collation != after.collation
    add(
      .changed,
      .column,
      after.name,
      was.text(of: before, isCollated: isCollated),
      now.text(of: after, isCollated: isCollated),
      at: (fresh.last { $0.kind != .renamed } ?? after.history.last)?.source
    )
  }

  private mutating func comparePrimaryKeys() {
    func text(_ key: PrimaryKey) -> String {
      "(" + key.parts.map { $0.catalogueText(.mysql) }.joined(separator: ", ") + ")"
    }
    let name = new.primaryKey?.name ?? old.primaryKey?.name ?? ""
    switch (old.primaryKey, new.primaryKey) {
    case (nil, nil): break
    case (nil, let key?): add(.added, .primaryKey, name, nil, text(key))
    case (let key?, nil): add(.dropped, .primaryKey, name, text(key), nil)
    case (let before?, let after?):
      if pairs.renamed(before.columns) != after.columns {
        add(.changed, .primaryKey, name, text(before), text(after))
      } else if before.name != after.name {
        add(.renamed, .primaryKey, name, before.name, after.name)
      }
    }
  }

  private mutating func compareIndexes() {
    compare(
      old.indexes,
      new.indexes,
      .index,
      name: { $0.name },
      settled: { [pairs] index, isOld in
        var index = index
        index.name = ""
        index.source = nil
        index.servesForeignKey = nil
        guard isOld else { return index }
        for slot in index.parts.indices where !index.parts[slot].isExpression {
          index.parts[slot].text = pairs.names[index.parts[slot].text] ?? index.parts[slot].text
        }
        index.included = pairs.renamed(index.included)
        return index
      },
      text: { [was, now] index, isOld in isOld ? was.text(of: index) : now.text(of: index) },
      source: { $0.source }
    )
  }

  private mutating func compareForeignKeys() {
    compare(
      old.foreignKeys,
      new.foreignKeys,
      .foreignKey,
      name: { $0.name ?? "(" + $0.columns.joined(separator: ", ") + ")" },
      settled: { [was, now, pairs, parentNames] key, isOld in
        var key = key
        key.name = nil
        key.source = nil
        let parent = (isOld ? was.target(of: key) : now.target(of: key))?.id ?? key.target.table
        if isOld {
          let names = parent.map(parentNames) ?? [:]
          key.columns = pairs.renamed(key.columns)
          key.target.columns = key.target.columns.map { names[$0] ?? $0 }
        }
        if let parent {
          key.target.table = parent
          key.target.name = QualifiedName("")
        }
        return key
      },
      text: { [was, now] key, isOld in isOld ? was.text(of: key) : now.text(of: key) },
      source: { $0.source }
    )
  }

  private mutating func compareChecks() {
    compare(
      old.checks,
      new.checks,
      .check,
      name: { $0.name ?? "" },
      settled: { check, _ in check.expression.text },
      text: { check, _ in "(" + check.expression.text + ")" },
      source: { $0.source }
    )
  }

  /// Pairs by name, then by being alike under another name.
  private mutating func compare<Value, Settled: Hashable>(
    _ olds: [Value],
    _ news: [Value],
    _ part: SchemaChange.Part,
    name: (Value) -> String,
    settled: (Value, Bool) -> Settled,
    text: (Value, Bool) -> String,
    source: (Value) -> SourceReference?
  ) {
    var byName: [String: Int] = [:]
    var byForm: [Settled: [Int]] = [:]
    for (slot, value) in olds.enumerated() where byName[name(value)] == nil {
      byName[name(value)] = slot
    }
    var taken = Set<Int>()
    let sameName = news.map { value -> Int? in
      guard let slot = byName[name(value)], taken.insert(slot).inserted else { return nil }
      return slot
    }
    for (slot, value) in olds.enumerated() where !taken.contains(slot) {
      byForm[settled(value, true), default: []].append(slot)
    }
    var added: [Value] = []
    for (value, slot) in zip(news, sameName) {
      if let slot {
        guard settled(olds[slot], true) != settled(value, false) else { continue }
        let before = text(olds[slot], true)
        let after = text(value, false)
        guard before != after else { continue }
        add(.changed, part, name(value), before, after, at: source(value))
      } else if let place = byForm[settled(value, false)]?.popLast() {
        taken.insert(place)
        guard name(olds[place]) != name(value) else { continue }
        add(.renamed, part, name(value), name(olds[place]), name(value))
      } else {
        added.append(value)
      }
    }
    for (slot, value) in olds.enumerated() where !taken.contains(slot) {
      add(.dropped, part, name(value), text(value, true), nil)
    }
    for value in added {
      add(.added, part, name(value), nil, text(value, false), at: source(value))
    }
  }

  private mutating func compareOptions() {
    let options: [(String, String?, String?)] = [
      ("comment", old.comment, new.comment),
      ("engine", old.engine, new.engine),
      ("character set", old.characterSet, new.characterSet),
      ("collation", old.collation, new.collation),
      ("kind", old.kind.rawValue, new.kind.rawValue),
    ]
    for (name, before, after) in options where before != after {
      add(.changed, .option, name, before, after)
    }
  }
}
