import Foundation
import Testing

private func json(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

private let flags = "--migrations m --dialect postgres"

@Test("generate and check as JSON list each file with its action and reason")
func filesAsJSON() throws {
  let folder = try Folder()
  try folder.write("CREATE TABLE users (id bigint PRIMARY KEY);", to: "m/1.sql")
  let planned = try json(folder.run("modelgend generate \(flags) --dry-run --json").output)
  #expect(planned["dryRun"] as? Bool == true)
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/app"))
  let written = try json(folder.run("modelgend generate \(flags) --json").output)
  let files = try #require(written["files"] as? [[String: Any]])
  #expect(files.map { $0["action"] as? String } == ["create", "create"])
  #expect(files.allSatisfy { ($0["reason"] as? String)?.isEmpty == false })
  try folder.write("edited by hand", to: "app/Models/Base/User.php")
  let checked = try folder.run("modelgend check \(flags) --json")
  #expect(checked.status == 1)
  let answer = try json(checked.output)
  #expect(answer["upToDate"] as? Bool == false)
  let states = try #require(answer["files"] as? [[String: Any]])
  #expect(Set(states.compactMap { $0["action"] as? String }) == ["conflict", "keep"])
}

@Test("Diagnostics stand in the JSON and not between its lines")
func diagnosticsAsJSON() throws {
  let folder = try Folder()
  try folder.write("CREATE TABLE users (id bigint PRIMARY KEY);", to: "m/1.sql")
  try folder.write("PG\u{0}DMP", to: "m/2.sql")
  let outcome = try folder.run("modelgend generate \(flags) --json")
  #expect(outcome.status == 65)
  #expect(outcome.errors.isEmpty)
  let found = try #require(try json(outcome.output)["diagnostics"] as? [[String: Any]])
  #expect(found.contains { $0["code"] as? String == "MG0701" })
}

@Test("schema as SQL, loaded into SQLite, is the same schema")
func schemaSQL() throws {
  let folder = try Folder()
  try folder.write(
    """
    CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL DEFAULT 'x');
    CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id), UNIQUE (user_id));
    CREATE INDEX by_name ON users (name) WHERE name <> '';
    CREATE VIEW names AS SELECT name FROM users;
    """,
    to: "m/1.sql"
  )
  let written = try folder.run(
    "modelgend schema --migrations m --dialect sqlite --format sql > dump.sql && sqlite3 new.db < dump.sql"
  )
  #expect(written.status == 0, "\(written.errors)")
  let dumped = try folder.run("sqlite3 new.db .schema > again.sql")
  #expect(dumped.status == 0)
  func lines(_ file: String) throws -> [String] {
    try folder.run("modelgend schema --migrations \(file) --dialect sqlite --format text").output
      .split(separator: "\n").map(String.init)
  }
  #expect(try lines("again.sql") == lines("m"))
  #expect(try lines("m").count > 8)
}

@Test("schema as a graph has a box for each table and an edge for each foreign key")
func schemaDOT() throws {
  let folder = try Folder()
  try folder.write(
    "CREATE TABLE \"a<b\" (id int PRIMARY KEY);\nCREATE TABLE c (a_id int REFERENCES \"a<b\" (id));",
    to: "m/1.sql"
  )
  let graph = try folder.run("modelgend schema \(flags) --format dot").output
  #expect(graph.hasPrefix("digraph schema {\n"))
  #expect(graph.contains("<b>a&lt;b</b>"))
  #expect(graph.contains("\n  \"c\":c0 -> \"a<b\":c0;\n}\n"))
}

@Test(
  "bench measures the four operations apart, of the project or of a made one, and writes nothing"
)
func bench() throws {
  let folder = try Folder()
  try folder.write("CREATE TABLE users (id bigint PRIMARY KEY, name text);", to: "m/1.sql")
  let own = try json(folder.run("modelgend bench \(flags) --json").output)
  #expect(own["tables"] as? Int == 1)
  #expect(try folder.run("ls").output == "m\n")
  for language in ["sql", "laravel"] {
    let outcome = try folder.run(
      "modelgend bench --tables 6 --migrations 9 --language \(language) --json"
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    let made = try json(outcome.output)
    #expect(made["tables"] as? Int == 6)
    #expect(made["migrations"] as? Int == 9)
    let operations = try #require(made["operations"] as? [[String: Any]])
    #expect(
      operations.map { $0["operation"] as? String }
        == ["schema_analysis", "model_generation", "file_operations", "documentation"]
    )
    for operation in operations {
      let time = try #require(operation["time"] as? [String: Any])
      let values = ["median", "p95", "peak"].compactMap { time[$0] as? Int }
      #expect(values.count == 3 && values == values.sorted() && values[0] > 0)
      #expect((operation["items"] as? Int ?? 0) >= 6)
    }
  }
  #expect(try folder.run("modelgend bench --tables 6 --migrations many").status == 64)
}
