import Catalog
import SourceText

extension BlueprintGrammar {
  func primary(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    if blueprint.isCreating, dialect == .sqlite || dialect.isMySQLFamily && major >= 10 {
      return []
    }
    let details = IndexDetails(parts: parts(fluent))
    guard dialect == .sqlite else {
      return [alter([.addConstraint(ConstraintDefinition(.primaryKey(details)))], fluent)]
    }
    guard major >= 11 else { return [] }
    return try rebuild(fluent) { (table: inout Table) in
      table.primaryKey = PrimaryKey(columns: details.parts.map(\.text))
    }
  }

  func unique(_ fluent: FluentObject) -> LocatedOperation {
    let name = identifier(fluent["index"])
    var details = IndexDetails(parts: parts(fluent))
    switch dialect {
    case .postgres:
      details.nullsNotDistinct = fluent.isTrue("nullsNotDistinct")
      return alter([.addConstraint(ConstraintDefinition(name: name, .unique(details)))], fluent)
    case .mysql, .mariadb:
      let index = IndexDefinition(name: name, isUnique: true, details: details)
      return alter([.addIndex(index)], fluent)
    case .sqlite:
      return createIndex(IndexDefinition(name: name, isUnique: true, details: details), fluent)
    }
  }

  /// A unique index with `->where('…')`.
  func partialUnique(_ fluent: FluentObject) throws(PHPThrow) -> LocatedOperation {
    var definition = IndexDefinition(
      name: identifier(fluent["index"]),
      isUnique: true,
      details: IndexDetails(parts: parts(fluent))
    )
    if let condition = fluent["where"] {
      guard let text = try evaluator.text(of: condition) else {
        evaluator.markIncomplete(
          blueprint.table,
          .phpUnknownArgument,
          "the condition of this index is not known"
        )
        return createIndex(definition, fluent)
      }
      definition.details.predicate = SQLText(text)
    }
    return createIndex(definition, fluent)
  }

  func index(
    _ kind: BlueprintCommand.Kind,
    _ fluent: FluentObject
  ) throws(PHPThrow) -> LocatedOperation {
    var definition = IndexDefinition(
      name: identifier(fluent["index"]),
      details: IndexDetails(parts: parts(fluent))
    )
    definition.details.method = fluent["algorithm"]?.text
    switch dialect {
    case .mysql, .mariadb:
      if kind == .fulltext { definition.kind = .fulltext }
      if kind == .spatialIndex { definition.kind = .spatial }
      if kind == .vectorIndex, dialect == .mysql {
        throw evaluator.exception(
          "RuntimeException",
          "The database driver in use does not support vector indexes."
        )
      }
      return alter([.addIndex(definition)], fluent)
    case .sqlite:
      if kind == .fulltext || kind == .spatialIndex || kind == .vectorIndex {
        evaluator.report(
          Diagnostic(
            .phpUnsupported,
            .warning,
            "SQLite has no such index; Laravel stops here with an exception",
            at: fluent.source,
            tables: [blueprint.table]
          )
        )
        return alter([.ignored], fluent)
      }
      return createIndex(definition, fluent)
    case .postgres:
      if kind == .spatialIndex { definition.details.method = "gist" }
      if kind == .vectorIndex { definition.details.method = "hnsw" }
      if kind == .fulltext {
        definition.details.method = "gin"
        definition.details.parts = [fulltextPart(fluent)]
      }
      return createIndex(definition, fluent)
    }
  }

  /// `to_tsvector('english', "a") || to_tsvector('english', "b")`.
  private func fulltextPart(_ fluent: FluentObject) -> IndexPart {
    let language = quoted(fluent["language"]?.text ?? "english")
    let calls = columnNames(fluent).map { "to_tsvector(" + language + ", \"" + $0 + "\")" }
    return IndexPart(calls.joined(separator: " || "), isExpression: true)
  }

  private func createIndex(
    _ definition: IndexDefinition,
    _ fluent: FluentObject
  ) -> LocatedOperation {
    LocatedOperation(
      .createIndex(CreateIndex(table: name, index: definition)),
      at: fluent.source
    )
  }

  func quoted(_ text: String) -> String {
    "'" + pieces(of: text, by: "'").joined(separator: "''") + "'"
  }

  // MARK: Foreign keys

  func foreignKey(_ fluent: FluentObject, named isNamed: Bool) -> ConstraintDefinition {
    let on = text(fluent["on"])
    var references: [String] = []
    switch fluent["references"] {
    case .array(let list)?: references = list.values.map { identifier($0) }
    case let value?: references = [identifier(value)]
    case nil: break
    }
    let clause = ReferenceClause(
      table: evaluator.tableName(on),
      columns: references,
      onDelete: action(fluent["onDelete"]),
      onUpdate: action(fluent["onUpdate"])
    )
    return ConstraintDefinition(
      name: isNamed ? identifier(fluent["index"]) : nil,
      .foreignKey(columns: columnNames(fluent), clause)
    )
  }

  private func action(_ value: PHPValue?) -> ReferentialAction? {
    guard let text = value?.text else { return nil }
    if let plain = ReferentialAction(rawValue: text) { return plain }
    let words = asciiLowercased(text).split(separator: " ").joined(separator: " ")
    return ReferentialAction(rawValue: words)
  }

  func foreign(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    guard dialect == .sqlite else {
      return [alter([.addConstraint(foreignKey(fluent, named: true))], fluent)]
    }
    guard !blueprint.isCreating, major >= 11 else { return [] }
    let definition = foreignKey(fluent, named: false)
    guard case .foreignKey(let columns, let clause) = definition.kind else { return [] }
    return try rebuild(fluent) { (table: inout Table) in
      table.foreignKeys.append(
        ForeignKey(
          name: nil,
          columns: columns,
          target: ForeignTarget(name: clause.table, columns: clause.columns),
          onDelete: clause.onDelete ?? .noAction,
          onUpdate: clause.onUpdate ?? .noAction
        )
      )
    }
  }

  func dropForeign(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    let index = identifier(fluent["index"])
    switch dialect {
    case .postgres:
      return [alter([.dropConstraint(index, ifExists: false, cascade: false)], fluent)]
    case .mysql, .mariadb: return [alter([.dropForeignKey(index, ifExists: false)], fluent)]
    case .sqlite: break
    }
    guard major >= 11 else {
      throw evaluator.exception(
        "BadMethodCallException",
        "SQLite doesn't support dropping foreign keys (you would need to re-create the table)."
      )
    }
    let columns = columnNames(fluent).map { $0.lowercased() }
    guard !columns.isEmpty else {
      throw evaluator.exception(
        "RuntimeException",
        "This database driver does not support dropping foreign keys by name."
      )
    }
    return try rebuild(fluent) { (table: inout Table) in
      table.foreignKeys.removeAll { $0.columns.map { $0.lowercased() } == columns }
    }
  }

  // MARK: Dropping and renaming

  func dropPrimary(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    switch dialect {
    case .mysql, .mariadb: return [alter([.dropPrimaryKey], fluent)]
    case .postgres:
      let key = major >= 10 ? name.name + "_pkey" : blueprint.table + "_pkey"
      return [alter([.dropConstraint(key, ifExists: false, cascade: false)], fluent)]
    case .sqlite:
      guard major >= 11 else { return [] }
      return try rebuild(fluent) { (table: inout Table) in table.primaryKey = nil }
    }
  }

  func dropIndex(_ kind: BlueprintCommand.Kind, _ fluent: FluentObject) -> LocatedOperation {
    let index = identifier(fluent["index"])
    switch dialect {
    case .mysql, .mariadb: return alter([.dropIndex(index, ifExists: false)], fluent)
    case .postgres where kind == .dropUnique:
      return alter([.dropConstraint(index, ifExists: false, cascade: false)], fluent)
    case .postgres, .sqlite:
      let statement = DropStatement(.index, [QualifiedName(index, schema: name.schema)])
      return LocatedOperation(.drop(statement), at: fluent.source)
    }
  }

  func renameIndex(_ fluent: FluentObject) -> LocatedOperation {
    let (from, to) = (identifier(fluent["from"]), identifier(fluent["to"]))
    switch dialect {
    case .postgres:
      return LocatedOperation(
        .renameIndex(QualifiedName(from, schema: name.schema), to: to, ifExists: false),
        at: fluent.source
      )
    default: return alter([.renameIndex(from, to: to)], fluent)
    }
  }

  func dropColumn(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    let names = columnNames(fluent)
    if dialect == .sqlite, usesDoctrine {
      return try rebuild(fluent) { (table: inout Table) in
        for name in names {
          let wanted = name.lowercased()
          table.columns.removeAll { $0.name.lowercased() == wanted }
          table.indexes.removeAll { $0.parts.contains { $0.text.lowercased() == wanted } }
          table.foreignKeys.removeAll { $0.columns.contains { $0.lowercased() == wanted } }
        }
      }
    }
    let actions = names.map { TableAction.dropColumn($0, ifExists: false, cascade: false) }
    guard dialect == .sqlite else { return [alter(actions, fluent)] }
    return actions.map { alter([$0], fluent) }
  }

  func renameColumn(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    let (old, new) = (identifier(fluent["from"]), identifier(fluent["to"]))
    guard dialect == .sqlite, usesDoctrine else {
      return [alter([.renameColumn(old, to: new, ifExists: false)], fluent)]
    }
    let wanted = old.lowercased()
    func renamed(_ name: String) -> String { name.lowercased() == wanted ? new : name }
    return try rebuild(fluent) { (table: inout Table) in
      for slot in table.columns.indices {
        table.columns[slot].name = renamed(table.columns[slot].name)
      }
      for slot in table.indexes.indices {
        for part in table.indexes[slot].parts.indices
        where !table.indexes[slot].parts[part].isExpression {
          table.indexes[slot].parts[part].text = renamed(table.indexes[slot].parts[part].text)
        }
      }
      if let key = table.primaryKey { table.primaryKey?.columns = key.columns.map(renamed) }
      for slot in table.foreignKeys.indices {
        table.foreignKeys[slot].columns = table.foreignKeys[slot].columns.map(renamed)
      }
    }
  }

  /// Up to major 10 changes go through Doctrine where it is installed, which 8 and 9 require.
  var usesDoctrine: Bool {
    if major <= 9 { return true }
    return major == 10 && evaluator.context.hasPackage("doctrine/dbal", evaluator)
  }
}
