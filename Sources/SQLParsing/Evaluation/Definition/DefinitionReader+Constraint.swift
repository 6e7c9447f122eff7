import Catalog
import SourceText

/// Constraints of tables, and what foreign keys point at.
extension DefinitionReader {
  /// A constraint written as an element or behind `ADD`; nil where none stands here.
  mutating func constraint() -> ConstraintDefinition? {
    guard mayStartConstraint else { return nil }
    let start = reader.index
    var label: String?
    if reader.take("constraint") {
      if !reader.atAny(Self.constraintKinds) {
        if dialect == .mariadb { _ = ifNotExists() }
        label = reader.identifier()
      }
    }
    guard let (kind, indexName) = constraintKind() else {
      // SQLite takes a name with nothing behind it.
      if label != nil || reader.index > start, dialect != .sqlite {
        refuse("PRIMARY KEY, UNIQUE, FOREIGN KEY or CHECK")
      }
      reader.index = start
      return nil
    }
    var definition = ConstraintDefinition(name: label, kind, indexName: indexName)
    definition.ifNotExists = constraintIfNotExists
    constraintIfNotExists = false
    constraintTail(&definition)
    definition.span = span(from: start)
    return definition
  }

  /// Whether the word that stands here begins a constraint, if those behind it do.
  private var mayStartConstraint: Bool {
    switch reader.key() {
    case "constraint", "primary", "unique", "foreign", "check", "exclude", "not": true
    default: false
    }
  }

  private static let constraintKinds: WordSet = [
    "primary", "unique", "foreign", "check", "exclude",
  ]

  private mutating func constraintKind() -> (ConstraintDefinition.Kind, String?)? {
    switch reader.key() {
    case "primary" where reader.key(1) == "key": return primaryKey()
    case "unique": return unique()
    case "foreign" where reader.key(1) == "key": return foreignKey()
    case "check" where reader.at("(", 1):
      reader.index += 1
      return (.check(parenthesized()), nil)
    case "exclude" where dialect == .postgres && (reader.at("using", 1) || reader.at("(", 1)):
      reader.index += 1
      var details = indexDetails()
      tail(&details)
      return (.exclude(details), nil)
    case "not" where reader.key(1) == "null" && dialect == .postgres:
      reader.index += 2
      return (.notNull(column: reader.identifier() ?? ""), nil)
    default: return nil
    }
  }

  private mutating func primaryKey() -> (ConstraintDefinition.Kind, String?)? {
    let start = reader.index
    reader.index += 2
    if reader.take("using", "index"), dialect == .postgres {
      return (.usingIndex(reader.identifier() ?? "", isPrimaryKey: true), nil)
    }
    // MySQL allows a name that it ignores.
    if dialect == .mariadb { constraintIfNotExists = ifNotExists() }
    if !reader.at("("), !reader.at("using"), dialect.isMySQLFamily { _ = reader.identifier() }
    var details = indexDetails()
    guard !details.parts.isEmpty else {
      refuse("a list of columns in parentheses")
      reader.index = start
      return nil
    }
    // SQLite: `PRIMARY KEY (id AUTOINCREMENT)`.
    conflict()
    tail(&details)
    return (.primaryKey(details), nil)
  }

  private mutating func unique() -> (ConstraintDefinition.Kind, String?)? {
    let start = reader.index
    reader.index += 1
    if reader.take("using", "index"), dialect == .postgres {
      return (.usingIndex(reader.identifier() ?? "", isPrimaryKey: false), nil)
    }
    var details = IndexDetails(parts: [])
    if reader.take("nulls", "not", "distinct") { details.nullsNotDistinct = true }
    reader.take("nulls", "distinct")
    var name: String?
    if dialect.isMySQLFamily {
      _ = reader.take("key") || reader.take("index")
      constraintIfNotExists = ifNotExists()
      if !reader.at("("), !reader.at("using") { name = reader.identifier() }
    }
    let found = indexDetails()
    guard !found.parts.isEmpty else {
      reader.index = start
      return nil
    }
    details.parts = found.parts
    details.method = found.method
    conflict()
    tail(&details)
    return (.unique(details), name)
  }

  private mutating func foreignKey() -> (ConstraintDefinition.Kind, String?)? {
    let start = reader.index
    reader.index += 2
    var name: String?
    if dialect.isMySQLFamily {
      constraintIfNotExists = ifNotExists()
      if !reader.at("(") { name = reader.identifier() }
    }
    let columns = foreignColumns()
    if columns.isEmpty { refuse("a list of columns in parentheses") }
    guard reader.take("references"), let clause = reference() else {
      refuse("REFERENCES and the name of a table")
      reader.index = start
      return nil
    }
    return (.foreignKey(columns: columns, clause), name)
  }

  /// The columns of a foreign key; PostgreSQL's last one may be a `PERIOD`.
  private mutating func foreignColumns() -> [String] {
    var names: [String] = []
    guard reader.take("(") else { return names }
    repeat {
      if dialect == .postgres, reader.at("period"), !reader.at(",", 1), !reader.at(")", 1) {
        reader.index += 1
      }
      guard let name = reader.identifier() else { break }
      names.append(name)
    } while reader.take(",")
    if !reader.take(")") {
      refuse("a comma or a closing parenthesis")
      reader.skipParentheses()
    }
    return names
  }

  /// What follows `REFERENCES`.
  mutating func reference() -> ReferenceClause? {
    guard let table = reader.qualifiedName() else { return nil }
    var clause = ReferenceClause(table: table)
    if reader.at("(") {
      if reader.at(")", 1) { refuse(at: reader.index + 1, "the name of a column") }
      clause.columns = foreignColumns()
    }
    while true {
      if reader.take("match") {
        reader.advance()
      } else if reader.take("on", "delete") {
        clause.onDelete = action()
      } else if reader.take("on", "update") {
        clause.onUpdate = action()
      } else if reader.take("not", "deferrable") || reader.take("deferrable") {
        continue
      } else if reader.take("initially") {
        reader.advance()
      } else {
        return clause
      }
    }
  }

  private mutating func action() -> ReferentialAction? {
    if reader.take("no", "action") { return .noAction }
    if reader.take("restrict") { return .restrict }
    if reader.take("cascade") { return .cascade }
    let isNull = reader.take("set", "null")
    if isNull || reader.take("set", "default") {
      // PostgreSQL 15: only some of the columns.
      if reader.take("(") { reader.skipParentheses() }
      return isNull ? .setNull : .setDefault
    }
    refuse("CASCADE, RESTRICT, NO ACTION, SET NULL or SET DEFAULT")
    return nil
  }

  private mutating func constraintTail(_ definition: inout ConstraintDefinition) {
    while true {
      if reader.take("no", "inherit") {
        definition.isNoInherit = true
        continue
      }
      if reader.take("not", "valid") || reader.take("not", "deferrable")
        || reader.take("deferrable") || reader.take("enforced") || reader.take("not", "enforced")
      {
        continue
      }
      if reader.take("initially") {
        reader.advance()
        continue
      }
      return
    }
  }
}
