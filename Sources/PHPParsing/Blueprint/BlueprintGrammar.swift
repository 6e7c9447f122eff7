import Catalog
import SourceText

extension BlueprintObject {
  package func finish(_ evaluator: Evaluator) throws(PHPThrow) {
    try BlueprintGrammar(blueprint: self, evaluator: evaluator).run()
  }
}

/// The statements the framework would run for a Blueprint, as operations.
///
/// Its grammars' methods one for one: `compileCreate`, `compileUnique` and so on, with what
/// differs between databases and between majors of the framework.
struct BlueprintGrammar {
  let blueprint: BlueprintObject
  let evaluator: Evaluator

  var dialect: Dialect { blueprint.dialect }
  var major: Int { blueprint.major == 0 ? 13 : blueprint.major }
  var name: QualifiedName { evaluator.tableName(blueprint.table) }

  /// Applies each command before the next one is compiled, since some ask for the table as it is.
  func run() throws(PHPThrow) {
    settleUnknown()
    addFluentIndexes()
    let table = blueprint.table
    if blueprint.isCreating { try evaluator.apply([try create()], on: table) }
    for command in orderedCommands() {
      try evaluator.apply(try compile(command), on: table)
    }
    try evaluator.apply(comments(), on: table)
  }

  /// Up to major 10 changed columns come first, then added ones, then all other commands.
  private func orderedCommands() -> [BlueprintCommand] {
    guard major <= 10, !blueprint.isCreating else { return blueprint.commands }
    let columns = blueprint.commands.filter { $0.kind == .column }
    return columns.filter { $0.fluent.isTrue("change") }
      + columns.filter { !$0.fluent.isTrue("change") }
      + blueprint.commands.filter { $0.kind != .column }
  }

  /// `->unique()` and its kin at a column become commands behind all others.
  private func addFluentIndexes() {
    let kinds: [(StaticString, BlueprintCommand.Kind, String)] = [
      ("primary", .primary, "primary"), ("unique", .unique, "unique"),
      ("index", .index, "index"), ("fulltext", .fulltext, "fulltext"),
      ("fullText", .fulltext, "fulltext"), ("spatialIndex", .spatialIndex, "spatialindex"),
      ("vectorIndex", .vectorIndex, "vectorindex"),
    ]
    for column in blueprint.columns where column.mayHaveIndex {
      for (attribute, kind, ending) in kinds {
        guard let value = column[attribute] else { continue }
        if kind == .primary, column.isTrue("autoIncrement"), column.isTrue("change"),
          dialect.isMySQLFamily
        {
          break
        }
        if case .bool(true) = value {
          blueprint.index(
            kind,
            ending,
            .string(column.name),
            nil,
            at: column.source,
            evaluator
          )
        } else if case .bool(false) = value {
          guard column.isTrue("change"), major >= 11 else { continue }
          dropFluentIndex(kind, ending, column)
        } else {
          blueprint.index(
            kind,
            ending,
            .string(column.name),
            value,
            at: column.source,
            evaluator
          )
        }
        break
      }
    }
  }

  private func dropFluentIndex(
    _ kind: BlueprintCommand.Kind,
    _ ending: String,
    _ column: FluentObject
  ) {
    let list = PHPArray(list: [.string(column.name)])
    let fluent = FluentObject(
      .command,
      blueprint,
      [("index", .string(blueprint.indexName(ending, list))), ("columns", .array(list))],
      at: column.source
    )
    let drop: BlueprintCommand.Kind =
      kind == .primary ? .dropPrimary : kind == .unique ? .dropUnique : .dropIndex
    blueprint.commands.append(BlueprintCommand(kind: drop, fluent: fluent))
  }

  // MARK: Creating

  private func create() throws(PHPThrow) -> LocatedOperation {
    var definition = TableDefinition(name: name)
    definition.isTemporary = blueprint.isTemporary
    definition.options = blueprint.options
    if !dialect.isMySQLFamily { definition.options = TableOptions() }
    definition.elements.reserveCapacity(blueprint.columns.count)
    for column in blueprint.columns {
      definition.elements.append(.column(try self.column(column)))
    }
    if dialect == .sqlite {
      for command in blueprint.commands where command.kind == .foreign {
        definition.elements.append(.constraint(foreignKey(command.fluent, named: false)))
      }
    }
    if dialect == .sqlite || dialect.isMySQLFamily && major >= 10,
      let primary = blueprint.commands.first(where: { $0.kind == .primary })
    {
      let details = IndexDetails(parts: parts(primary.fluent))
      definition.elements.append(.constraint(ConstraintDefinition(.primaryKey(details))))
    }
    return LocatedOperation(.createTable(definition), at: blueprint.source)
  }

  /// Whether a primary key is declared beside the columns, so that none stands at them.
  var hasPrimaryCommand: Bool {
    major >= 10 && blueprint.commands.contains { $0.kind == .primary }
  }

  // MARK: Commands

  func compile(_ command: BlueprintCommand) throws(PHPThrow) -> [LocatedOperation] {
    let fluent = command.fluent
    switch command.kind {
    case .column:
      if fluent.isTrue("change") { return try change(fluent) }
      return [alter([.addColumn(try column(fluent), ifNotExists: false)], fluent)]
    case .primary: return try primary(fluent)
    case .unique: return [unique(fluent)]
    case .uniqueIndex: return [try partialUnique(fluent)]
    case .index, .fulltext, .spatialIndex, .vectorIndex:
      return [try index(command.kind, fluent)]
    case .foreign: return try foreign(fluent)
    case .dropColumn: return try dropColumn(fluent)
    case .renameColumn: return try renameColumn(fluent)
    case .dropPrimary: return try dropPrimary(fluent)
    case .dropUnique, .dropIndex: return [dropIndex(command.kind, fluent)]
    case .dropForeign: return try dropForeign(fluent)
    case .renameIndex: return [renameIndex(fluent)]
    case .rename:
      let target = evaluator.tableName(text(fluent["to"]))
      return [
        LocatedOperation(
          .renameTables([Renaming(from: name, to: target)]),
          at: fluent.source
        )
      ]
    case .tableComment: return tableComment(fluent)
    case .drop, .dropIfExists:
      let statement = DropStatement(.table, [name], ifExists: command.kind == .dropIfExists)
      return [LocatedOperation(.drop(statement), at: fluent.source)]
    }
  }

  func alter(_ actions: [TableAction], _ fluent: FluentObject) -> LocatedOperation {
    LocatedOperation(.alterTable(AlterTable(name: name, actions: actions)), at: fluent.source)
  }

  func text(_ value: PHPValue?) -> String {
    switch value {
    case .enumCase(let enumCase)?: enumCase.backingValue.text ?? ""
    default: value?.text ?? ""
    }
  }

  /// A name as the database keeps it: PostgreSQL cuts at 63 bytes.
  func identifier(_ value: PHPValue?) -> String { clipped(text(value)) }

  func clipped(_ name: String) -> String {
    guard dialect == .postgres, name.utf8.count > 63 else { return name }
    return String(decoding: Array(name.utf8.prefix(63)), as: UTF8.self)
  }

  func columnNames(_ fluent: FluentObject) -> [String] {
    guard case .array(let list)? = fluent["columns"] else { return [] }
    return list.values.map { identifier($0) }
  }

  /// The columns of an index; expressions stand as they are.
  func parts(_ fluent: FluentObject) -> [IndexPart] {
    guard case .array(let list)? = fluent["columns"] else { return [] }
    return list.values.flatMap { value in
      if case .object(let object) = value, object.native is ExpressionObject {
        return listItems(text(value)).map { expressionPart($0) }
      }
      return [IndexPart(identifier(value))]
    }
  }

  /// The items of a list of SQL: `rawIndex('a, lower(b)')` is on two.
  private func listItems(_ text: String) -> [String] {
    var items: [[UInt8]] = [[]]
    var depth = 0
    var quote: UInt8 = 0
    for byte in text.utf8 {
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x27 || byte == 0x22 || byte == 0x60 {
        quote = byte
      } else if byte == 0x28 {
        depth += 1
      } else if byte == 0x29 {
        depth -= 1
      } else if byte == 0x2C, depth == 0 {
        items.append([])
        continue
      }
      if byte != 0x20 || items[items.count - 1].last ?? 0x20 != 0x20 {
        items[items.count - 1].append(byte)
      }
    }
    return items.map { String(decoding: $0, as: UTF8.self) }
  }

  /// `name(10)` of MySQL is a column with a length; all else is an expression.
  private func expressionPart(_ text: String) -> IndexPart {
    let plain = text.filter { $0 != "`" && $0 != "\"" }
    if plain.utf8.allSatisfy(isNameByte) { return IndexPart(plain) }
    let words = plain.split(separator: " ")
    if words.count == 2, words[0].utf8.allSatisfy(isNameByte) {
      let direction = asciiLowercased(String(words[1]))
      if direction == "desc" || direction == "asc" {
        return IndexPart(String(words[0]), isDescending: direction == "desc")
      }
    }
    if dialect.isMySQLFamily, plain.hasSuffix(")"),
      let open = plain.utf8.firstIndex(of: 0x28),
      let length = Int(plain[plain.utf8.index(after: open)...].dropLast()),
      plain[..<open].utf8.allSatisfy(isNameByte)
    {
      return IndexPart(String(plain[..<open]), prefixLength: length)
    }
    return IndexPart(text, isExpression: true)
  }

  private func comments() -> [LocatedOperation] {
    guard dialect == .postgres else { return [] }
    var operations: [LocatedOperation] = []
    for column in blueprint.columns {
      let comment = column["comment"]
      guard comment != nil || column.isTrue("change") && !usesDoctrine else { continue }
      let statement = CommentStatement(
        kind: .table,
        name: name,
        column: column.name,
        text: comment?.text
      )
      operations.append(LocatedOperation(.comment(statement), at: column.source))
    }
    return operations
  }

  private func tableComment(_ fluent: FluentObject) -> [LocatedOperation] {
    let comment = text(fluent["comment"])
    switch dialect {
    case .sqlite: return []
    case .postgres:
      let statement = CommentStatement(kind: .table, name: name, text: comment)
      return [LocatedOperation(.comment(statement), at: fluent.source)]
    case .mysql, .mariadb:
      var options = TableOptions()
      options.comment = comment
      return [alter([.setOptions(options)], fluent)]
    }
  }
}
