import Catalog
import Engine
import SourceText
import Testing

/// Builds operations by hand, so that the fold is tested without a parser.
struct FoldTests {
  @Test("A column gets its type as the catalogue prints it, and the key makes it NOT NULL")
  func canonicalTypes() {
    let schema = folded(
      .postgres,
      [
        .createTable(
          table(
            "users",
            [
              column("id", "bigserial", primary: true),
              column("name", "varchar", ["255"]),
              column("seen", "timestamptz", ["0"]),
            ]
          )
        )
      ]
    )
    let users = schema.table(named: QualifiedName("users", schema: "public"))
    #expect(
      users?.columns.map(\.type.text) == [
        "bigint", "character varying(255)", "timestamp(0) with time zone",
      ]
    )
    #expect(users?.columns.map(\.isNullable) == [false, true, true])
    #expect(users?.primaryKey == PrimaryKey(name: "users_pkey", columns: ["id"]))
    #expect(schema.diagnostics.isEmpty)
  }

  @Test("What a database refuses is reported and changes nothing")
  func refused() {
    let create = SchemaOperation.createTable(table("a", [column("id", "int")]))
    let schema = folded(.mysql, [create, create])
    #expect(schema.tables.count == 1)
    #expect(schema.diagnostics.map(\.code) == [DiagnosticCode(301)])
  }
}

func column(
  _ name: String,
  _ type: String,
  _ arguments: [String] = [],
  primary: Bool = false
) -> ColumnDefinition {
  var definition = ColumnDefinition(name: name, type: TypeName(type, arguments: arguments))
  if primary {
    definition.constraints = [ConstraintDefinition(.primaryKey(IndexDetails(parts: [])))]
  }
  return definition
}

func table(_ name: String, _ columns: [ColumnDefinition]) -> TableDefinition {
  TableDefinition(name: QualifiedName(name), elements: columns.map(TableDefinition.Element.column))
}

/// The schema after one migration with these operations.
func folded(_ dialect: Dialect, _ operations: [SchemaOperation]) -> Schema {
  let unit = MigrationUnit(file: SourceFile(path: "1.sql", text: ""))
  return schema(
    of: [unit],
    dialect: dialect,
    evaluators: Evaluators { unit, world in
      for operation in operations {
        let source = SourceReference(file: unit.file.path, line: 1, column: 1)
        _ = world.apply(LocatedOperation(operation, at: source), isTry: false)
      }
    }
  )
}
