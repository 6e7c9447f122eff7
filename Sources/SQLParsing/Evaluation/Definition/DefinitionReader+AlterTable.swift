import Catalog
import SourceText

/// `ALTER TABLE` and its actions.
extension DefinitionReader {
  mutating func alterTable() {
    let ifExists = ifExists()
    let isOnly = reader.take("only")
    if reader.at("all"), reader.at("in", 1), dialect == .postgres { return }
    guard let name = reader.qualifiedName() else {
      refuse("the name of a table")
      return
    }
    reader.take("*")
    var statement = AlterTable(name: name, ifExists: ifExists, isOnly: isOnly, actions: [])
    if reader.isAtEnd, !dialect.isMySQLFamily { refuse("what is altered") }
    while !reader.isAtEnd, !reader.at(";") {
      let start = reader.index
      for action in actions() {
        statement.actions.append(action)
        statement.spans.append(span(from: start))
      }
      if !reader.at(","), !reader.isAtEnd, !reader.at(";") {
        let word = reader.index
        if statement.actions.last != .ignored || reader.index == start {
          // MySQL's table options need no commas between them.
          if !startsOption() {
            skipToComma()
            let text = reader.text(from: word, to: reader.index)
            if !isHarmlessTail(reader.words[word]) {
              refuse(at: word, "a comma or the end of the statement")
              statement.actions.append(.unknown(text))
              statement.spans.append(span(from: start))
            }
          }
        } else {
          skipToComma()
        }
      }
      if case .unknown(let words)? = statement.actions.last {
        refuse("the rest of " + words)
      }
      if reader.at(","), dialect == .sqlite { refuse("the end of the statement") }
      if reader.take(",") {
        if reader.isAtEnd || reader.at(",") { refuse("another action") }
        continue
      }
      if reader.index == start { reader.index += 1 }
    }
    if !statement.actions.isEmpty { operations = [.alterTable(statement)] }
  }

  /// MySQL takes these without a comma before them.
  private func isHarmlessTail(_ word: Word) -> Bool {
    dialect.isMySQLFamily && Self.harmlessTail.contains(word.key)
  }

  private static let harmlessTail: WordSet = [
    "algorithm", "lock", "wait", "nowait", "order", "partition", "with", "without", "remove",
  ]

  private func startsOption() -> Bool {
    var copy = self
    var options = TableOptions()
    return copy.tableOption(&options)
  }

  private mutating func actions() -> [TableAction] {
    switch reader.word().key {
    case "add":
      reader.index += 1
      return add()
    case "drop":
      reader.index += 1
      return [dropAction()]
    case "alter":
      reader.index += 1
      return alterColumn()
    case "rename":
      reader.index += 1
      return [renameAction()]
    case "modify" where dialect.isMySQLFamily:
      reader.index += 1
      reader.take("column")
      let ifExists = ifExists()
      guard let column = column() else { return [.unknown("MODIFY")] }
      requireType(column)
      return [.modifyColumn(column, ifExists: ifExists)]
    case "change" where dialect.isMySQLFamily:
      reader.index += 1
      reader.take("column")
      let ifExists = ifExists()
      guard let old = reader.identifier(), let column = column() else {
        return [.unknown("CHANGE")]
      }
      requireType(column)
      return [.changeColumn(old, column, ifExists: ifExists)]
    case "set" where reader.word(1).key == "schema" && dialect == .postgres:
      reader.index += 2
      return reader.identifier().map { [.setSchema($0)] } ?? []
    case "attach":
      reader.index += 1
      reader.take("partition")
      guard let child = reader.qualifiedName() else {
        refuse("the name of a table")
        return [.ignored]
      }
      let start = reader.index
      while !reader.isAtEnd, !reader.at(";") { reader.index += 1 }
      return [.attachPartition(child, bounds: reader.text(from: start, to: reader.index))]
    case "detach":
      reader.index += 1
      reader.take("partition")
      guard let child = reader.qualifiedName() else { return [.ignored] }
      skipToComma()
      return [.detachPartition(child)]
    case "inherit":
      reader.index += 1
      return reader.qualifiedName().map { [.inherit($0)] } ?? []
    case "no" where reader.word(1).key == "inherit":
      reader.index += 2
      return reader.qualifiedName().map { [.noInherit($0)] } ?? []
    case "convert" where dialect.isMySQLFamily: return [convert()]
    default: return optionActions()
    }
  }

  private mutating func convert() -> TableAction {
    reader.index += 1
    if reader.at("partition") || reader.at("table") {
      // MariaDB makes a table of a partition, or the other way round.
      misunderstood = "CONVERT " + reader.keyText().uppercased()
      while !reader.isAtEnd { reader.index += 1 }
      return .ignored
    }
    reader.take("to")
    _ = reader.take("character", "set") || reader.take("charset")
    var set = setting()?.lowercased()
    if set == "default" { set = nil }
    var collation: String?
    if reader.take("collate") { collation = setting()?.lowercased() }
    return .convert(characterSet: set, collation: collation)
  }

  private mutating func optionActions() -> [TableAction] {
    var options = TableOptions()
    var isOption = false
    while tableOption(&options) { isOption = true }
    if isOption { return [.setOptions(options)] }
    // Owner, storage, triggers, row security, statistics, validation …
    if !startsKnownAction { refuse("an action: ADD, DROP, RENAME …") }
    if dialect.isMySQLFamily,
      reader.at("partition", 1) || reader.at("partition") || reader.at("order")
    {
      // Their lists have commas of their own.
      while !reader.isAtEnd { reader.index += 1 }
    }
    skipToComma()
    return [.ignored]
  }

  /// MariaDB's `SYSTEM VERSIONING` and `PERIOD FOR …`.
  private var isVersioning: Bool {
    dialect.isMySQLFamily
      && (reader.at("system") && reader.at("versioning", 1)
        || reader.at("period") && reader.at("for", 1))
  }

  private var startsKnownAction: Bool {
    let word = reader.word()
    switch dialect {
    case .postgres: return Self.postgresActions.contains(word.key)
    case .mysql, .mariadb:
      return Self.mysqlActions.contains(word.key) || reader.at("=", 1)
    case .sqlite: return false
    }
  }

  private static let postgresActions: WordSet = [
    "set", "no", "owner", "enable", "disable", "force", "cluster", "validate", "reset", "of", "not",
    "replica", "options", "split", "merge",
  ]

  private static let mysqlActions: WordSet = [
    "order", "disable", "enable", "discard", "import", "force", "algorithm", "lock", "with",
    "without", "coalesce", "reorganize", "exchange", "analyze", "check", "optimize", "rebuild",
    "repair", "remove", "truncate", "upgrade", "secondary_load", "secondary_unload", "wait",
    "nowait", "partition", "comment", "convert", "online", "ignore",
  ]

  private mutating func add() -> [TableAction] {
    if reader.at("constraint"), dialect == .mariadb, reader.at("if", 1) {
      reader.index += 1
      let ifNotExists = ifNotExists()
      let name = reader.identifier()
      guard var definition = constraint() else { return [.unknown("ADD CONSTRAINT")] }
      definition.name = name
      definition.ifNotExists = ifNotExists
      return [.addConstraint(definition)]
    }
    if let constraint = constraint() { return [.addConstraint(constraint)] }
    if let index = inlineIndex() { return [.addIndex(index)] }
    if reader.at("partition"), dialect.isMySQLFamily {
      while !reader.isAtEnd { reader.index += 1 }
      return [.ignored]
    }
    if isVersioning {
      skipToComma()
      return [.ignored]
    }
    reader.take("column")
    let ifNotExists = ifNotExists()
    if reader.take("(") {
      // MySQL's `ADD (a INT, b INT, KEY (a))`.
      var actions: [TableAction] = []
      while !reader.isAtEnd, !reader.at(")") {
        let start = reader.index
        if let constraint = constraint() {
          actions.append(.addConstraint(constraint))
        } else if let index = inlineIndex() {
          actions.append(.addIndex(index))
        } else if let column = column() {
          requireType(column)
          actions.append(.addColumn(column, ifNotExists: ifNotExists))
        }
        reader.take(",")
        if reader.index == start { reader.index += 1 }
      }
      reader.take(")")
      return actions
    }
    guard let column = column() else { return [.unknown("ADD COLUMN")] }
    requireType(column)
    return [.addColumn(column, ifNotExists: ifNotExists)]
  }

  private mutating func requireType(_ column: ColumnDefinition) {
    if column.typeName == nil, dialect != .sqlite { refuse("the type of the column") }
  }

  private mutating func dropAction() -> TableAction {
    if dialect.isMySQLFamily {
      if reader.take("primary", "key") { return .dropPrimaryKey }
      if reader.take("foreign", "key") {
        let ifExists = ifExists()
        return .dropForeignKey(reader.identifier() ?? "", ifExists: ifExists)
      }
      if reader.at("index") || reader.at("key") {
        reader.index += 1
        let ifExists = ifExists()
        return .dropIndex(reader.identifier() ?? "", ifExists: ifExists)
      }
      if reader.at("check"), reader.word(1).kind != .symbol {
        reader.index += 1
        let ifExists = ifExists()
        return .dropCheck(reader.identifier() ?? "", ifExists: ifExists)
      }
      if reader.take("partition") {
        while !reader.isAtEnd { reader.index += 1 }
        return .ignored
      }
      if isVersioning {
        skipToComma()
        return .ignored
      }
    }
    if reader.take("constraint") {
      let ifExists = ifExists()
      if dialect.isMySQLFamily, reader.take("primary", "key") { return .dropPrimaryKey }
      guard let name = reader.identifier() else { return .unknown("DROP CONSTRAINT") }
      return .dropConstraint(name, ifExists: ifExists, cascade: cascade())
    }
    reader.take("column")
    let ifExists = ifExists()
    guard let name = reader.identifier() else { return .unknown("DROP") }
    return .dropColumn(name, ifExists: ifExists, cascade: cascade())
  }

  private mutating func renameAction() -> TableAction {
    if reader.at("to") || reader.at("as") {
      reader.index += 1
      return reader.qualifiedName().map { .rename(to: $0) } ?? .unknown("RENAME")
    }
    if dialect.isMySQLFamily, reader.at("index") || reader.at("key") {
      reader.index += 1
      guard let old = reader.identifier(), reader.take("to"), let new = reader.identifier() else {
        return .unknown("RENAME INDEX")
      }
      return .renameIndex(old, to: new)
    }
    if reader.at("constraint"), reader.word(1).key != "to" {
      reader.index += 1
      guard let old = reader.identifier(), reader.take("to"), let new = reader.identifier() else {
        return .unknown("RENAME CONSTRAINT")
      }
      return .renameConstraint(old, to: new)
    }
    let start = reader.index
    if reader.at("column"), !reader.at("to", 1) { reader.index += 1 }
    let ifExists = ifExists()
    guard let old = reader.identifier() else { return .unknown("RENAME") }
    if reader.take("to"), let new = reader.identifier() {
      return .renameColumn(old, to: new, ifExists: ifExists)
    }
    // MySQL's `RENAME name`, without TO.
    if dialect.isMySQLFamily {
      reader.index = start
      return reader.qualifiedName().map { .rename(to: $0) } ?? .unknown("RENAME")
    }
    return .unknown("RENAME")
  }

  /// Only what children have changes a schema; the rest is when and whether it is checked.
  private mutating func alterConstraint() -> TableAction {
    guard let name = reader.identifier() else { return .unknown("ALTER CONSTRAINT") }
    if reader.take("inherit") { return .setInheritance(constraint: name, isNoInherit: false) }
    if reader.take("no", "inherit") { return .setInheritance(constraint: name, isNoInherit: true) }
    skipToComma()
    return .ignored
  }

  private mutating func alterColumn() -> [TableAction] {
    if dialect.isMySQLFamily {
      if reader.at("index") || reader.at("check") || reader.at("constraint") {
        skipToComma()
        return [.ignored]
      }
    }
    if reader.take("constraint") { return [alterConstraint()] }
    reader.take("column")
    let ifExists = ifExists()
    guard let name = reader.identifier() else { return [.unknown("ALTER COLUMN")] }
    if dialect.isMySQLFamily, !reader.at("default", 1), !reader.at("visible", 1),
      !reader.at("invisible", 1)
    {
      refuse("SET DEFAULT or DROP DEFAULT")
    }
    if reader.take("set", "data", "type") || reader.take("type") {
      let type = reader.typeName()
      var collation: String?
      if reader.take("collate") { collation = reader.qualifiedName()?.name }
      var using: SQLText?
      if reader.take("using") { using = expressionText() }
      return [.setType(column: name, type, using: using, collation: collation)]
    }
    if reader.take("set", "default") {
      return [.setDefault(column: name, defaultValue())]
    }
    if reader.take("drop", "default") { return [.dropDefault(column: name)] }
    if reader.take("set", "not", "null") { return [.setNotNull(column: name)] }
    if reader.take("drop", "not", "null") { return [.dropNotNull(column: name)] }
    if reader.take("drop", "expression") {
      let isSoft = self.ifExists()
      return [.dropExpression(column: name, ifExists: isSoft)]
    }
    if reader.take("drop", "identity") {
      let isSoft = self.ifExists()
      return [.dropIdentity(column: name, ifExists: isSoft)]
    }
    if reader.take("set", "expression", "as") {
      return [.setGenerated(column: name, parenthesized())]
    }
    if reader.take("add", "generated") {
      let isByDefault = reader.take("by", "default")
      reader.take("always")
      reader.take("as", "identity")
      if reader.take("(") { reader.skipParentheses() }
      return [.addIdentity(column: name, isByDefault ? .byDefault : .always)]
    }
    if dialect == .sqlite, reader.take("to") {
      // libSQL's `ALTER COLUMN name TO definition`.
      if var column = column() {
        column.name = column.name.isEmpty ? name : column.name
        return [.changeColumn(name, column, ifExists: ifExists)]
      }
    }
    let isKnown =
      dialect == .postgres
      ? reader.atAny(["set", "reset", "restart", "options", "add", "drop"])
      : reader.take("set", "visible") || reader.take("set", "invisible")
    if !isKnown { refuse("SET, DROP or TYPE") }
    skipToComma()
    return [.ignored]
  }
}
