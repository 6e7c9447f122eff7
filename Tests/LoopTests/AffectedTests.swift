import Engine
import Foundation
import Linux
import Projects
import SourceText
import Testing

/// For named changes exactly the expected files are written, and nothing else is evaluated.
struct AffectedTests {
  /// One change to the shop and what comes of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var path: String
    /// Nil to delete the file.
    var text: String?
    var written: [String]
    var removed: [String] = []
    var evaluated: [String]

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a comment only",
      path: "migrations/002_posts.up.sql",
      text: "-- nothing new\n" + Shop.posts,
      written: [],
      evaluated: ["002_posts"]
    ),
    Case(
      name: "a new column",
      path: "migrations/009_new.up.sql",
      text: "ALTER TABLE users ADD COLUMN age int;",
      written: ["Base/User.php"],
      evaluated: ["009_new"]
    ),
    Case(
      name: "a new foreign key",
      path: "migrations/009_new.up.sql",
      text: "ALTER TABLE tags ADD COLUMN user_id int REFERENCES users (id);",
      written: ["Base/Tag.php", "Base/User.php"],
      evaluated: ["009_new"]
    ),
    Case(
      name: "a renamed table",
      path: "migrations/009_new.up.sql",
      text: "ALTER TABLE tags RENAME TO labels;",
      written: ["Base/Label.php", "Label.php"],
      removed: ["Base/Tag.php", "Tag.php"],
      evaluated: ["009_new"]
    ),
    Case(
      name: "a dropped table",
      path: "migrations/009_new.up.sql",
      text: "DROP TABLE posts;",
      written: ["Base/User.php"],
      removed: ["Base/Post.php", "Post.php"],
      evaluated: ["009_new"]
    ),
    Case(
      name: "an old file deleted",
      path: "migrations/003_tags.up.sql",
      text: nil,
      written: [],
      removed: ["Base/Tag.php", "Tag.php"],
      evaluated: []
    ),
    Case(
      name: "a file inserted in the middle",
      path: "migrations/002a_between.up.sql",
      text: "ALTER TABLE users ADD COLUMN age int;",
      written: ["Base/User.php"],
      evaluated: ["002a_between"]
    ),
    Case(
      name: "swapped tables",
      path: "migrations/009_new.up.sql",
      text: """
        ALTER TABLE tags RENAME TO between;
        ALTER TABLE notes RENAME TO tags;
        ALTER TABLE between RENAME TO notes;
        """,
      written: ["Base/Note.php", "Base/Tag.php"],
      evaluated: ["009_new"]
    ),
    Case(
      name: "another value of an enum",
      path: "migrations/009_new.up.sql",
      text: "ALTER TYPE mood ADD VALUE 'calm';",
      written: ["Mood.php"],
      evaluated: ["009_new"]
    ),
  ]

  @Test("Exactly the affected", arguments: cases)
  func affected(_ change: Case) throws {
    let shop = try Shop()
    defer { shop.remove() }
    let live = try LiveProject(ProjectSetup(folder: shop.root))
    _ = try live.refresh(nil)
    _ = try live.write()
    if let text = change.text {
      try shop.write(change.path, text)
    } else {
      unlink(shop.root + "/" + change.path)
    }
    let update = try live.refresh([change.path])
    let report = try live.write()
    #expect(shop.names(report.created + report.replaced) == change.written.sorted())
    #expect(shop.names(report.removed) == change.removed.sorted())
    let evaluated = update.work.evaluated.map { path in
      String((path.split(separator: "/").last ?? "").prefix { $0 != "." })
    }
    #expect(evaluated == change.evaluated)
    #expect(report.failures.isEmpty)
  }

  @Test("A file that cannot be read holds the models of the tables it made") func held() throws {
    let shop = try Shop()
    defer { shop.remove() }
    let live = try LiveProject(ProjectSetup(folder: shop.root))
    _ = try live.refresh(nil)
    _ = try live.write()
    let path = "migrations/002_posts.up.sql"
    try Data([0x43, 0, 0, 1]).write(to: URL(fileURLWithPath: shop.root + "/" + path))
    try shop.write("migrations/009_new.up.sql", "ALTER TABLE tags ADD COLUMN color text;")
    _ = try live.refresh([path, "migrations/009_new.up.sql"])
    var report = try live.write()
    #expect(shop.names(report.replaced) == ["Base/Tag.php"])
    #expect(report.removed.isEmpty && report.created.isEmpty)
    #expect(live.diagnostics().contains { $0.source?.file == path })
    // A run from nothing holds the same.
    let setup = try ProjectSetup(folder: shop.root)
    let schema = try #require(try analyse(setup.root, setup.analysis).schema())
    #expect(try WantedFiles(setup, schema).plan(in: setup.root).changes.isEmpty)
    try shop.write(path, Shop.posts)
    _ = try live.refresh([path])
    report = try live.write()
    #expect(report.isNothing)
    #expect(
      try WantedFiles(setup, #require(try analyse(setup.root, setup.analysis).schema()))
        .plan(in: setup.root).changes.isEmpty
    )
  }

  @Test("A file that cannot be read holds the documents that show its tables") func heldDocuments()
    throws
  {
    let shop = try Shop()
    defer { shop.remove() }
    try shop.write(
      "modelgend.toml",
      try #require(shop.text("modelgend.toml")) + "[docs]\nfolder = \"docs\"\n"
    )
    let live = try LiveProject(ProjectSetup(folder: shop.root))
    _ = try live.refresh(nil)
    _ = try live.write()
    let documents = ["README.md", "diagrams.md", "tables/users.md", "tables/posts.md"]
    let before = documents.map { shop.text("docs/" + $0) }
    #expect(!before.contains(nil))
    let path = "migrations/002_posts.up.sql"
    try Data([0x43, 0, 0, 1]).write(to: URL(fileURLWithPath: shop.root + "/" + path))
    try shop.write("migrations/009_new.up.sql", "ALTER TABLE tags ADD COLUMN color text;")
    _ = try live.refresh([path, "migrations/009_new.up.sql"])
    let report = try live.write()
    #expect(Set(report.replaced) == ["app/Models/Base/Tag.php", "docs/tables/tags.md"])
    #expect(report.removed.isEmpty && report.created.isEmpty)
    #expect(documents.map { shop.text("docs/" + $0) } == before)
    // A run from nothing holds the same.
    func freshChanges() throws -> [String] {
      let setup = try ProjectSetup(folder: shop.root)
      let schema = try #require(try analyse(setup.root, setup.analysis).schema())
      return try WantedFiles(setup, schema).plan(in: setup.root).changes.map(\.path)
    }
    #expect(try freshChanges() == [])
    // What was held comes when the file is right again: the index shows the new column.
    try shop.write(path, Shop.posts)
    _ = try live.refresh([path])
    #expect(try live.write().replaced == ["docs/README.md"])
    #expect(try freshChanges() == [])
  }
}

/// A small shop of golang-migrate's files on PostgreSQL.
private struct Shop {
  let root: String
  static let posts = """
    CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));

    """

  init() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/shop-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/migrations",
      withIntermediateDirectories: true
    )
    root = resolvedPath(folder) ?? folder
    try write(
      "modelgend.toml",
      "[project]\nmigrations = [\"migrations\"]\ndialect = \"postgres\"\n"
        + "convention = \"golang-migrate\"\n"
    )
    try write(
      "migrations/001_users.up.sql",
      """
      CREATE TYPE mood AS ENUM ('glad', 'sad');
      CREATE TABLE users (id int PRIMARY KEY, name text, mood mood NOT NULL DEFAULT 'glad');
      """
    )
    try write("migrations/002_posts.up.sql", Self.posts)
    try write("migrations/003_tags.up.sql", "CREATE TABLE tags (id int PRIMARY KEY, t text);")
    try write("migrations/004_notes.up.sql", "CREATE TABLE notes (id int PRIMARY KEY, n text);")
  }

  func write(_ path: String, _ text: String) throws {
    try text.write(toFile: root + "/" + path, atomically: false, encoding: .utf8)
  }

  func text(_ path: String) -> String? {
    try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(atPath: root) }

  /// Paths without the folders of models and enums, sorted.
  func names(_ paths: [String]) -> [String] {
    paths.map { path in
      path.replacingOccurrences(of: "app/Models/", with: "")
        .replacingOccurrences(of: "app/Enums/", with: "")
    }
    .sorted()
  }
}
