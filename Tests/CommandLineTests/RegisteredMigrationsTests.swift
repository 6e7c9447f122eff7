import Foundation
import Testing

@Test("Migrations of a vendor/ tree: what discovered providers register, and nothing else")
func vendorTree() throws {
  let folder = try Folder.application([
    "composer.json": """
    {"require": {"laravel/framework": "^12.0"}, "autoload": {"psr-4": {"App\\\\": "app/"}},
     "extra": {"laravel": {"dont-discover": ["acme/quiet"]}}}
    """,
    "vendor/composer/installed.json": """
    {"packages": [
      {"name": "acme/tags", "autoload": {"psr-4": {"Acme\\\\Tags\\\\": "src/"}},
       "extra": {"laravel": {"providers": ["Acme\\\\Tags\\\\TagsServiceProvider"]}}},
      {"name": "acme/quiet", "autoload": {"psr-4": {"Acme\\\\Quiet\\\\": "src/"}},
       "extra": {"laravel": {"providers": ["Acme\\\\Quiet\\\\QuietServiceProvider"]}}}
    ]}
    """,
    "vendor/acme/tags/src/TagsServiceProvider.php":
      provider("Acme\\Tags", "TagsServiceProvider", "__DIR__.'/../migrations'"),
    "vendor/acme/quiet/src/QuietServiceProvider.php":
      provider("Acme\\Quiet", "QuietServiceProvider", "__DIR__.'/../migrations'"),
  ])
  try folder.migration("vendor/acme/tags/migrations/2020_01_01_000000_tags.php", "tags")
  try folder.migration(
    "vendor/acme/tags/migrations/2020_01_02_000000_labels.php",
    "labels",
    column: "of_the_package"
  )
  try folder.migration("vendor/acme/quiet/migrations/2020_01_01_000000_quiet.php", "quiet")
  // A file of the same name in the application's own folder is run instead.
  try folder.migration(
    "database/migrations/2020_01_02_000000_labels.php",
    "labels",
    column: "of_the_application"
  )
  // Files run by name, whatever folder they are in.
  try folder.migration(
    "database/migrations/2020_01_03_000000_more.php",
    body: "Schema::table('tags', fn ($t) => $t->text('more'));"
  )
  let outcome = try folder.run("modelgend schema")
  #expect(
    outcome.output == """
      labels
        id                  bigint                  not null  primary key  auto-increment
        of_the_application  character varying(255)  not null

      tags
        id    bigint                  not null  primary key  auto-increment
        name  character varying(255)  not null
        more  text                    not null

      """
  )
  #expect(outcome.errors == "")
}

@Test("Migrations of modules and local packages, switched off ones left out")
func modules() throws {
  let folder = try Folder.application([
    "composer.json": """
    {"require": {"laravel/framework": "^12.0", "shop/stock": "*", "nwidart/laravel-modules": "*"},
     "autoload": {"psr-4": {"App\\\\": "app/"}},
     "repositories": [{"type": "path", "url": "./libraries/*"}]}
    """,
    "bootstrap/providers.php": "<?php return [App\\Providers\\AppServiceProvider::class];",
    "app/Providers/AppServiceProvider.php":
      provider("App\\Providers", "AppServiceProvider", "[database_path('extra')]"),
    "Modules/Blog/module.json": """
    {"name": "Blog", "providers": ["Modules\\\\Blog\\\\Providers\\\\BlogServiceProvider"]}
    """,
    "Modules/Blog/Providers/BlogServiceProvider.php": provider(
      "Modules\\Blog\\Providers",
      "BlogServiceProvider",
      "module_path($this->name, 'database/migrations')"
    ),
    "Modules/Off/module.json": """
    {"name": "Off", "providers": ["Modules\\\\Off\\\\Providers\\\\OffServiceProvider"]}
    """,
    "Modules/Off/Providers/OffServiceProvider.php": provider(
      "Modules\\Off\\Providers",
      "OffServiceProvider",
      "module_path('Off', 'database/migrations')"
    ),
    "modules_statuses.json": "{\"Blog\": true, \"Off\": false}",
    "libraries/stock/composer.json": """
    {"name": "shop/stock", "autoload": {"psr-4": {"Shop\\\\Stock\\\\": "src"}},
     "extra": {"laravel": {"providers": ["Shop\\\\Stock\\\\StockServiceProvider"]}}}
    """,
    "libraries/stock/src/StockServiceProvider.php":
      provider("Shop\\Stock", "StockServiceProvider", "dirname(__DIR__) . '/migrations'"),
  ])
  try folder.migration("Modules/Blog/database/migrations/2022_01_01_000000_posts.php", "posts")
  try folder.migration("Modules/Off/database/migrations/2022_01_01_000000_offs.php", "offs")
  try folder.migration("database/extra/2021_01_01_000000_extras.php", "extras")
  try folder.migration("database/migrations/2020_01_01_000000_users.php", "users")
  try folder.migration("libraries/stock/migrations/2019_01_01_000000_stocks.php", "stocks")
  #expect(try folder.tables() == ["extras", "posts", "stocks", "users"])
  try folder.write("[laravel]\nregistered_paths = false\n", to: "modelgend.toml")
  #expect(try folder.tables() == ["users"])
}

@Test("Packages made with Spatie's tools: what they run, and not what they only publish")
func packageTools() throws {
  let folder = try Folder.application([
    "composer.json": """
    {"require": {"laravel/framework": "^12.0", "acme/tags": "*"},
     "autoload": {"psr-4": {"App\\\\": "app/"}}}
    """,
    "vendor/composer/installed.json": """
    {"packages": [
      {"name": "acme/tags", "autoload": {"psr-4": {"Acme\\\\Tags\\\\": "src/"}},
       "extra": {"laravel": {"providers": ["Acme\\\\Tags\\\\TagsServiceProvider"]}}},
      {"name": "acme/notes", "autoload": {"psr-4": {"Acme\\\\Notes\\\\": "src/"}},
       "extra": {"laravel": {"providers": ["Acme\\\\Notes\\\\NotesServiceProvider"]}}},
      {"name": "acme/found", "autoload": {"psr-4": {"Acme\\\\Found\\\\": "src/"}},
       "extra": {"laravel": {"providers": ["Acme\\\\Found\\\\FoundServiceProvider"]}}},
      {"name": "acme/kept", "autoload": {"psr-4": {"Acme\\\\Kept\\\\": "src/Providers/"}},
       "extra": {"laravel": {"providers": ["Acme\\\\Kept\\\\KeptServiceProvider"]}}}
    ]}
    """,
    "vendor/acme/tags/src/TagsServiceProvider.php": packageProvider(
      "Tags",
      "->hasConfigFile()->hasMigrations(['create_tags_table', 'create_labels_table'])"
        + "->hasMigration('create_marks_table')->runsMigrations()"
    ),
    "vendor/acme/notes/src/NotesServiceProvider.php":
      packageProvider("Notes", "->hasMigrations('create_notes_table')"),
    "vendor/acme/found/src/FoundServiceProvider.php":
      packageProvider("Found", "->discoversMigrations()->runsMigrations()"),
    "vendor/acme/kept/src/Providers/KeptServiceProvider.php":
      packageProvider(
        "Kept",
        "->hasMigration('create_named_table')->runsMigrations()->discoversMigrations(path: 'tables')"
      ),
  ])
  let migrations = "database/migrations/create_"
  for name in ["tags", "labels", "marks", "unlisted"] {
    try folder.migration("vendor/acme/tags/\(migrations)\(name)_table.php", name)
  }
  try folder.migration("vendor/acme/notes/\(migrations)notes_table.php", "notes")
  try folder.migration("vendor/acme/found/\(migrations)finds_table.php", "finds")
  // What is found is neither looked for below nor a stub, and need not be called as migrations are.
  try folder.migration("vendor/acme/found/database/migrations/plain.php", "plains")
  try folder.migration("vendor/acme/found/database/migrations/later/create_deep_table.php", "deep")
  try folder.migration("vendor/acme/found/\(migrations)stubs_table.php.stub", "stubs")
  try folder.migration("vendor/acme/kept/\(migrations)named_table.php", "named")
  try folder.migration("vendor/acme/kept/tables/create_kept_table.php", "kept")
  try folder.migration("database/migrations/2020_01_01_000000_users.php", "users")
  #expect(try folder.tables() == ["finds", "kept", "labels", "marks", "plains", "tags", "users"])
}

@Test("A provider that never ends, or registers what nobody knows, keeps nothing from being read")
func strangeProviders() throws {
  let folder = try Folder.application([
    "bootstrap/providers.php":
      "<?php return [App\\EndlessServiceProvider::class, App\\VagueServiceProvider::class];",
    "app/EndlessServiceProvider.php": """
    <?php namespace App;
    class EndlessServiceProvider extends \\Illuminate\\Support\\ServiceProvider {
      public function register() { while (true) { $this->register(); } }
    }
    """,
    "app/VagueServiceProvider.php": provider("App", "VagueServiceProvider", "computed()"),
  ])
  try folder.migration("database/migrations/2020_01_01_000000_users.php", "users")
  #expect(try folder.tables() == ["users"])
  let outcome = try folder.run("modelgend schema")
  #expect(outcome.status == 0)
  #expect(outcome.errors.contains("app/EndlessServiceProvider.php:3:"))
  #expect(outcome.errors.contains("app/VagueServiceProvider.php:9:"))
}

/// The source of a provider made with Spatie's tools.
private func packageProvider(_ name: String, _ calls: String) -> String {
  """
  <?php
  namespace Acme\\\(name);
  use Spatie\\LaravelPackageTools\\{Package, PackageServiceProvider};
  class \(name)ServiceProvider extends PackageServiceProvider {
    public function configurePackage(Package $package): void {
      $package->name('\(name)')\(calls);
    }
  }

  """
}
