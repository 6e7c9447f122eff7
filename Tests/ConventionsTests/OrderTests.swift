import Catalog
import Engine
import SourceText
import Testing

/// A folder of files as a convention would find it, and the order that its tool gives.
struct OrderCase: Sendable, CustomTestStringConvertible {
  var convention: Convention
  var files: [String: String]
  var order: [String]
  var dialect = Dialect.postgres

  var testDescription: String { convention.rawValue }
}

private func empty(_ names: String...) -> [String: String] {
  Dictionary(uniqueKeysWithValues: names.map { ($0, "SELECT 1;") })
}

let orderCases: [OrderCase] = [
  OrderCase(
    convention: .golangMigrate,
    files: empty("10_b.up.sql", "9_a.up.sql", "9_a.down.sql", "8_x.up..sql", "readme.md"),
    order: ["8_x.up..sql", "9_a.up.sql", "10_b.up.sql"]
  ),
  OrderCase(
    convention: .flyway,
    files: empty("V1_10__b.sql", "V1_9__a.sql", "sub/V1_2__c.sql", "R__views.sql", "U1_9__a.sql"),
    order: ["sub/V1_2__c.sql", "V1_9__a.sql", "V1_10__b.sql", "R__views.sql"]
  ),
  OrderCase(
    convention: .diesel,
    files: empty("2024-01-02-000000_b/up.sql", "20230101000000_a/up.sql", "x/down.sql"),
    order: ["20230101000000_a/up.sql", "2024-01-02-000000_b/up.sql"]
  ),
  OrderCase(
    convention: .prisma,
    files: empty(
      "20250625_b/migration.sql",
      "20250101000000_a/migration.sql",
      "migration_lock.toml"
    ),
    order: ["20250101000000_a/migration.sql", "20250625_b/migration.sql"]
  ),
  OrderCase(
    convention: .dbmate,
    files: ["9_a.sql": "-- migrate:up\n", "10_b.sql": "-- migrate:up\n"],
    order: ["10_b.sql", "9_a.sql"]
  ),
  OrderCase(
    convention: .drizzle,
    files: [
      "0001_z.sql": "", "0000_y.sql": "",
      "meta/_journal.json": "{\"entries\":[{\"tag\":\"0001_z\"},{\"tag\": \"0000_y\"}]}",
    ],
    order: ["0001_z.sql", "0000_y.sql"]
  ),
  OrderCase(
    convention: .pop,
    files: empty(
      "2_b.up.sql",
      "1_a.mysql.up.sql",
      "1_a.up.sql",
      "1_a.postgres.up.sql",
      "1_a.postgres.down.sql"
    ),
    order: ["1_a.postgres.up.sql", "2_b.up.sql"]
  ),
  OrderCase(
    convention: .nested,
    files: empty("v0.10/x.sql", "v0.9/y.sql"),
    order: ["v0.9/y.sql", "v0.10/x.sql"]
  ),
  OrderCase(
    convention: .nested,
    files: empty("10/01_c.up.sql", "2/01_b.up.sql", "2/01_b.down.sql", "1/02_a.up.sql"),
    order: ["1/02_a.up.sql", "2/01_b.up.sql", "10/01_c.up.sql"]
  ),
  OrderCase(
    convention: .plain,
    files: empty("10.sql", "9.sql", "2.sql"),
    order: ["2.sql", "9.sql", "10.sql"]
  ),
  OrderCase(
    convention: .laravel,
    files: [
      "2024_02_01_000000_b.php": "<?php", "2024_01_01_000000_a.php": "<?php", "note.php": "",
    ],
    order: ["2024_01_01_000000_a.php", "2024_02_01_000000_b.php"]
  ),
]

@Test("Each tool's files are recognised and put into its order", arguments: orderCases)
func order(_ sample: OrderCase) {
  let plan = plan(sample.files, dialect: sample.dialect)
  #expect(plan.value.convention == sample.convention)
  #expect(plan.value.units.map(\.id) == sample.order)
}

@Test(
  "Only the part that leads up is read",
  arguments: [
    (Convention.goose, "-- +goose Up\nA;\n-- +goose StatementBegin\nB;\n-- +goose Down\nC;"),
    (Convention.dbmate, "-- migrate:up\nA;\nB;\n-- migrate:down\nC;"),
    (Convention.sqlMigrate, "-- +migrate Up\nA;\nB;\n-- +migrate Down\nC;"),
    (Convention.tern, "A;\nB;\n---- create above / drop below ----\nC;"),
  ]
)
func up(convention: Convention, text: String) {
  let plan = plan(["001_x.sql": text], dialect: .postgres)
  #expect(plan.value.convention == convention)
  let unit = plan.value.units.first
  let read = (unit?.upRanges ?? []).map {
    String(decoding: unit?.file.bytes[$0] ?? [], as: UTF8.self)
  }
  .joined()
  #expect(read.contains("A;") && read.contains("B;") && !read.contains("C;"))
}

@Test("Two files of one version are reported")
func duplicates() {
  let plan = plan(empty("1_a.up.sql", "1_b.up.sql"), dialect: .postgres)
  #expect(plan.diagnostics.map(\.code) == [DiagnosticCode(1)])
}

@Test("Configured placeholders are filled in, template expressions too")
func placeholders() {
  let plan = plan(
    [
      "1.sql": "CREATE TABLE {{ index .Options \"Namespace\" }}.a ();",
      "2.sql": "X ${role} ${other}",
    ],
    dialect: .postgres,
    placeholders: ["namespace": "auth", "role": "app"]
  )
  let texts = plan.value.units.map { String(decoding: $0.file.bytes, as: UTF8.self) }
  #expect(texts == ["CREATE TABLE auth.a ();", "X app ${other}"])
}

@Test("A dump is loaded first and what it holds is not run again")
func dump() {
  var files = ["2024_01_01_000000_a.php": "<?php", "2024_02_01_000000_b.php": "<?php"]
  files["database/schema/pgsql-schema.sql"] = """
    CREATE TABLE a (id int);
    INSERT INTO public.migrations VALUES (1, '2024_01_01_000000_a', 1);
    """
  let plan = plan(files, dialect: .postgres)
  #expect(
    plan.value.units.map(\.id) == ["database/schema/pgsql-schema.sql", "2024_02_01_000000_b.php"]
  )
}

private func plan(
  _ files: [String: String],
  dialect: Dialect,
  placeholders: [String: String] = [:]
) -> Parsed<MigrationPlan> {
  let dumps = files.keys.filter { $0.hasPrefix("database/schema/") }
  let listing = files.keys.filter { !dumps.contains($0) }.sorted().map {
    ListedFile(path: $0, inner: $0, folder: 0)
  }
  return planMigrations(
    listing,
    PlanSettings(dialect: dialect, placeholders: placeholders, schemaDumps: dumps)
  ) { path in files[path].map { SourceFile(path: path, text: $0) } }
}

@Test("A version's manifest orders the files of its folder")
func manifest() {
  let plan = plan(
    [
      "v0.1/a.sql": "SELECT 1;", "v0.1/b.sql": "SELECT 1;", "v0.2/c.sql": "SELECT 1;",
      "v0.1/manifest.json": "{\"SchemaUpdateCqlFiles\": [\"b.sql\", \"a.sql\"]}",
    ],
    dialect: .postgres
  )
  #expect(plan.value.units.map(\.id) == ["v0.1/b.sql", "v0.1/a.sql", "v0.2/c.sql"])
}
