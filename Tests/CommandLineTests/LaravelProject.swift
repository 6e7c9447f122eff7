import Foundation

/// A Laravel application for one test.
extension Folder {
  /// With what makes it one: `artisan`, `composer.json`, a database, a provider of its own.
  static func application(_ files: [String: String] = [:]) throws -> Folder {
    let folder = try Folder()
    let own = [
      "artisan": "#!/usr/bin/env php\n",
      "composer.json": """
      {"require": {"laravel/framework": "^12.0"}, "autoload": {"psr-4": {"App\\\\": "app/"}}}
      """,
      "config/database.php": """
      <?php return ['default' => env('DB_CONNECTION', 'main'), 'connections' => [
        'main' => ['driver' => 'pgsql', 'prefix' => '']]];
      """,
    ]
    for (name, text) in own.merging(files, uniquingKeysWith: { _, given in given }) {
      try folder.write(text, to: name)
    }
    return folder
  }

  /// A migration that makes a table with a key and one column.
  func migration(_ path: String, _ table: String, column: String = "name") throws {
    try migration(
      path,
      body: "Schema::create('\(table)', fn ($t) => [$t->id(), $t->string('\(column)')]);"
    )
  }

  func migration(_ path: String, body: String) throws {
    try write(
      """
      <?php
      use Illuminate\\Support\\Facades\\{DB, Schema};
      return new class extends Illuminate\\Database\\Migrations\\Migration {
        public function up(): void { \(body) }
      };

      """,
      to: path
    )
  }

  /// The tables of the schema, sorted.
  func tables() throws -> [String] {
    try run("modelgend schema --format json | grep -oP '\"name\":\\s*\"\\K\\w+(?=\", \"kind\")'")
      .output.split(separator: "\n").map(String.init)
  }
}

/// The source of a provider that registers migrations.
func provider(_ namespace: String, _ name: String, _ expression: String) -> String {
  """
  <?php
  namespace \(namespace);
  use Illuminate\\Support\\ServiceProvider;
  class \(name) extends ServiceProvider {
    protected string $name = 'Blog';
    public function boot(): void {
      if ($this->app->runningInConsole()) { $this->registerMigrations(); }
    }
    private function registerMigrations() { $this->loadMigrationsFrom(\(expression)); }
  }

  """
}
