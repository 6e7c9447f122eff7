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
    default: return
    }
    reader.index += 1
    reader.take("concurrently")
    let ifExists = ifExists()
    let names = names()
    guard !names.isEmpty else {
      misunderstood = "DROP"
      return
    }
    var statement = DropStatement(kind, names, ifExists: ifExists)
    if kind == .index, reader.take("on") { statement.table = reader.qualifiedName() }
    statement.cascade = cascade()
    operations = [.drop(statement)]
  }

  /// MySQL's `RENAME TABLE a TO b, c TO d`.
  mutating func rename() {
    guard dialect.isMySQLFamily, reader.take("table") || reader.take("tables") else { return }
    _ = ifExists()
    var pairs: [Renaming] = []
    repeat {
      guard let old = reader.qualifiedName(), reader.take("to"), let new = reader.qualifiedName()
      else {
        misunderstood = "RENAME TABLE"
        break
      }
      pairs.append(Renaming(from: old, to: new))
    } while reader.take(",") && !reader.isAtEnd
    if !pairs.isEmpty { operations = [.renameTables(pairs)] }
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
    guard let name = reader.qualifiedName(), reader.take("is") else { return }
    operations = [.comment(CommentStatement(kind: kind, name: name, text: text()))]
  }

  private mutating func commentOnColumn() {
    reader.index += 1
    var parts: [String] = []
    repeat { if let part = reader.identifier() { parts.append(part) } } while reader.take(".")
    guard parts.count > 1, reader.take("is") else { return }
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
