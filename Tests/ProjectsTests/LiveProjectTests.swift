import Catalog
import Foundation
import Linux
import Projects
import SourceText
import Testing

/// A live project, told of changes by name, is what one run would be.
struct LiveProjectTests {
  @Test("Links that lead nowhere or outside are said alike, whenever they came") func links() throws
  {
    let shop = try LiveShop()
    let outside = try ScratchFolder()
    try outside.write("CREATE TABLE secrets (id int);", to: "x.up.sql")
    let live = try shop.started()
    try shop.link("migrations/004_gone.up.sql", to: "nowhere.sql")
    try shop.link("migrations/005_out.up.sql", to: outside.path + "/x.up.sql")
    try follow(live, "migrations/004_gone.up.sql", "migrations/005_out.up.sql")
    try shop.expectSame(live)
    #expect(
      live.diagnostics().compactMap { $0.source?.file } == [
        "migrations/004_gone.up.sql", "migrations/005_out.up.sql",
      ]
    )
    // Now the first one leads somewhere.
    try shop.write("CREATE TABLE late (id int PRIMARY KEY);", to: "migrations/nowhere.sql")
    try follow(live, "migrations/nowhere.sql", "migrations/004_gone.up.sql")
    try shop.expectSame(live)
    shop.remove("migrations/005_out.up.sql")
    try follow(live, "migrations/005_out.up.sql")
    try shop.expectSame(live)
    #expect(live.diagnostics().isEmpty)
    let again = try shop.started()
    try shop.expectSame(again)
  }

  @Test("Files that cannot be read and files that are binary are said alike") func unreadable()
    throws
  {
    let shop = try LiveShop()
    let live = try shop.started()
    try shop.write("\u{0}\u{1}", to: "migrations/004_binary.up.sql")
    try FileManager.default.createDirectory(
      atPath: shop.path + "/migrations/nested",
      withIntermediateDirectories: true
    )
    #expect(mkfifo(shop.path + "/migrations/005_pipe.up.sql", 0o644) == 0)
    try follow(live, "migrations/004_binary.up.sql", "migrations/005_pipe.up.sql")
    try shop.expectSame(live)
    #expect(live.diagnostics().count == 2)
  }

  @Test(
    "A new file is found by its name, whatever form the folder was given in",
    arguments: [".", "./migrations/", "mod*/db", "migrations", "migrations/009_new.up.sql"]
  )
  func folders(_ pattern: String) throws {
    let settings = LiveShop.settings.replacingOccurrences(
      of: "[\"migrations\"]",
      with: "[\"migrations/001_users.up.sql\", \"\(pattern)\"]"
    )
    let new = pattern.hasPrefix("mod") ? "module/db/009_new.up.sql" : "migrations/009_new.up.sql"
    var files = LiveShop.files
    files["module/db/008_old.up.sql"] = "CREATE TABLE olds (id int PRIMARY KEY);"
    files["other/db/1.up.sql"] = "CREATE TABLE others (id int PRIMARY KEY);"
    files[new] = "CREATE TABLE news (id int PRIMARY KEY);"
    let shop = try LiveShop(files, settings: settings)
    let live = try shop.started()
    try shop.expectSame(live)
    try shop.write("CREATE TABLE newer (id int PRIMARY KEY);", to: new)
    try follow(live, new)
    #expect(live.schema.tables.values.contains { $0.name.name == "newer" })
    let other = (new as NSString).deletingLastPathComponent + "/010_more.up.sql"
    try shop.write("CREATE TABLE more (id int PRIMARY KEY);", to: other)
    try follow(live, other)
    try shop.expectSame(live)
    #expect(
      live.schema.tables.values.contains { $0.name.name == "more" } == !pattern.hasSuffix(".sql")
    )
  }

  @Test("What an earlier process wrote for a table that went meanwhile goes with the next start")
  func goneMeanwhile() throws {
    let shop = try LiveShop()
    _ = try shop.started()
    shop.remove("migrations/003_tags.up.sql")
    let next = try shop.started()
    #expect(shop.folder.text("app/Models/Base/Tag.php") == nil)
    #expect(shop.folder.text("app/Models/Tag.php") == nil)
    try shop.expectSame(next)
  }

  @Test("Views of SQLite follow the tables they read, by whatever name") func views() throws {
    let settings = LiveShop.settings.replacingOccurrences(of: "postgres", with: "sqlite")
    let shop = try LiveShop(
      [
        "migrations/1.up.sql": "CREATE TABLE Users (id INTEGER PRIMARY KEY, name TEXT);",
        "migrations/2.up.sql": "CREATE TABLE \"a \"\"b\" (x INT);\nCREATE TABLE c (y INT);",
        "migrations/3.up.sql": """
        CREATE VIEW all_users AS SELECT * FROM users;
        CREATE VIEW names AS SELECT * FROM All_Users;
        CREATE VIEW quoted AS SELECT * FROM [a "b];
        CREATE VIEW early AS SELECT * FROM late;
        """,
        "migrations/4.up.sql": "CREATE TABLE other (z INT);",
      ],
      settings: settings
    )
    let live = try shop.started()
    func columns(_ view: String) -> [String] {
      live.schema.views.values.first { $0.name.name == view }?.columns.map(\.name) ?? []
    }
    #expect(columns("names") == ["id", "name"])
    let steps = [
      "5": "ALTER TABLE users ADD COLUMN age INT;", "6": "CREATE TABLE late (l INT);",
      "7": "ALTER TABLE \"a \"\"b\" ADD COLUMN w INT;", "8": "ALTER TABLE other ADD COLUMN q INT;",
      "9": "DROP TABLE late;", "91": "CREATE TABLE late (m INT, n INT);",
      "92": "DROP VIEW all_users; CREATE VIEW all_users AS SELECT id FROM users;",
    ]
    for (number, text) in steps.sorted(by: { $0.key < $1.key }) {
      try shop.write(text, to: "migrations/\(number).up.sql")
      try follow(live, "migrations/\(number).up.sql")
      try shop.expectSame(live, "\(text)")
    }
    #expect(columns("names") == ["id"])
    #expect(columns("quoted") == ["x", "w"])
    #expect(columns("early") == ["m", "n"])
  }

  @Test("Settings that cannot be read are an error, not as good as none") func settings() throws {
    let shop = try LiveShop()
    shop.remove("modelgend.toml")
    try shop.link("modelgend.toml", to: "nowhere")
    #expect(throws: SetupError.self) { try shop.setup() }
    shop.remove("modelgend.toml")
    #expect(mkdir(shop.path + "/modelgend.toml", 0o755) == 0)
    let error = #expect(throws: SetupError.self) { try shop.setup() }
    #expect(error?.kind == .configuration)
  }
}
