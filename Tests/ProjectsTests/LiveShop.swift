import Catalog
import Foundation
import Linux
import Projects
import Rendering
import Testing

/// A small project of plain SQL and the ways to run it.
final class LiveShop {
  let folder: ScratchFolder
  var path: String { folder.path }

  init(_ files: [String: String] = LiveShop.files, settings: String = LiveShop.settings) throws {
    folder = try ScratchFolder()
    try folder.write(settings, to: "modelgend.toml")
    for (name, text) in files { try folder.write(text, to: name) }
  }

  static let settings = """
    [project]
    migrations = ["migrations"]
    dialect = "postgres"
    convention = "golang-migrate"

    [docs]
    folder = "docs/schema"

    """

  static let files = [
    "migrations/001_users.up.sql": """
    CREATE TYPE mood AS ENUM ('glad', 'sad');
    CREATE TABLE users (id int PRIMARY KEY, name text, mood mood NOT NULL DEFAULT 'glad');
    """,
    "migrations/002_posts.up.sql": """
    CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
    """,
    "migrations/003_tags.up.sql": "CREATE TABLE tags (id int PRIMARY KEY, t text);\n",
  ]

  func write(_ text: String, to name: String) throws { try folder.write(text, to: name) }

  func remove(_ name: String) { unlink(path + "/" + name) }

  func link(_ name: String, to target: String) throws {
    #expect(symlink(target, path + "/" + name) == 0)
  }

  func setup() throws -> ProjectSetup { try ProjectSetup(folder: path) }

  func live(_ rows: RowStore = .none) throws -> LiveProject {
    try LiveProject(setup(), rows: rows)
  }

  /// A live project that was read and written once.
  func started(_ rows: RowStore = .none) throws -> LiveProject {
    let live = try live(rows)
    _ = try live.refresh(nil)
    #expect(try live.write().failures == [])
    return live
  }

  /// Whether a live project and the disk are what one run of the same files comes to.
  func expectSame(
    _ live: LiveProject,
    _ what: String = "",
    at place: SourceLocation = #_sourceLocation
  ) throws {
    for difference in try differences(live) {
      Issue.record("\(what): \(difference)", sourceLocation: place)
    }
  }

  /// How a live project and the disk differ from what one run of the same files comes to: empty
  /// where they do not.
  private func differences(_ live: LiveProject) throws -> [String] {
    let setup = try setup()
    let schema = try #require(try analyse(setup.root, setup.analysis).schema())
    var found = try WantedFiles(setup, schema).plan(in: setup.root).changes.map {
      "\($0.action) \($0.path)"
    }
    // Identities tell where a table came from and may differ.
    var shown = live.schema.schema()
    shown.diagnostics = live.diagnostics()
    if schemaJSON(schema, listing: .catalogue) != schemaJSON(shown, listing: .catalogue) {
      found.append("schema")
    }
    if schema.diagnostics != live.diagnostics() {
      found.append("diagnostics: \(live.diagnostics()) instead of \(schema.diagnostics)")
    }
    return found
  }
}

/// Asks again with names, as events would bring them.
func follow(_ live: LiveProject, _ names: String...) throws {
  _ = try live.refresh(Set(names))
  _ = try live.write()
}
