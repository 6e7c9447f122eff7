import Foundation
import Testing

/// Three migrations in which a column is renamed and retyped, another dropped and made again, and
/// a table renamed.
private func orders() throws -> Folder {
  let folder = try Folder()
  try folder.write(
    "CREATE TABLE orders (\n  id bigint PRIMARY KEY,\n  note text,\n  paid date NOT NULL\n);\n",
    to: "m/0001_orders.sql"
  )
  try folder.write(
    """
    ALTER TABLE orders RENAME COLUMN note TO remark;
    ALTER TABLE orders ALTER COLUMN remark TYPE varchar(90);
    ALTER TABLE orders DROP COLUMN paid;
    DO $$ BEGIN
      ALTER TABLE orders ADD COLUMN paid timestamp;
    END $$;
    """,
    to: "m/0002_change.sql"
  )
  try folder.write(
    "ALTER TABLE orders RENAME TO purchases;\nCREATE INDEX paid_on ON purchases (paid);\n",
    to: "m/0003_rename.sql"
  )
  return folder
}

private let flags = "--migrations m --dialect postgres"

@Test("A column is explained through its renames and type changes, by any name it had")
func explainRenamed() throws {
  let folder = try orders()
  let expected = """
    purchases.remark  character varying(90) null
      m/0001_orders.sql:3:3   + column note text null
      m/0002_change.sql:1:20  ~ column note renamed to remark
      m/0002_change.sql:2:20  ~ column remark: text null becomes character varying(90) null

    """
  for name in ["purchases.remark", "orders.note", "public.purchases.REMARK"] {
    #expect(try folder.run("modelgend explain \(flags) \(name)").output == expected)
  }
}

@Test("A column that was dropped and made again has one life with both beginnings")
func explainRecreated() throws {
  let outcome = try orders().run("modelgend explain \(flags) --json purchases.paid")
  let document = try #require(
    try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
  )
  let columns = try #require(document["columns"] as? [[String: Any]])
  #expect(columns.count == 1)
  #expect(columns[0]["form"] as? String == "timestamp without time zone null")
  #expect(columns[0]["migration"] as? String == "m/0002_change.sql")
  #expect((columns[0]["from"] as? [String: Any])?["line"] as? Int == 5)
  let history = try #require(columns[0]["history"] as? [[String: Any]])
  #expect(history.map { $0["change"] as? String } == ["added", "dropped", "added"])
}

@Test("A table is explained statement by statement, present columns first")
func explainTable() throws {
  let outcome = try orders().run("modelgend explain \(flags) purchases")
  #expect(outcome.status == 0)
  let lines = outcome.output.split(separator: "\n").map(String.init)
  #expect(lines.first == "purchases")
  #expect(lines[1...3].map { $0.split(separator: " ")[0] } == ["id", "remark", "paid"])
  #expect(lines.contains("  + table orders (id, note, paid)"))
  #expect(lines.contains("  ~ table orders renamed to purchases"))
  #expect(lines.last == "  + index paid_on (paid)")
}

@Test("A table that was dropped is still explained; one that never was is a usage error")
func explainMissing() throws {
  let folder = try orders()
  try folder.write("DROP TABLE purchases;\n", to: "m/0004_drop.sql")
  let dropped = try folder.run("modelgend explain \(flags) purchases")
  #expect(dropped.output.hasPrefix("purchases  (dropped)\n"))
  #expect(dropped.output.hasSuffix("m/0004_drop.sql:1:1\n  - table purchases\n"))
  let never = try folder.run("modelgend explain \(flags) nothing")
  #expect(never.status == 64)
  #expect(never.errors.contains("there never was a table \"nothing\""))
  #expect(try folder.run("modelgend explain \(flags) purchases.nothing").status == 64)
}

@Test("diff follows renames and shows what changed between two migrations, either way round")
func diff() throws {
  let folder = try orders()
  let forward = try folder.run("modelgend diff \(flags) --from 0001 --to 0003_rename.sql")
  let expected = """
    ~ table orders renamed to purchases
      ~ column note renamed to remark
      ~ column remark: text null becomes character varying(90) null
      ~ column paid: date not null becomes timestamp without time zone null
      + index paid_on (paid)

    """
  #expect(forward.output == expected)
  let back = try folder.run("modelgend diff \(flags) --from 0003 --to 0001")
  #expect(back.output.contains("~ table purchases renamed to orders"))
  #expect(back.output.contains("- index paid_on (paid)"))
  let none = try folder.run("modelgend diff \(flags) --from 0003")
  #expect(none.output == "the schema is the same\n")
}

@Test("diff as JSON names the migrations and gives each change its place")
func diffJSON() throws {
  let outcome = try orders().run("modelgend diff \(flags) --from 0002 --json")
  let document = try #require(
    try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
  )
  #expect(document["from"] as? String == "m/0002_change.sql")
  #expect(document["to"] as? String == "m/0003_rename.sql")
  let changes = try #require(document["changes"] as? [[String: Any]])
  #expect(changes.map { $0["part"] as? String } == ["table", "index"])
  #expect((changes[1]["from"] as? [String: Any])?["line"] as? Int == 2)
}

@Test("A migration that fits several names, or none, is a usage error that says so")
func ambiguous() throws {
  let folder = try orders()
  let several = try folder.run("modelgend diff \(flags) --from 000")
  #expect(several.status == 64)
  #expect(several.errors.contains("fits several migrations: m/0001_orders.sql"))
  #expect(try folder.run("modelgend diff \(flags) --from 9").status == 64)
}
