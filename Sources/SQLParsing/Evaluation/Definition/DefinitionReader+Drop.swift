import Catalog
import SourceText

/// `DROP …`, `RENAME TABLE`, `COMMENT ON`.
extension DefinitionReader {
  mutating func drop() {
    reader.take("temporary")
    let kind: ObjectKind
    switch reader.word().key {
    case "table": kind = .table
    case "view": kind = .view
    case "materialized":
      reader.index += 1
      kind = .materializedView
    case "index": kind = .index
    case "type": kind = .type
    case "domain": kind = .domain
    case "sequence": kind = .sequence
    case "schema" where dialect == .postgres: kind = .schema
    case "function", "aggregate", "routine": kind = .function
    case "procedure": kind = .procedure
    default:
      if !isKnownKind { refuse("what is dropped: TABLE, VIEW, INDEX …") }
      return
    }
    reader.index += 1
    reader.take("concurrently")
    let ifExists = ifExists()
    let names = names()
    guard !names.isEmpty else {
      refuse("a name")
      return
    }
    var statement = DropStatement(kind, names, ifExists: ifExists)
    if kind == .index, reader.take("on") { statement.table = reader.qualifiedName() }
    statement.cascade = cascade()
    if !reader.isAtEnd, !reader.at(";"), kind == .table || kind == .view || kind == .type,
      !(dialect.isMySQLFamily && (reader.at("wait") || reader.at("nowait")))
    {
      refuse("the end of the statement")
    }
    operations = [.drop(statement)]
  }

  /// MySQL's `RENAME TABLE a TO b, c TO d`.
  mutating func rename() {
    guard dialect.isMySQLFamily, reader.take("table") || reader.take("tables") else { return }
    _ = ifExists()
    var pairs: [Renaming] = []
    repeat {
      guard let old = reader.qualifiedName(), waitsOrNot(), reader.take("to"),
        let new = reader.qualifiedName()
      else {
        refuse("the name of a table, TO and its new name")
        break
      }
      pairs.append(Renaming(from: old, to: new))
    } while reader.take(",") && !reader.isAtEnd
    if !pairs.isEmpty { operations = [.renameTables(pairs)] }
  }

  /// MariaDB's `WAIT n` and `NOWAIT`; true in any case.
  private mutating func waitsOrNot() -> Bool {
    if reader.take("wait") { reader.advance() }
    reader.take("nowait")
    return true
  }

  mutating func comment() {
    guard reader.take("on") else { return }
    let kind: ObjectKind
    switch reader.word().key {
    case "table": kind = .table
    case "column": return commentOnColumn()
    case "view": kind = .view
    case "materialized":
      reader.index += 1
      kind = .materializedView
    case "type": kind = .type
    case "domain": kind = .domain
    default: return
    }
    reader.index += 1
    guard let name = reader.qualifiedName(), reader.take("is") else {
      return refuse("a name and IS")
    }
    operations = [.comment(CommentStatement(kind: kind, name: name, text: text()))]
  }

  private mutating func commentOnColumn() {
    reader.index += 1
    var parts: [String] = []
    repeat { if let part = reader.identifier() { parts.append(part) } } while reader.take(".")
    guard parts.count > 1, reader.take("is") else {
      return refuse("a table, a point, a column and IS")
    }
    let table = QualifiedName(
      parts[parts.count - 2],
      schema: parts.count > 2 ? parts[parts.count - 3] : nil
    )
    operations = [
      .comment(
        CommentStatement(kind: .table, name: table, column: parts[parts.count - 1], text: text())
      )
    ]
  }
}
