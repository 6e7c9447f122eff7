import Catalog
import SourceText

/// `CREATE …`.
extension DefinitionReader {
  mutating func create() {
    let orReplace = reader.take("or", "replace")
    while true {
      if reader.take("global") || reader.take("local") || reader.take("unlogged")
        || reader.take("force") || reader.take("constraint") || reader.take("editionable")
        || reader.take("default")
      {
        continue
      }
      if !skipViewOption() { break }
    }
    let isTemporary = reader.take("temp") || reader.take("temporary")
    reader.take("unlogged")
    switch reader.word().key {
    case "table", "virtual": createTable(orReplace: orReplace, isTemporary: isTemporary)
    case "unique", "index", "fulltext", "spatial", "clustered", "nonclustered": createIndex()
    case "view", "materialized", "recursive":
      createView(orReplace: orReplace, isTemporary: isTemporary)
    case "type": createType()
    case "domain": createDomain()
    case "sequence": createSequence()
    case "schema", "database": createSchema()
    case "function", "procedure", "aggregate": createRoutine(orReplace: orReplace)
    default:
      if !isKnownKind { refuse("what is created: TABLE, VIEW, INDEX …") }
    }
  }

  /// Whether what stands here names a kind of thing that some database has.
  var isKnownKind: Bool {
    reader.word().kind != .plain || Self.kinds.contains(reader.word().key)
  }

  private static let kinds: WordSet = [
    "access", "aggregate", "cast", "collation", "conversion", "constraint", "data", "database",
    "default", "domain", "event", "extension", "external", "flow", "foreign", "function", "group",
    "index", "instance", "language", "large", "library", "logfile", "loadable", "materialized",
    "operator", "or", "owned", "package", "persistent", "policy", "prepare", "procedural",
    "procedure", "profile", "property", "publication", "recursive", "resource", "role", "routine",
    "rule", "schema", "secret", "sequence", "server", "spatial", "statistics", "stream",
    "subscription",
    "synonym", "system", "table", "tables", "tablespace", "task", "temp", "temporary", "text",
    "transform", "trigger", "trusted", "type", "undo", "unique", "unlogged", "user", "view",
    "virtual", "warehouse",
  ]

  /// `DEFINER = user@host`, `ALGORITHM = MERGE`, `SQL SECURITY INVOKER`.
  mutating func skipViewOption() -> Bool {
    if reader.take("sql", "security") {
      reader.index += 1
      return true
    }
    guard reader.at("definer") || reader.at("algorithm") else { return false }
    reader.index += 1
    reader.take("=")
    reader.index += 1
    if reader.word().kind == .userVariable { reader.index += 1 }
    if reader.take("(") { reader.skipParentheses() }
    return true
  }

  private mutating func createSchema() {
    reader.index += 1
    let ifNotExists = ifNotExists()
    if dialect.isMySQLFamily { return }
    var name = reader.at("authorization") ? nil : reader.identifier()
    if reader.take("authorization") {
      let role = reader.identifier()
      name = name ?? role
    }
    guard let name else { return }
    operations = [.createSchema(name, ifNotExists: ifNotExists)]
    // `CREATE SCHEMA a CREATE TABLE …` is read by nobody else.
    if reader.at("create") { misunderstood = "CREATE SCHEMA with elements" }
  }

  private mutating func createSequence() {
    reader.index += 1
    let ifNotExists = ifNotExists()
    guard let name = reader.qualifiedName() else { return }
    let owner = sequenceOwner()
    operations = [
      .createSequence(
        name,
        ifNotExists: ifNotExists,
        ownedBy: owner?.table,
        column: owner?.column
      )
    ]
  }

  /// `OWNED BY table.column` anywhere ahead; `NONE` gives no table.
  mutating func sequenceOwner() -> (table: QualifiedName?, column: String?)? {
    while !reader.isAtEnd, !reader.at(";") {
      guard reader.take("owned", "by") else {
        reader.index += 1
        continue
      }
      if reader.take("none") { return (nil, nil) }
      var parts: [String] = []
      repeat { if let part = reader.identifier() { parts.append(part) } } while reader.take(".")
      guard parts.count > 1 else { return nil }
      return (
        QualifiedName(
          parts[parts.count - 2],
          schema: parts.count > 2 ? parts[parts.count - 3] : nil
        ),
        parts[parts.count - 1]
      )
    }
    return nil
  }

  private mutating func createType() {
    reader.index += 1
    guard let name = reader.qualifiedName() else { return }
    guard reader.take("as") else {
      operations = [.createType(name, .base, attributes: [])]
      return
    }
    if reader.take("enum") {
      let labels = enumLabels()
      operations = [.createEnum(name, labels: labels)]
    } else if reader.take("range") {
      operations = [.createType(name, .range, attributes: [])]
    } else {
      var attributes: [ColumnDefinition] = []
      reader.take("(")
      while !reader.isAtEnd, !reader.at(")") {
        let start = reader.index
        if let attribute = reader.identifier() {
          attributes.append(
            ColumnDefinition(name: attribute, type: reader.typeName(), span: span(from: start))
          )
        }
        skipToComma()
        if !reader.take(",") { break }
      }
      operations = [.createType(name, .composite, attributes: attributes)]
    }
  }

  private mutating func enumLabels() -> [String] {
    var labels: [String] = []
    if !reader.take("(") { refuse("labels in parentheses") }
    while !reader.isAtEnd, !reader.at(")") {
      if reader.word().kind == .string {
        labels.append(reader.text())
      } else {
        refuse("a label in quotes")
      }
      reader.index += 1
      if reader.take(",") {
        if reader.at(")") { refuse("a label in quotes") }
      } else if !reader.at(")") {
        refuse("a comma or a closing parenthesis")
      }
    }
    if !reader.take(")") { refuse("a closing parenthesis") }
    return labels
  }

  private mutating func createDomain() {
    reader.index += 1
    guard let name = reader.qualifiedName() else { return }
    reader.take("as")
    var domain = DomainDefinition(name: name, type: reader.typeName())
    while !reader.isAtEnd, !reader.at(";") {
      let start = reader.index
      var label: String?
      if reader.take("constraint") { label = reader.identifier() }
      if reader.take("not", "null") {
        domain.isNullable = false
      } else if reader.take("null") {
        domain.isNullable = true
      } else if reader.take("default") {
        domain.defaultValue = expressionText()
      } else if reader.take("check") {
        domain.checks.append(
          ConstraintDefinition(name: label, .check(parenthesized()), span: span(from: start))
        )
      } else if reader.take("collate") {
        domain.type.collation = reader.qualifiedName()?.name
      }
      if reader.index == start { reader.index += 1 }
    }
    operations = [.createDomain(domain)]
  }

  private mutating func createView(orReplace: Bool, isTemporary: Bool) {
    let isMaterialized = reader.take("materialized")
    reader.take("recursive")
    reader.take("view")
    let ifNotExists = ifNotExists()
    guard let name = reader.qualifiedName() else {
      refuse("the name of a view")
      return
    }
    var columns: [ViewColumn]?
    if reader.at("(") { columns = reader.identifierList().map { ViewColumn($0) } }
    while !reader.isAtEnd, !reader.at("as") {
      if reader.take("(") { reader.skipParentheses() } else { reader.index += 1 }
    }
    if !reader.take("as") { refuse("AS and a query") }
    if !reader.startsQuery, !reader.at("table"), !reader.at("values") { refuse("a query") }
    var view = ViewDefinition(name: name, query: viewQuery())
    view.isMaterialized = isMaterialized
    view.orReplace = orReplace
    view.ifNotExists = ifNotExists
    view.isTemporary = isTemporary
    view.columns = columns
    operations = [.createView(view)]
  }

  /// The query without `WITH [NO] DATA` and `WITH CHECK OPTION`.
  private mutating func viewQuery() -> SQLText {
    let start = reader.index
    var end = reader.index
    var open = 0
    while !reader.isAtEnd, !(reader.at(";") && open == 0) {
      if open == 0, reader.at("with"),
        reader.at("data", 1) || reader.at("no", 1) || reader.at("check", 1)
          || reader.at("local", 1) || reader.at("cascaded", 1)
      {
        break
      }
      if reader.at("(") { open += 1 }
      if reader.at(")") { open -= 1 }
      reader.index += 1
      end = reader.index
    }
    checkQuery(from: start, to: end)
    return SQLText(reader.text(from: start, to: end))
  }

  /// A query ends where its view does.
  private mutating func checkQuery(from start: Int, to end: Int) {
    guard fault == nil else { return }
    var copy = reader
    copy.index = start
    _ = copy.query()
    guard copy.index < end else { return }
    // An operator that is not known here may be known to the database.
    if copy.word().kind == .symbol, !copy.at(","), !copy.at(")") {
      misunderstood = copy.text()
    } else {
      refuse(at: copy.index, "another part of the query or its end")
    }
  }
}
