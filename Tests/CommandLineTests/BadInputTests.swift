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

@Test("A broken statement harms its own table only, and says where it breaks")
func brokenStatement() throws {
  let folder = try project([
    "m/1.sql": table, "m/2.sql": "CREATE TABLE b (id int,,);\nCREATE TABLE c (id int PRIMARY KEY);",
  ])
  let outcome = try folder.run("modelgend generate --migrations m --dialect postgres")
  #expect(outcome.status == 65)
  #expect(outcome.errors.contains("m/2.sql:1:24: error[MG0103]"), "\(outcome.errors)")
  #expect(FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/User.php"))
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/B.php"))
  #expect(FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/C.php"))
}

@Test(
  "A half-written file keeps the models of the tables it names, and no others",
  arguments: [
    // Cut inside of a string, of a list of columns, of a word; misspelt; without its semicolon.
    "ALTER TABLE users ADD COLUMN nick text DEFAULT 'Jo",
    "ALTER TABLE users ADD COLUMN nick text NOT NULL, ADD COLUMN",
    "ALTER TABLE users ADD COLMN nick text;",
    "ALTR TABLE users ADD COLUMN nick text;",
    "ALTER TABLE users ADD COLUMN nick text\nALTER TABLE users ADD COLUMN age int;",
  ]
)
func halfWritten(_ edit: String) throws {
  let posts = "CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users (id));"
  let folder = try project(["m/1.sql": table, "m/2.sql": posts, "m/3.sql": ""])
  let generate = "modelgend generate --migrations m --dialect postgres"
  #expect(try folder.run(generate).status == 0)
  func base(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/app/Models/Base/\(name).php", encoding: .utf8)
  }
  let (user, post) = (try base("User"), try base("Post"))
  try folder.write(edit, to: "m/3.sql")
  try folder.write("ALTER TABLE posts ADD COLUMN body text;", to: "m/4.sql")
  let broken = try folder.run(generate)
  #expect(broken.status == 65)
  #expect(broken.errors.contains("m/3.sql:"), "\(broken.errors)")
  #expect(try base("User") == user)
  #expect(try base("Post").contains("body"))
  // A file that is written from the start: its table has a model, which stays.
  try folder.write("CREATE TABLE posts (id int PRIMARY KEY, user_id int REFER", to: "m/2.sql")
  try folder.write("", to: "m/4.sql")
  #expect(try folder.run(generate).status == 65)
  #expect(try base("User") == user)
  #expect(try base("Post").contains("body"))
  try folder.write(posts, to: "m/2.sql")
  try folder.write("", to: "m/3.sql")
  #expect(try folder.run(generate).status == 0)
  #expect(try base("Post") == post)
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

@Test("A file that cannot be read any more harms no model: nothing is removed until it can")
func unreadableFile() throws {
  let folder = try project([
    "m/1.sql": table, "m/2.sql": "CREATE TABLE posts (id int PRIMARY KEY);",
  ])
  let generate = "modelgend generate --migrations m --dialect postgres"
  _ = try folder.run(generate)
  _ = try folder.run("rm m/2.sql && ln -s gone.sql m/2.sql")
  let broken = try folder.run(generate)
  #expect(broken.status == 65)
  #expect(broken.errors.contains("m/2.sql:1:1: error[MG0700]"))
  #expect(FileManager.default.fileExists(atPath: folder.path + "/app/Models/Post.php"))
  #expect(FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/Post.php"))
  _ = try folder.run("rm m/2.sql")
  #expect(try folder.run(generate).status == 0)
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/app/Models/Base/Post.php"))
}

@Test("A broken Laravel migration holds the models of the tables it names, and no others")
func brokenLaravel() throws {
  func migration(_ body: String) -> String {
    """
    <?php
    use Illuminate\\Database\\Migrations\\Migration;
    use Illuminate\\Database\\Schema\\Blueprint;
    use Illuminate\\Support\\Facades\\Schema;
    return new class extends Migration {
      public function up(): void {
        \(body)
      }
    };
    """
  }
  func columns(_ table: String, _ names: [String], _ verb: String = "create") -> String {
    let lines = names.map { "$table->string('\($0)');" }.joined(separator: "\n")
    return migration("Schema::\(verb)('\(table)', function (Blueprint $table) { \(lines) });")
  }
  let folder = try project([
    "database/migrations/2024_01_01_000001_a.php": columns("users", ["name"]),
    "database/migrations/2024_01_01_000002_b.php": columns("posts", ["title"]),
    "database/migrations/2024_01_01_000003_c.php": columns("users", ["email"], "table"),
  ])
  _ = try folder.run("modelgend generate --dialect mysql")
  let user = try folder.run("cat app/Models/Base/User.php").output
  #expect(user.contains("email"))
  try folder.write(
    String(columns("users", ["email"], "table").dropLast(20)),
    to: "database/migrations/2024_01_01_000003_c.php"
  )
  try folder.write(
    columns("posts", ["body"], "table"),
    to: "database/migrations/2024_01_01_000004_d.php"
  )
  let broken = try folder.run("modelgend generate --dialect mysql")
  #expect(broken.status == 65, "\(broken.errors)")
  #expect(try folder.run("cat app/Models/Base/User.php").output == user)
  #expect(try folder.run("cat app/Models/Base/Post.php").output.contains("body"))
}

@Test("A file that appears and disappears while it is read ends with 0 or 65, never otherwise")
func disappearing() throws {
  let folder = try project(["m/1.sql": table])
  let script = """
    (for i in $(seq 400); do echo 'CREATE TABLE b (id int);' > m/2.sql; rm -f m/2.sql; done) &
    for i in 1 2 3 4 5 6 7 8; do
      modelgend schema --migrations m --dialect postgres > out.txt 2>> err.txt || exit 1
      grep -q '^users$' out.txt || exit 2
    done
    wait
    """
  let outcome = try folder.run(script)
  #expect(outcome.status == 0, "\(outcome.errors)")
  #expect(try folder.run("grep -v MG0700 err.txt").output == "")
}

@Test("A folder that may not be read is named and ends with 66, and nothing is written")
func unreadableFolder() throws {
  let folder = try project(["m/1.sql": table, "m/inner/2.sql": "CREATE TABLE b (id int);"])
  // As root nothing is unreadable: then the command runs as nobody, from a copy it may execute.
  let script = """
    chmod 000 m/inner
    if [ "$(id -u)" = 0 ]; then
      chmod 755 . && mkdir -m 777 home && cp "$(command -v modelgend)" ./modelgend-copy
      chmod 755 modelgend-copy
      setpriv --reuid 65534 --clear-groups ./modelgend-copy \
        generate --migrations m --dialect postgres
    else
      modelgend generate --migrations m --dialect postgres
    fi
    code=$?
    chmod 755 m/inner
    exit $code
    """
  let outcome = try folder.run(script)
  #expect(outcome.status == 66, "\(outcome.errors)")
  #expect(outcome.errors.contains("m/inner: permission denied"))
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/app"))
}

@Test("Two migrations of one version are told of, with both names")
func duplicateVersions() throws {
  let folder = try project([
    "m/0001_a.up.sql": table, "m/0001_b.up.sql": "CREATE TABLE b (id int);",
  ])
  let outcome = try folder.run("modelgend generate --migrations m --dialect postgres")
  #expect(outcome.status == 0)
  #expect(outcome.errors.contains("0001_a.up.sql"))
  #expect(outcome.errors.contains("0001_b.up.sql"))
}

@Test("Unknown keys and values of the configuration end with 78 and name the nearest")
func configurationValues() throws {
  let cases = [
    ("[project]\ndialect = \"postgress\"\n", "did you mean \"postgres\"?"),
    ("[project]\nconvention = \"flyaway\"\n", "did you mean flyway?"),
    ("[project]\nmigratons = [\"m\"]\n", "did you mean project.migrations?"),
    ("[eloquent]\nlaravel = 3\n", "use 8 to 13"),
    ("[eloquent]\nfolder = \"../out\"\n", "eloquent.folder"),
  ]
  for (text, hint) in cases {
    let folder = try project(["m/1.sql": table, "modelgend.toml": text])
    let outcome = try folder.run("modelgend generate --migrations m")
    #expect(outcome.status == 78, "\(text)\(outcome.errors)")
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/app"))
  }
}

@Test("A root that is not there ends with 66, whatever configuration lies above it")
func missingRoot() throws {
  let folder = try project([
    "m/1.sql": table, "modelgend.toml": "[project]\nmigrations = [\"m\"]\n",
  ])
  let outcome = try folder.run("modelgend generate --root nowhere")
  #expect(outcome.status == 66)
  #expect(outcome.errors.contains("nowhere"))
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/app"))
}
