import Foundation
import Testing

private func project(_ files: [String: String]) throws -> Folder {
  let folder = try Folder()
  for (name, text) in files { try folder.write(text, to: name) }
  return folder
}

private let table = "CREATE TABLE users (id bigint PRIMARY KEY);"

@Test("A missing folder of migrations is named and ends with 66")
func missing() throws {
  let folder = try project([:])
  let outcome = try folder.run("modelgend generate --migrations nowhere --dialect postgres")
  #expect(outcome.status == 66)
  #expect(outcome.errors.contains("nowhere"))
}

@Test("An unknown dialect is a usage error that lists the known ones")
func dialect() throws {
  let folder = try project(["m/1.sql": table])
  let outcome = try folder.run("modelgend generate --migrations m --dialect oracle")
  #expect(outcome.status == 64)
  #expect(outcome.errors.contains("sqlite"))
}

@Test("An unknown convention is a usage error with the nearest name")
func convention() throws {
  let folder = try project(["m/1.sql": table])
  let outcome = try folder.run("modelgend generate --migrations m --convention flyaway")
  #expect(outcome.status == 64)
  #expect(outcome.errors.contains("did you mean flyway?"))
}

@Test("A broken configuration has its place, ends with 78 and writes nothing")
func configuration() throws {
  let folder = try project(["m/1.sql": table, "modelgend.toml": "[project]\nmigrations = \n"])
  let outcome = try folder.run("modelgend generate")
  #expect(outcome.status == 78)
  #expect(outcome.errors.hasPrefix("modelgend.toml:2:"))
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/app"))
}

@Test("A binary file is reported with its name; the other tables are written, and it ends with 65")
func binaryFile() throws {
  let folder = try project(["m/1.sql": table, "m/2.sql": "PG\u{0}\u{1}DMP"])
  let outcome = try folder.run("modelgend generate --migrations m --dialect postgres")
  #expect(outcome.status == 65)
  #expect(outcome.errors.contains("m/2.sql:1:1: error[MG0701]"))
  #expect(FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/User.php"))
}

@Test("A file of 100 MB is refused by its size, not read into the ground")
func largeFile() throws {
  let folder = try project(["m/1.sql": table])
  _ = try folder.run("truncate -s 100M m/2.sql")
  let outcome = try folder.run("modelgend generate --migrations m --dialect postgres")
  #expect(outcome.status == 65)
  #expect(outcome.errors.contains("larger than the limit"))
}

@Test("A broken statement harms its own table only")
func brokenStatement() throws {
  let folder = try project([
    "m/1.sql": table, "m/2.sql": "CREATE TABLE b (id int,,);\nCREATE TABLE c (id int PRIMARY KEY);",
  ])
  _ = try folder.run("modelgend generate --migrations m --dialect postgres")
  #expect(FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/User.php"))
  #expect(FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/C.php"))
}

@Test("--strict turns warnings into 65")
func strict() throws {
  let folder = try project(["m/1_a.up.sql": table, "m/1_b.up.sql": "CREATE TABLE b (id int);"])
  #expect(try folder.run("modelgend generate --migrations m --dialect postgres").status == 0)
  #expect(
    try folder.run("modelgend generate --strict --migrations m --dialect postgres").status == 65
  )
}

@Test("check writes nothing and ends with 1 and a diff until generate has run")
func check() throws {
  let folder = try project(["m/1.sql": table])
  let before = try folder.run("modelgend check --migrations m --dialect postgres")
  #expect(before.status == 1)
  #expect(before.output.contains("+++ b/app/Models/Base/User.php"))
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/app"))
  _ = try folder.run("modelgend generate --migrations m --dialect postgres")
  #expect(try folder.run("modelgend check --migrations m --dialect postgres").status == 0)
}

@Test("Generated PHP is legal, whatever tables and columns are called")
func legalPHP() throws {
  let folder = try project([
    "m/1.sql": """
    CREATE TABLE "class" (id serial PRIMARY KEY, "it's" text DEFAULT 'a\\', "x*/y" int);
    CREATE TABLE "../../etc" (id serial PRIMARY KEY, "2fa" text CHECK ("2fa" IN ('', '1', 'class')));
    CREATE TABLE "日本" ("キー" int PRIMARY KEY, "class" int REFERENCES "class" (id));
    CREATE TABLE "Model" (id serial PRIMARY KEY, model_id int REFERENCES "Model" (id));
    CREATE TABLE keyless (delete int REFERENCES "class" (id), save int REFERENCES "Model" (id));
    """
  ])
  let generated = try folder.run("modelgend generate --migrations m --dialect postgres")
  #expect(generated.status == 0, "\(generated.errors)")
  let linted = try folder.run("find app -name '*.php' -print0 | xargs -0 -n1 php -l")
  #expect(linted.status == 0, "\(linted.output)\(linted.errors)")
}
