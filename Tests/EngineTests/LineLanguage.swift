import Catalog
import Engine
import SourceText

/// A language of one operation a line, so that histories can be written and changed by chance
/// without a parser.
///
/// `table T a:type …`, `add T c:type`, `drop T c`, `rename T U`, `swap T U`, `column T c d`,
/// `key T c U` (a foreign key to U's id), `gone T`, `enum E a b`, `type T c E`, `retitle E F`,
/// `index T c`, `if T c add U d:type` (asks).
enum LineLanguage {
  static func evaluate(_ unit: MigrationUnit, _ world: any World) {
    let text = String(decoding: unit.file.bytes, as: UTF8.self)
    for (number, line) in text.split(separator: "\n").enumerated() {
      run(
        line.split(separator: " ").map(String.init),
        world,
        SourceReference(file: unit.file.path, line: number + 1, column: 1)
      )
    }
  }

  private static func run(_ words: [String], _ world: any World, _ source: SourceReference) {
    guard let verb = words.first else { return }
    if verb == "if" {
      guard words.count > 4, world.table(name(words[1]))?.column(words[2]) != nil else { return }
      return run(Array(words.dropFirst(3)), world, source)
    }
    for operation in operations(verb, Array(words.dropFirst())) {
      _ = world.apply(LocatedOperation(operation, at: source), isTry: false)
    }
  }

  static func name(_ text: String) -> QualifiedName { QualifiedName(text) }

  private static func definition(_ word: String) -> ColumnDefinition {
    let parts = word.split(separator: ":").map(String.init)
    return column(parts[0], parts.count > 1 ? parts[1] : "text")
  }

  private static func operations(_ verb: String, _ words: [String]) -> [SchemaOperation] {
    func alter(_ actions: TableAction...) -> SchemaOperation {
      .alterTable(AlterTable(name: name(words[0]), actions: actions))
    }
    switch verb {
    case "table":
      var id = column("id", "integer", primary: true)
      id.isNullable = false
      return [.createTable(table(words[0], [id] + words.dropFirst().map(definition)))]
    case "add": return [alter(.addColumn(definition(words[1]), ifNotExists: false))]
    case "drop": return [alter(.dropColumn(words[1], ifExists: false, cascade: false))]
    case "rename": return [alter(.rename(to: name(words[1])))]
    case "swap":
      return [
        alter(.rename(to: name("between " + words[0]))),
        .alterTable(AlterTable(name: name(words[1]), actions: [.rename(to: name(words[0]))])),
        .alterTable(
          AlterTable(
            name: name("between " + words[0]),
            actions: [.rename(to: name(words[1]))]
          )
        ),
      ]
    case "column": return [alter(.renameColumn(words[1], to: words[2], ifExists: false))]
    case "key":
      return [
        alter(
          .addConstraint(
            ConstraintDefinition(
              .foreignKey(
                columns: [words[1]],
                ReferenceClause(table: name(words[2]), columns: ["id"])
              )
            )
          )
        )
      ]
    case "gone": return [.drop(DropStatement(.table, [name(words[0])], cascade: true))]
    case "enum": return [.createEnum(name(words[0]), labels: Array(words.dropFirst()))]
    case "type":
      return [alter(.setType(column: words[1], TypeName(words[2]), using: nil, collation: nil))]
    case "retitle": return [.rename(.type, name(words[0]), to: words[1], ifExists: false)]
    case "index":
      return [
        .createIndex(
          CreateIndex(
            table: name(words[0]),
            index: IndexDefinition(name: nil, details: IndexDetails(parts: [IndexPart(words[1])]))
          )
        )
      ]
    default: return []
    }
  }

  static var evaluators: Evaluators { Evaluators { unit, world in evaluate(unit, world) } }

  static func unit(_ id: String, _ text: String) -> MigrationUnit {
    MigrationUnit(file: SourceFile(path: id, text: text))
  }
}

/// A schema as text in which identities are names, so that two histories can be compared.
func description(of schema: Schema) -> String {
  var text = ""
  var names: [ObjectID: String] = [:]
  for table in schema.tables { names[table.id] = table.name.description }
  for table in schema.tables {
    text += "table \(table.name) \(table.kind.rawValue) \(table.isComplete) by \(table.changedBy)\n"
    text += "  at \(table.source.file):\(table.source.position.line)\n"
    for column in table.columns {
      text += "  \(column.name) \(schema.typeName(of: column.type)) \(column.isNullable)"
      text += " \(column.defaultValue?.text ?? "-") \(column.isAutoIncrement)"
      for change in column.history {
        text += " \(change.kind.rawValue) \(change.source.file):\(change.source.position.line)"
        text += " \(change.before ?? "")"
      }
      text += "\n"
    }
    text += "  pk \(table.primaryKey?.name ?? "-") \(table.primaryKey?.columns ?? [])\n"
    for index in table.indexes.sorted(by: { $0.name < $1.name }) {
      text += "  index \(index.name) \(index.isUnique) \(index.parts.map(\.text))\n"
    }
    for key in table.foreignKeys {
      let target = key.target.table.map { names[$0] ?? "lost" } ?? "?"
      text += "  fk \(key.name ?? "-") \(key.columns) \(target) \(key.target.columns)\n"
    }
    text += "  referenced by \(table.referencedBy.map { names[$0] ?? "lost" })\n"
  }
  for type in schema.enums { text += "enum \(type.name) \(type.labels)\n" }
  for diagnostic in schema.diagnostics {
    text += "\(diagnostic.code) \(diagnostic.message) \(diagnostic.source?.file ?? "")\n"
  }
  return text
}

/// The part of a schema that `LineModel` knows, in its form.
func modelDescription(of schema: Schema) -> String {
  var text = ""
  for table in schema.tables {
    text += "table " + table.name.name + "\n"
    for column in table.columns {
      text += "  " + column.name + " " + schema.typeName(of: column.type) + "\n"
    }
    let keys = table.foreignKeys.map { key in
      key.columns.joined() + ">" + (schema.target(of: key)?.name.name ?? "lost")
    }
    text += "  keys " + keys.sorted().joined(separator: " ") + "\n"
    let indexes = table.indexes.map { $0.parts.map(\.text).joined() }
    text += "  indexes " + indexes.sorted().joined(separator: " ") + "\n"
  }
  return text
}
