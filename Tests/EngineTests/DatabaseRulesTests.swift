import Catalog
import Engine
import SourceText
import Testing

/// Rules that were read off real servers (PostgreSQL 15, MariaDB 10.11), one idea a test.
struct DatabaseRulesTests {
  private func schema(_ dialect: Dialect, _ scripts: String...) -> Schema {
    let units = scripts.enumerated().map { place, text in
      MigrationUnit(file: SourceFile(path: "\(place).sql", text: text))
    }
    return Engine.schema(of: units, dialect: dialect, evaluators: makeEvaluators(dialect))
  }

  @Test("PostgreSQL: what repeats the primary key lends it its name")
  func repeatedKey() {
    let schema = schema(
      .postgres,
      "CREATE TABLE a (id int PRIMARY KEY, CONSTRAINT foo UNIQUE (id));"
        + "CREATE TABLE b (id int PRIMARY KEY UNIQUE, x text UNIQUE);"
    )
    #expect(schema.tables.map { $0.primaryKey?.name } == ["foo", "b_pkey"])
    #expect(schema.tables.map { $0.indexes.map(\.name) } == [[], ["b_x_key"]])
  }

  @Test("PostgreSQL: a default stays the constant it was when its column is retyped")
  func retypedDefault() {
    let schema = schema(
      .postgres,
      "CREATE TABLE c (id varchar(5) DEFAULT 'x'); ALTER TABLE c ALTER id TYPE text;"
    )
    #expect(schema.tables[0].columns[0].defaultValue?.text == "'x'::character varying")
  }

  @Test("PostgreSQL: index expressions lose the casts that a new type makes needless")
  func retypedIndex() {
    let schema = schema(
      .postgres,
      "CREATE TABLE d (k varchar(9)); CREATE INDEX di ON d (lower(k));",
      "ALTER TABLE d ALTER k TYPE text;"
    )
    #expect(schema.tables[0].indexes[0].parts[0].text == "lower(k)")
  }

  @Test("PostgreSQL: bytea is printed in hexadecimal")
  func bytes() {
    let schema = schema(
      .postgres,
      "CREATE TABLE e (x bytea DEFAULT 'ab\\001', y bytea DEFAULT '\\xFF');"
    )
    #expect(
      schema.tables[0].columns.map { $0.defaultValue?.text } == [
        "'\\x616201'::bytea", "'\\xff'::bytea",
      ]
    )
  }

  @Test("MariaDB: UNIQUE and serial at the primary key are the key alone, at the table they stay")
  func keyAlone() {
    let schema = schema(
      .mariadb,
      "CREATE TABLE a (id int PRIMARY KEY UNIQUE, x int UNIQUE);"
        + "CREATE TABLE b (id int PRIMARY KEY, UNIQUE (id)); CREATE TABLE c (id serial PRIMARY KEY);"
        + "CREATE TABLE d (x int); ALTER TABLE d ADD COLUMN z serial PRIMARY KEY;"
    )
    #expect(schema.tables.map { $0.indexes.map(\.name) } == [["x"], ["id"], [], []])
  }

  @Test("MySQL: a functional index part is printed as the catalogue does, doubled quotes kept")
  func functionalPart() {
    let schema = schema(
      .mysql,
      "CREATE TABLE t (a json, INDEX i ((CAST(a AS CHAR(25) ARRAY))), INDEX j ((COALESCE(a, 'it''s'))));"
    )
    #expect(
      schema.tables[0].indexes.map { $0.parts[0].text } == [
        "cast(`a` as char(25) array)", "COALESCE(a, 'it''s')",
      ]
    )
  }

  @Test("PostgreSQL: tables of one statement may point at each other")
  func droppedTogether() {
    let schema = schema(
      .postgres,
      "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE q (p int REFERENCES p);",
      "DROP TABLE p, q;"
    )
    #expect(schema.tables.isEmpty && schema.diagnostics.isEmpty)
  }

  @Test("PostgreSQL: a unique index goes only with the foreign keys on it, and CASCADE takes them")
  func droppedKey() {
    let made =
      "CREATE TABLE p (id int); CREATE UNIQUE INDEX u ON p (id);"
      + "CREATE TABLE q (p int REFERENCES p (id));"
    #expect(schema(.postgres, made, "DROP INDEX u;").diagnostics.count == 1)
    let cascaded = schema(.postgres, made, "DROP INDEX u CASCADE;")
    #expect(cascaded.diagnostics.isEmpty)
    #expect(cascaded.tables.allSatisfy { $0.foreignKeys.isEmpty && $0.indexes.isEmpty })
  }

  @Test("MySQL: a NUL in a default is printed as \\0, not as itself")
  func nulDefault() {
    let schema = schema(.mysql, "CREATE TABLE t (a binary(2) NOT NULL DEFAULT '\0\\0');")
    #expect(schema.tables[0].columns[0].defaultValue?.text == "'\\0\\0'")
  }

  @Test("MySQL: USE holds for the migrations that follow")
  func currentDatabase() {
    let schema = schema(.mysql, "USE shop; CREATE TABLE a (id int);", "ALTER TABLE a ADD b int;")
    #expect(schema.tables.map(\.name) == [QualifiedName("a", schema: "shop")])
    #expect(schema.tables[0].columns.count == 2)
  }
}
