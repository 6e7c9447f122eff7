import Foundation
import Testing

private let noDaemon = "--socket /tmp/no-such-modelgend.sock"

private func generated() throws -> Folder {
  let folder = try Folder(copying: "examples/shop")
  #expect(try folder.run("modelgend generate").status == 0)
  return folder
}

@Test("doctor finds nothing wrong in the example, and says that no daemon runs")
func healthyProject() throws {
  let outcome = try generated().run("modelgend doctor \(noDaemon)")
  #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  #expect(outcome.output.contains("no daemon runs"))
  #expect(outcome.output.contains("no conflicts, nothing hidden"))
  #expect(outcome.output.contains("inotify"))
  #expect(!outcome.output.contains("wrong "))
}

@Test("doctor names user classes whose members hide generated ones, with their lines")
func shadows() throws {
  let folder = try generated()
  try folder.write(
    """
    <?php

    namespace App\\Models;

    class Tag extends Base\\Tag
    {
        public $name = 'x';
        protected $table = 'other';
        protected $casts = [];
    }

    """,
    to: "app/Models/Tag.php"
  )
  let output = try folder.run("modelgend doctor \(noDaemon)").output
  #expect(output.contains("app/Models/Tag.php:7: the property $name hides the column"))
  #expect(output.contains("app/Models/Tag.php:8: $table replaces the generated one"))
  #expect(!output.contains("Customer.php"))
}

@Test("doctor names edited files, a framework that does not fit and an old lock of git")
func warnings() throws {
  let folder = try generated()
  _ = try folder.run("echo '// mine' >> app/Models/Base/Tag.php")
  try folder.write("{\"require\": {\"laravel/framework\": \"^11.0\"}}", to: "composer.json")
  _ = try folder.run("mkdir .git && touch -d '1 hour ago' .git/index.lock")
  let outcome = try folder.run("modelgend doctor \(noDaemon)")
  #expect(outcome.status == 0)
  #expect(outcome.output.contains("app/Models/Base/Tag.php is left alone"))
  #expect(outcome.output.contains("says laravel = 12, but composer's files say 11"))
  #expect(outcome.output.contains("held its lock for 1 h"))
}

@Test("doctor ends with 1 where migrations have errors, with 78 where the configuration has")
func wrong() throws {
  let folder = try generated()
  try folder.write("PG\u{0}\u{1}DMP", to: "migrations/0099_broken.up.sql")
  let outcome = try folder.run("modelgend doctor \(noDaemon)")
  #expect(outcome.status == 1)
  #expect(outcome.output.contains("1 error in the migrations"))
  try folder.write("[project\n", to: "modelgend.toml")
  #expect(try folder.run("modelgend doctor \(noDaemon)").status == 78)
}

@Test("doctor sees a socket that a dead daemon left")
func deadSocket() throws {
  let folder = try generated()
  _ = try folder.run(
    "perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un(\"s.sock\"))'"
  )
  let outcome = try folder.run("modelgend doctor --socket s.sock")
  #expect(outcome.output.contains("s.sock is there, but nobody listens there"))
}
