import Foundation
import Testing

/// Nothing outside the root is read, by whatever way it is reached, unless `allow_paths` has it.
@Suite struct OutsideTests {
  private let reading = "DB::unprepared(file_get_contents(database_path('dump.sql')));"

  /// An application beside a folder that it must not see.
  private func application() throws -> (Folder, outside: Folder) {
    let outside = try Folder()
    try outside.write("CREATE TABLE secrets (id int);", to: "dump.sql")
    try outside.write("<?php return ['table' => 'secrets'];", to: "shop.php")
    try outside.migration("migrations/2020_01_02_000000_secrets.php", "secrets")
    let folder = try Folder.application()
    try folder.migration("database/migrations/2020_01_01_000000_users.php", "users")
    return (folder, outside)
  }

  @Test("A file behind a symbolic link is read only where allow_paths leads to it")
  func linkedFile() throws {
    let (folder, outside) = try application()
    try folder.migration("database/migrations/2020_01_02_000000_dump.php", body: reading)
    _ = try folder.run("ln -s \(outside.path)/dump.sql database/dump.sql")
    let refused = try folder.run("modelgend schema")
    #expect(refused.errors.contains("warning[MG0508]"))
    #expect(try folder.tables() == ["users"])
    try folder.write(
      "[project]\nallow_paths = [\"\(outside.path)\"]\n",
      to: "modelgend.toml"
    )
    #expect(try folder.tables() == ["secrets", "users"])
  }

  @Test("Paths that climb out of the root, or begin at the top, lead nowhere")
  func climbing() throws {
    let (folder, outside) = try application()
    let name = (outside.path as NSString).lastPathComponent
    for (number, path) in ["base_path('../\(name)/dump.sql')", "'\(outside.path)/dump.sql'"]
      .enumerated()
    {
      try folder.migration(
        "database/migrations/2020_01_0\(3 + number)_000000_x.php",
        body: "DB::unprepared(file_get_contents(\(path)));"
      )
    }
    #expect(try folder.tables() == ["users"])
  }

  @Test("Configuration, models and migrations behind links to the outside are as good as absent")
  func linkedFolders() throws {
    let (folder, outside) = try application()
    _ = try folder.run(
      "ln -s \(outside.path)/shop.php config/shop.php;"
        + "ln -s \(outside.path)/migrations/2020_01_02_000000_secrets.php database/migrations/;"
        + "ln -s \(outside.path)/migrations more"
    )
    try folder.migration(
      "database/migrations/2020_01_05_000000_x.php",
      body: "Schema::create(config('shop.table', 'fallback'), fn ($t) => $t->id());"
    )
    #expect(try folder.tables() == ["fallback", "users"])
    let outcome = try folder.run("modelgend schema --migrations more --dialect mysql")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("more"))
  }

  @Test("A link to a folder above itself ends")
  func loop() throws {
    let (folder, _) = try application()
    _ = try folder.run("ln -s .. database/migrations/up; ln -s . database/migrations/here")
    #expect(try folder.tables() == ["users"])
  }
}
