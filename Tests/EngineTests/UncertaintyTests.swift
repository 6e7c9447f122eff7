import Catalog
import Engine
import Modeling
import SourceText
import Testing

/// What depends on something outside of the migrations says so and marks its tables.
struct UncertaintyTests {
  private func schema(
    _ dialect: Dialect,
    _ units: [MigrationUnit],
    settings: [String: String] = [:]
  ) -> Schema {
    Engine.schema(
      of: units,
      dialect: dialect,
      project: ProjectContext(setting: { settings[$0] }),
      evaluators: makeEvaluators(dialect)
    )
  }

  private func sql(_ name: String, _ text: String) -> MigrationUnit {
    MigrationUnit(file: SourceFile(path: name, text: text))
  }

  private func incomplete(_ schema: Schema) -> [String] {
    schema.tables.filter { !$0.isComplete }.map(\.name.name)
  }

  @Test("PostgreSQL: a name without schema may mean the table that the tool's search path leads to")
  func searchPath() {
    let schema = schema(
      .postgres,
      [
        sql("1.sql", "CREATE SCHEMA s; CREATE TABLE s.a (id int); CREATE TABLE s.b (id int);"),
        sql("2.sql", "ALTER TABLE a ADD x int;"),
      ]
    )
    #expect(incomplete(schema) == ["a"])
    #expect(schema.diagnostics.map(\.tables) == [["s.a"]])
  }

  @Test("Two files of one number: their common table is incomplete only where the order matters")
  func tie() {
    let texts = [
      "1_a.sql": "CREATE TABLE t (id int); CREATE TABLE u (id int); CREATE TABLE v (id int);",
      "2_a.sql": "ALTER TABLE t ADD a int; ALTER TABLE u ADD x int; ALTER TABLE v ADD a int;",
      "2_b.sql": "ALTER TABLE t ADD b int; ALTER TABLE u ALTER id SET NOT NULL;",
      "3_a.sql": "ALTER TABLE v ADD b int;",
    ]
    let files = texts.keys.sorted().map { ListedFile(path: "m/" + $0, inner: $0, folder: 0) }
    let plan = planMigrations(files, PlanSettings(dialect: .postgres, convention: .plain)) { path in
      texts[String(path.dropFirst(2))].map { SourceFile(path: path, text: $0) }
    }
    let schema = schema(.postgres, plan.value.units)
    #expect(incomplete(schema) == ["t"])
    #expect(schema.diagnostics.map(\.source?.file) == ["m/2_b.sql"])
  }

  @Test(
    "An unsigned tinyint(1) depends on the server behind Laravel's mysql driver",
    arguments: ["either", "mysql"]
  )
  func server(_ server: String) {
    let unit = MigrationUnit(
      file: SourceFile(
        path: "2024_01_01_000000_a.php",
        text: """
          <?php use Illuminate\\Support\\Facades\\Schema;
          return new class extends \\Illuminate\\Database\\Migrations\\Migration {
            public function up() {
              Schema::create('a', fn ($t) => $t->boolean('x')->unsigned());
              Schema::create('b', fn ($t) => $t->boolean('x'));
            }
          };
          """
      ),
      language: .laravel
    )
    let schema = schema(.mysql, [unit], settings: ["database.server": server])
    #expect(incomplete(schema) == (server == "either" ? ["a"] : []))
    #expect(schema.tables.map { $0.columns[0].type.text } == ["tinyint unsigned", "tinyint(1)"])
  }

  @Test("SQLite: a table that the framework makes anew is as incomplete as the old one was")
  func rebuilt() {
    func unit(_ name: String, _ body: String) -> MigrationUnit {
      MigrationUnit(
        file: SourceFile(
          path: name,
          text: "<?php use Illuminate\\Support\\Facades\\{DB, Schema};"
            + "return new class { public function up() { \(body) } };"
        ),
        language: .laravel
      )
    }
    let schema = schema(
      .sqlite,
      [
        unit("1_a.php", "Schema::create('a', fn ($t) => $t->string('x'));"),
        unit("2_b.php", "if (unknown()) { Schema::table('a', fn ($t) => $t->string('y')); }"),
        unit("3_c.php", "Schema::table('a', fn ($t) => $t->string('x')->nullable()->change());"),
      ],
      settings: ["framework.major": "12"]
    )
    #expect(incomplete(schema) == ["a"])
    #expect(schema.tables[0].columns[0].isNullable)
  }

  @Test("SQLite: a change of a table changes the views that list all its columns, and only them")
  func settledUpdate() {
    let history = History(dialect: .sqlite, evaluators: makeEvaluators(.sqlite))
    let pipeline = Pipeline(history: history, options: OutputOptions(), hash: { _ in "" })
    var units = [
      sql("1.sql", "CREATE TABLE a (id int); CREATE TABLE b (id int);"),
      sql("2.sql", "CREATE VIEW v AS SELECT * FROM a; CREATE VIEW w AS SELECT * FROM b;"),
    ]
    _ = pipeline.setMigrations(units)
    units.append(sql("3.sql", "ALTER TABLE a ADD COLUMN x int;"))
    let report = pipeline.setMigrations(units)
    let names = pipeline.models.schema.views.values.map { view in
      view.name.name + ": " + view.columns.map(\.name).joined(separator: " ")
    }
    #expect(names.sorted() == ["v: id x", "w: id"])
    #expect(Set(report.work.modeled) == ["A", "V"])
  }

  @Test("SQLite: the columns of a view are those that its tables have in the end")
  func settled() {
    let schema = schema(
      .sqlite,
      [
        sql("1.sql", "CREATE TABLE a (id int); CREATE VIEW v AS SELECT * FROM a;"),
        sql("2.sql", "ALTER TABLE a ADD COLUMN x int;"),
      ]
    )
    #expect(schema.views.map { $0.columns.map(\.name) } == [["id", "x"]])
  }
}
