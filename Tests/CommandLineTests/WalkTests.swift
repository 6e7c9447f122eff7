import Foundation
import Testing

private let hasLaravel = FileManager.default.fileExists(
  atPath: "/usr/share/php/Illuminate/Database/autoload.php"
)

/// What a project of ten tables has: pivots with and without a key, a shared key, a composite
/// key, a table that points at itself, a pair that may point at anything, a view.
private let shop = """
  CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'known')), born date, deleted_at datetime);
  CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users (id), bio json);
  CREATE TABLE products (id INTEGER PRIMARY KEY AUTOINCREMENT, price decimal(8,2) NOT NULL,
    owner_id INT NOT NULL REFERENCES users (id), buyer_id INT REFERENCES users (id),
    is_sold boolean NOT NULL DEFAULT 0, created_at datetime, updated_at datetime);
  CREATE TABLE tags (code varchar(20) PRIMARY KEY, parent_code varchar(20) REFERENCES tags (code));
  CREATE TABLE product_user (product_id INT NOT NULL REFERENCES products (id),
    user_id INT NOT NULL REFERENCES users (id), PRIMARY KEY (product_id, user_id));
  CREATE TABLE grades (product_id INT NOT NULL REFERENCES products (id),
    year INT NOT NULL, mark INT NOT NULL, PRIMARY KEY (product_id, year));
  CREATE TABLE shelves (id INTEGER PRIMARY KEY AUTOINCREMENT, floor INT);
  CREATE TABLE product_shelf (product_id INT NOT NULL REFERENCES products (id),
    shelf_id INT NOT NULL REFERENCES shelves (id), place INT);
  CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL,
    notable_type varchar(255) NOT NULL, notable_id INT NOT NULL);
  CREATE INDEX notes_notable ON notes (notable_type, notable_id);
  CREATE TABLE readings (task_type INT, task_id INT, value real, PRIMARY KEY (task_type, task_id));
  CREATE VIEW cheap AS SELECT id, price FROM products WHERE price < 10;
  """

private func walk(_ folder: Folder, _ flags: String) throws {
  let script = checkout.appendingPathComponent("Tests/Laravel/walk.php").path
  let outcome = try folder.run(
    "modelgend generate \(flags) >&2 && modelgend schema \(flags) --dialect sqlite --format sql > s.sql"
      + " && find app -name '*.php' -exec php -l {} + >&2 && php \(script) . s.sql"
  )
  #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
  #expect(outcome.output.contains(" 0 failures"))
}

@Test(
  "The models of SQL migrations save, load and follow every relation in the real framework",
  .enabled(if: hasLaravel, "needs apt-get install php-cli php-sqlite3 php-laravel-framework")
)
func walksSQL() throws {
  let folder = try Folder()
  try folder.write(shop, to: "m/1.sql")
  try folder.write("[eloquent]\nlaravel = 8\n", to: "modelgend.toml")
  try walk(folder, "--migrations m --dialect sqlite")
}

@Test(
  "The models of a Laravel application do so too",
  .enabled(if: hasLaravel, "needs apt-get install php-cli php-sqlite3 php-laravel-framework")
)
func walksLaravel() throws {
  let folder = try Folder(copying: "examples/blog")
  try folder.write(
    "[project]\nmigrations = [\"database/migrations\"]\n[eloquent]\nlaravel = 8\n",
    to: "modelgend.toml"
  )
  try walk(folder, "--dialect sqlite")
}

@Test("--target chooses what is generated, and --out where")
func targets() throws {
  let folder = try Folder()
  try folder.write("CREATE TABLE users (id bigint PRIMARY KEY);", to: "m/1.sql")
  let flags = "--migrations m --dialect postgres"
  #expect(try folder.run("modelgend generate \(flags) --target docs --out pages").status == 0)
  #expect(try folder.run("ls").output == "m\nmodelgend.lock\npages\n")
  #expect(
    try folder.run("modelgend generate \(flags) --target eloquent --out src --namespace Acme")
      .status
      == 0
  )
  #expect(try folder.run("grep -l 'namespace Acme;' src/User.php").status == 0)
  #expect(try folder.run("modelgend generate \(flags) --target delphi").status == 64)
}
