import Catalog

/// The longest name PostgreSQL keeps, in bytes.
private let postgresNameLimit = 63

/// `makeObjectName`: `name1_name2_label`, the longer of the two names cut until all fits.
///
/// https://github.com/postgres/postgres/blob/master/src/backend/commands/indexcmds.c
func postgresObjectName(_ first: String, _ second: String?, _ label: String) -> String {
  var firstCount = first.utf8.count
  var secondCount = second?.utf8.count ?? 0
  let overhead = (second == nil ? 0 : 1) + (label.isEmpty ? 0 : label.utf8.count + 1)
  let available = max(0, postgresNameLimit - overhead)
  while firstCount + secondCount > available {
    if firstCount > secondCount { firstCount -= 1 } else { secondCount -= 1 }
    if firstCount <= 0, secondCount <= 0 { break }
  }
  var name = clipped(first, to: firstCount)
  if let second { name += "_" + clipped(second, to: secondCount) }
  return label.isEmpty ? name : name + "_" + label
}

/// The text cut to a number of bytes, never inside a character.
func clipped(_ text: String, to count: Int) -> String {
  guard text.utf8.count > count else { return text }
  var bytes = Array(text.utf8.prefix(max(0, count)))
  let all = Array(text.utf8)
  while let last = bytes.indices.last, bytes.count < all.count, all[last + 1] & 0xC0 == 0x80 {
    bytes.removeLast()
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Column names joined as `ChooseIndexNameAddition` joins them.
func postgresNameAddition(_ columns: [String]) -> String {
  var text = ""
  for column in columns {
    if !text.isEmpty { text += "_" }
    text += column
    if text.utf8.count >= postgresNameLimit + 1 { break }
  }
  return text
}

extension Draft {
  /// `ChooseRelationName`: the first of the numbered names that no relation has.
  func freeRelationName(
    _ first: String,
    _ second: String?,
    _ label: String,
    schema: String,
    isConstraint: Bool,
    in table: Table?
  ) -> String {
    var pass = 0
    while true {
      let name = postgresObjectName(first, second, label + (pass == 0 ? "" : String(pass)))
      if !isRelationNameTaken(name, schema: schema, in: table),
        !isConstraint || !isConstraintNameTaken(name, schema: schema, in: table)
      {
        return name
      }
      pass += 1
    }
  }

  /// `ChooseConstraintName`: the first of the numbered names that no constraint of the schema has.
  func freeConstraintName(_ column: String?, _ label: String, in table: Table) -> String {
    var pass = 0
    while true {
      let name = postgresObjectName(
        table.name.name,
        column,
        label + (pass == 0 ? "" : String(pass))
      )
      if !isConstraintNameTaken(name, schema: table.name.schema ?? "", in: table) { return name }
      pass += 1
    }
  }

  func isRelationNameTaken(_ name: String, schema: String, in table: Table?) -> Bool {
    if let table, table.name.schema ?? "" == schema {
      if table.primaryKey?.name == name || table.indexes.contains(where: { $0.name == name }) {
        return true
      }
    }
    switch lookUp(NameKey(.relation, schema: schema, name: folded(name))) {
    case nil: return false
    // The table being changed speaks for itself: it may just have let go of the name.
    case .index(let id): return id != table?.id
    default: return true
    }
  }

  private func isConstraintNameTaken(_ name: String, schema: String, in table: Table?) -> Bool {
    if let table, constraintNames(of: table).contains(name) { return true }
    guard case .constraint(let holders)? = lookUp(NameKey(.constraint, schema: "", name: name))
    else { return false }
    return holders.contains { $0.schema == schema && $0.table != table?.id }
  }

  /// MySQL's name of a key without one: its first column's, numbered from `_2`.
  func mySQLIndexName(_ parts: [IndexPart], in table: Table, taken: [String] = []) -> String {
    let base: String
    if let first = parts.first, !first.isExpression {
      base = first.text
    } else {
      base = "functional_index"
    }
    let used = Set(table.indexes.map { $0.name.lowercased() } + taken.map { $0.lowercased() })
    if base.lowercased() != "primary", !used.contains(base.lowercased()) { return base }
    var number = 2
    while used.contains(base.lowercased() + "_" + String(number)) { number += 1 }
    return base + "_" + String(number)
  }

  /// InnoDB's `table_ibfk_N`: one more than the greatest number in use.
  func innoDBForeignKeyName(in table: Table) -> String {
    let prefix = table.name.name + "_ibfk_"
    var greatest = 0
    for key in table.foreignKeys {
      if let name = key.name, name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count))
      {
        greatest = max(greatest, number)
      }
    }
    return prefix + String(greatest + 1)
  }

  /// MySQL's `table_chk_N`, MariaDB's `CONSTRAINT_N`.
  func mySQLCheckName(in table: Table) -> String {
    let prefix = dialect == .mariadb ? "CONSTRAINT_" : table.name.name + "_chk_"
    var number = 1
    while table.checks.contains(where: { $0.name == prefix + String(number) }) { number += 1 }
    return prefix + String(number)
  }

  /// The names an index's parts contribute to its own, as `ChooseIndexColumnNames` makes them.
  func postgresIndexColumnNames(_ details: IndexDetails) -> [String] {
    var names: [String] = []
    let all = details.parts.map { $0.isExpression ? expressionName($0.text) : $0.text }
    for wanted in all + details.included {
      var name = wanted
      var number = 0
      while names.contains(name) {
        number += 1
        let suffix = String(number)
        name = clipped(wanted, to: postgresNameLimit - suffix.utf8.count) + suffix
      }
      names.append(name)
    }
    return names
  }

  /// `FigureIndexColname`: the function's or the column's name, or `expr`.
  private func expressionName(_ text: String) -> String {
    figuredColumnName(text, dialect: dialect) ?? "expr"
  }
}

/// The name PostgreSQL gives to the output of an expression; nil for `?column?`.
///
/// By lexing: a call gives the function's name, a cast of a column the column's, `COALESCE` and
/// its like their own. https://www.postgresql.org/docs/current/sql-select.html
func figuredColumnName(_ text: String, dialect: Dialect) -> String? {
  let bytes = Array(text.utf8)
  var depth = 0
  var start = 0
  var end = bytes.count
  while start < end, bytes[start] == 0x28 || bytes[start] == 0x20 {
    // Only a parenthesis that closes at the very end is outer.
    guard bytes[start] == 0x28 else {
      start += 1
      continue
    }
    depth = 0
    var at = start
    while at < end {
      if bytes[at] == 0x28 { depth += 1 }
      if bytes[at] == 0x29 {
        depth -= 1
        if depth == 0 { break }
      }
      at += 1
    }
    guard at == end - 1 else { break }
    start += 1
    end -= 1
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
  }
  let inner = Array(bytes[start..<end])
  guard let first = expressionNames(inner, dialect: dialect).first, first.range.lowerBound == 0
  else { return nil }
  var rest = first.range.upperBound
  if !first.isCall {
    // A bare column, perhaps with a cast behind it.
    if rest == inner.count { return first.name }
    if inner[rest] == 0x3A { return first.name }
    return nil
  }
  // A call must be all there is.
  depth = 0
  while rest < inner.count {
    if inner[rest] == 0x28 { depth += 1 }
    if inner[rest] == 0x29 {
      depth -= 1
      if depth == 0 { break }
    }
    rest += 1
  }
  let tail = inner[min(inner.count, rest + 1)...].drop { $0 == 0x20 }
  if tail.isEmpty || tail.first == 0x3A { return first.name.lowercased() }
  return nil
}
