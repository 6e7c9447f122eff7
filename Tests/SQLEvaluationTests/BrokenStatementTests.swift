import Catalog
import SourceText
import Testing

@testable import SQLParsing

/// Statements that no database would read, and those that look like it and are read.
@Suite struct BrokenStatementTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    var sql: String
    var dialects: [Dialect]
    /// The number, the line and the column.
    var place: String
    var tables: [String]

    var testDescription: String { sql }

    init(_ sql: String, _ dialects: [Dialect], _ place: String, _ tables: [String]) {
      (self.sql, self.dialects, self.place, self.tables) = (sql, dialects, place, tables)
    }
  }

  private static let all = Dialect.allCases
  private static let family: [Dialect] = [.mysql, .mariadb]
  private static let typed: [Dialect] = [.postgres, .mysql, .mariadb]

  static let broken: [Broken] = [
    // Elements.
    Broken("CREATE TABLE b (id int,,)", all, "MG0103 1:24", ["b"]),
    Broken("CREATE TABLE b (id int,)", all, "MG0103 1:24", ["b"]),
    Broken("CREATE TABLE b (id int\n", all, "MG0102 1:16", ["b"]),
    Broken("CREATE TABLE b (id int;\nCREATE TABLE c (id int);", all, "MG0102 1:16", ["b"]),
    Broken("CREATE TABLE b (id int))", all, "MG0102 1:24", ["b"]),
    Broken("CREATE TABLE b (id int NOT NUL)", all, "MG0103 1:24", ["b"]),
    Broken("CREATE TABLE b (id int b int)", typed, "MG0103 1:24", ["b"]),
    Broken("CREATE TABLE b (id)", typed, "MG0103 1:19", ["b"]),
    Broken("CREATE TABLE b", [.postgres, .mysql, .sqlite], "MG0103 1:14", ["b"]),
    Broken("CREATE TABLE b (id int DEFAULT, c int)", all, "MG0103 1:31", ["b"]),
    Broken("CREATE TABLE b (id int CHECK id > 0)", all, "MG0103 1:30", ["b"]),
    Broken("CREATE TABLE b (id int REFERENCES)", all, "MG0103 1:34", ["b"]),
    Broken("CREATE TABLE b (id int REFERENCES a (id) ON DELETE)", all, "MG0103 1:51", ["b"]),
    Broken("CREATE TABLE b (id int, PRIMARY (id))", all, "MG0103 1:25", ["b"]),
    Broken("CREATE TABLE b (id int, CONSTRAINT x)", typed, "MG0103 1:37", ["b"]),
    Broken("CREATE TABLE b (id int, order int)", all, "MG0103 1:25", ["b"]),
    Broken("CREATE TABLE b (id int) WITHOUT ROWS", [.sqlite], "MG0103 1:25", ["b"]),
    Broken("CREATE TABLE b (id int) ENGIN InnoDB", family, "MG0103 1:25", ["b"]),
    Broken("CREATE TABLE b (name varchar)", family, "MG0103 1:29", ["b"]),
    Broken("CREATE TABLE p PARTITION OF q VALUES IN (1)", [.postgres], "MG0103 1:31", ["p"]),
    // The first words.
    Broken("CREATE TABEL x (id int)", all, "MG0103 1:8", ["x"]),
    Broken("CREAT TABLE x (id int)", all, "MG0104 1:1", ["x"]),
    Broken("ALTR TABLE x ADD COLUMN y int", all, "MG0104 1:1", ["x"]),
    Broken("CREATE TABLE x (id int)\nCREATE TABLE y (id int);", all, "MG0103 2:1", ["x", "y"]),
    // Changes.
    Broken("ALTER TABLE x ADD COLMN y int;", typed, "MG0103 1:27", ["x"]),
    Broken("ALTER TABLE x", [.postgres, .sqlite], "MG0103 1:13", ["x"]),
    Broken("ALTER TABLE x ADD COLUMN", all, "MG0103 1:19", ["x"]),
    Broken("ALTER TABLE x ADD COLUMN y", typed, "MG0103 1:26", ["x"]),
    Broken("ALTER TABLE x ADD COLUMN y int,", typed, "MG0103 1:31", ["x"]),
    Broken("ALTER TABLE x DELETE COLUMN y", all, "MG0103 1:15", ["x"]),
    Broken("ALTER TABLE x DROP COLUMN y z", all, "MG0103 1:29", ["x"]),
    Broken("ALTER TABLE x RENAME COLUMN y", all, "MG0103 1:29", ["x"]),
    Broken("ALTER TABLE x ADD a int, ADD b int", [.sqlite], "MG0103 1:24", ["x"]),
    Broken("ALTER TABLE x ALTER COLUMN y TO text", [.postgres], "MG0103 1:30", ["x"]),
    Broken("ALTER TABLE x ALTER COLUMN y TYPE text", family, "MG0103 1:30", ["x"]),
    Broken("ALTER TABLE x MODIFY y", family, "MG0103 1:22", ["x"]),
    Broken("RENAME TABLE x y", family, "MG0103 1:16", ["x"]),
    // Other things.
    Broken("CREATE INDEX i ON x", all, "MG0103 1:19", ["x"]),
    Broken("CREATE INDEX i ON x (a,)", all, "MG0103 1:24", ["x"]),
    Broken("CREATE VIEW v AS SELEC 1", all, "MG0103 1:18", ["v"]),
    Broken("CREATE VIEW v AS SELECT 1 FORM x", all, "MG0103 1:32", ["v"]),
    Broken("DROP TABLE x y", all, "MG0103 1:14", ["x"]),
    Broken("CREATE TYPE t AS ENUM ('a' 'b', c)", [.postgres], "MG0103 1:28", []),
    Broken("ALTER TYPE t ADD VALU 'a'", [.postgres], "", []),
    Broken("COMMENT ON TABLE x 'text'", [.postgres], "MG0103 1:20", []),
    // What is open when the file ends takes the rest with it.
    Broken("ALTER TABLE x ADD y text DEFAULT 'a;\nDROP TABLE z;", all, "MG0101 1:34", ["x", "z"]),
    Broken(
      "ALTER TABLE \"x ADD y text;\nDROP TABLE z;",
      [.postgres, .sqlite],
      "MG0101 1:13",
      ["z"]
    ),
    Broken("ALTER TABLE `x ADD y text;\nDROP TABLE z;", family, "MG0101 1:13", ["z"]),
    Broken("ALTER TABLE [x ADD y text;\nDROP TABLE z;", [.sqlite], "MG0101 1:13", ["z"]),
    Broken("/* open\nALTER TABLE x ADD y text;", typed, "MG0101 1:1", ["x"]),
    Broken("DO $do$ BEGIN\nALTER TABLE x ADD y text;\nEND $d$;", [.postgres], "MG0101 1:4", ["x"]),
    Broken("INSERT INTO x VALUES ('it''s", all, "MG0101 1:23", []),
    Broken("INSERT INTO x VALUES (1, 2;", all, "MG0102 1:22", []),
    Broken(
      "CREATE TRIGGER t AFTER INSERT ON x FOR EACH ROW BEGIN SELECT 1;\nDROP TABLE z;",
      [.mysql, .mariadb, .sqlite],
      "MG0101 1:1",
      ["z"]
    ),
  ]

  @Test("A broken statement is an error with its place, and applies nothing", arguments: broken)
  func isRefused(_ example: Broken) {
    for dialect in example.dialects {
      let (places, operations) = read(example.sql, dialect)
      #expect(places.first ?? "" == example.place, "\(dialect)")
      if example.place.isEmpty { continue }
      let marked = operations.first.map { operation in
        if case .markIncomplete(let tables) = operation { return tables.map(\.name) }
        return ["applied"]
      }
      #expect(Set(marked ?? []).isSuperset(of: example.tables), "\(dialect): \(marked ?? [])")
    }
  }

  /// What databases or their tools take, and what tools fill in first.
  static let sound: [(sql: String, dialects: [Dialect])] = [
    ("CREATE TABLE b (id int, free COLMN of words)", [.sqlite]),
    ("ALTER TABLE x ADD COLMN y int", [.sqlite]),
    ("ALTER TABLE x ADD COLUMN y TEXT AFTER z", [.sqlite]),
    ("CREATE TABLE b (id int PRIMARY KEY, UNIQUE (id) CHECK (id > 0))", [.sqlite]),
    ("CREATE TABLE b (id int, CONSTRAINT x)", [.sqlite]),
    ("CREATE TABLE b (id int) /* open", [.sqlite]),
    ("CREATE TABLE b ()", [.postgres]),
    ("CREATE TABLE b (id, name) AS SELECT 1, 'a'", [.postgres]),
    ("CREATE TABLE p PARTITION OF q (a WITH OPTIONS NOT NULL) FOR VALUES IN (1)", [.postgres]),
    ("CREATE TABLE b (a int NOT NULL NO INHERIT, b text COLLATE \"C\")", [.postgres]),
    ("ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b", [.postgres]),
    ("ALTER TABLE x OWNER TO me, CLUSTER ON i, ENABLE ROW LEVEL SECURITY", [.postgres]),
    ("CREATE TABLE b (a int DEFAULT 1 +- 2 OPERATOR(pg_catalog.*) 3)", [.postgres]),
    ("\\set x 'it''s\nCREATE TABLE b (id int)", [.postgres]),
    ("CREATE TABLE :schema.b (id :type NOT EVEN)", [.postgres]),
    ("CREATE TABLE {{ .Table }} (id {{ .Type }} OH,,)", all),
    ("CREATE TABLE ${table} (id int,,)", all),
    ("CREATE TABLE b (id int) PCTFREE=5 ENGINE InnoDB, COMMENT 'x'", family),
    ("CREATE TABLE b (id int COMPRESSED, x int attribute=1)", [.mariadb]),
    ("ALTER TABLE x REORGANIZE PARTITION a, b INTO (PARTITION c VALUES LESS THAN (6))", family),
    ("ALTER ALGORITHM=MERGE VIEW v AS SELECT 1", family),
    ("CREATE VIEW v AS SELECT * FROM x WHERE MATCH (a) AGAINST ('b')", family),
    ("CREATE TABLE \"b\" (\"id\" int)", family),
    ("ANALYZE", all), ("VACUUM;", all), ("EXPLAIN SELECT 1", all),
    ("source other.sql\n", family),
    ("MERGE INTO x USING y ON x.a = y.a WHEN MATCHED THEN DO NOTHING", [.postgres]),
  ]

  @Test("What a database or its tools read is no error")
  func isRead() {
    for (sql, dialects) in Self.sound {
      for dialect in dialects { #expect(read(sql, dialect).places == [], "\(dialect): \(sql)") }
    }
  }

  @Test("A handler catches a broken statement as any other failure")
  func isCaught() {
    let code = """
      DO $$ BEGIN EXECUTE 'CREATE TABLE b (id int,,)';
      EXCEPTION WHEN syntax_error THEN CREATE TABLE caught (id int); END $$;
      """
    let world = TestWorld(.postgres)
    let file = SourceFile(path: "1.sql", text: code)
    evaluateSQL(parseSQL(file, dialect: .postgres), of: file, world: world)
    #expect(world.state.log.count == 1)
    #expect(world.state.log.first?.contains("caught") == true)
    #expect(world.diagnostics == [])
  }

  private func read(
    _ sql: String,
    _ dialect: Dialect
  ) -> (places: [String], operations: [SchemaOperation]) {
    let code = CodeText(Array(sql.utf8), file: "1.sql")
    let script = parseSQL(code, ranges: [0..<code.bytes.count], dialect: dialect)
    let faulty = script.statements.compactMap(\.definition).filter { $0.fault != nil }
    let places = faulty.compactMap(\.fault).map { fault in
      let place = code.reference(fault.offset).position
      return "\(fault.code) \(place.line):\(place.column)"
    }
    return (places, faulty.flatMap(\.operations))
  }
}
