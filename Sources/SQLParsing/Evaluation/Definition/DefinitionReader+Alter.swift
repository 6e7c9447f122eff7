import Catalog
import SourceText

/// `ALTER …`.
extension DefinitionReader {
  mutating func alter() {
    _ = reader.take("ignore") || reader.take("online")
    while dialect.isMySQLFamily, skipViewOption() {}
    switch reader.word().key {
    case "table":
      reader.index += 1
      alterTable()
    case "index":
      reader.index += 1
      let ifExists = ifExists()
      guard let name = reader.qualifiedName() else { return }
      if reader.take("rename", "to"), let new = reader.identifier() {
        operations = [.renameIndex(name, to: new, ifExists: ifExists)]
      }
    case "view", "sequence", "materialized": alterRelation()
    case "type":
      reader.index += 1
      alterType()
    case "domain":
      reader.index += 1
      alterDomain()
    case "schema":
      reader.index += 1
      guard let name = reader.identifier(), reader.take("rename", "to"),
        let new = reader.identifier()
      else { return }
      operations = [.renameSchema(name, to: new)]
    case "function", "procedure", "routine": alterRoutine()
    default:
      if !isKnownKind { refuse("what is altered: TABLE, VIEW, INDEX …") }
    }
  }

  private mutating func alterRoutine() {
    let kind: ObjectKind = reader.at("procedure") ? .procedure : .function
    reader.index += 1
    guard let name = reader.qualifiedName() else { return }
    if reader.take("(") { reader.skipParentheses() }
    if reader.take("rename", "to"), let new = reader.identifier() {
      operations = [.rename(kind, name, to: new, ifExists: false)]
    } else if reader.take("set", "schema"), let schema = reader.identifier() {
      operations = [.setSchema(kind, name, to: schema, ifExists: false)]
    }
  }

  private mutating func alterRelation() {
    let isMaterialized = reader.take("materialized")
    let kind: ObjectKind =
      reader.at("sequence") ? .sequence : isMaterialized ? .materializedView : .view
    reader.index += 1
    let ifExists = ifExists()
    guard let name = reader.qualifiedName() else { return }
    if reader.take("rename", "to") {
      if let new = reader.identifier() {
        operations = [.rename(kind, name, to: new, ifExists: ifExists)]
      }
    } else if reader.take("set", "schema") {
      if let schema = reader.identifier() {
        operations = [.setSchema(kind, name, to: schema, ifExists: ifExists)]
      }
    } else if reader.at("rename") {
      operations = [
        .alterTable(AlterTable(name: name, ifExists: ifExists, actions: renameActions()))
      ]
    } else if kind == .view, dialect.isMySQLFamily, reader.at("as") || reader.at("(") {
      var columns: [ViewColumn]?
      if reader.at("(") { columns = reader.identifierList().map { ViewColumn($0) } }
      reader.take("as")
      var view = ViewDefinition(name: name, query: rest())
      view.orReplace = true
      view.columns = columns
      operations = [.createView(view)]
    } else if kind == .sequence, let owner = sequenceOwner() {
      operations = [.ownSequence(name, by: owner.table, column: owner.column)]
    }
  }

  private mutating func renameActions() -> [TableAction] {
    reader.take("rename")
    reader.take("column")
    guard let old = reader.identifier(), reader.take("to"), let new = reader.identifier() else {
      return [.ignored]
    }
    return [.renameColumn(old, to: new, ifExists: false)]
  }

  private mutating func alterType() {
    guard let name = reader.qualifiedName() else { return }
    if reader.take("add", "value") {
      let ifNotExists = ifNotExists()
      guard let label = text() else { return refuse("a label in quotes") }
      var position = EnumPosition.last
      if reader.take("before"), let other = text() { position = .before(other) }
      if reader.take("after"), let other = text() { position = .after(other) }
      if !reader.isAtEnd { refuse("BEFORE or AFTER a label, or the end of the statement") }
      operations = [
        .alterEnum(name, .addValue(label, position: position, ifNotExists: ifNotExists))
      ]
    } else if reader.take("rename", "value") {
      guard let old = text(), reader.take("to"), let new = text() else {
        return refuse("a label in quotes, TO and the new label")
      }
      operations = [.alterEnum(name, .renameValue(old, to: new))]
    } else if reader.take("rename", "to") {
      if let new = reader.identifier() {
        operations = [.rename(.type, name, to: new, ifExists: false)]
      }
    } else if reader.take("set", "schema") {
      if let schema = reader.identifier() {
        operations = [.setSchema(.type, name, to: schema, ifExists: false)]
      }
    } else if !reader.atAny(["add", "alter", "drop", "rename", "owner", "set"]) {
      refuse("ADD VALUE, RENAME, OWNER TO or SET SCHEMA")
    }
  }

  private mutating func alterDomain() {
    guard let name = reader.qualifiedName() else { return }
    let start = reader.index
    if reader.take("rename", "to") {
      if let new = reader.identifier() {
        operations = [.rename(.domain, name, to: new, ifExists: false)]
      }
    } else if reader.take("set", "schema") {
      if let schema = reader.identifier() {
        operations = [.setSchema(.domain, name, to: schema, ifExists: false)]
      }
    } else if reader.take("set", "default") {
      operations = [.alterDomain(name, .setDefault(expressionText()))]
    } else if reader.take("drop", "default") {
      operations = [.alterDomain(name, .setDefault(nil))]
    } else if reader.take("set", "not", "null") {
      operations = [.alterDomain(name, .setNotNull)]
    } else if reader.take("drop", "not", "null") {
      operations = [.alterDomain(name, .dropNotNull)]
    } else if reader.take("add") {
      if let constraint = constraint() {
        operations = [.alterDomain(name, .addConstraint(constraint))]
      }
    } else if reader.take("drop", "constraint") {
      let ifExists = ifExists()
      if let label = reader.identifier() {
        operations = [.alterDomain(name, .dropConstraint(label, ifExists: ifExists))]
      }
    } else if reader.take("rename", "constraint") {
      if let old = reader.identifier(), reader.take("to"), let new = reader.identifier() {
        operations = [.alterDomain(name, .renameConstraint(old, to: new))]
      }
    } else {
      reader.index = start
    }
  }
}
