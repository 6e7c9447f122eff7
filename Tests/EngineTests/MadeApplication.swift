import Catalog
import Engine
import SourceText

/// A Laravel application in memory that random edits change: migrations that ask, and what they
/// ask.
///
/// Migrations, tables, models and settings of one group, `a` or `b`, never meet those of the
/// other; the last letter of a name, before the ending, says which it is.
struct MadeApplication {
  /// By path; migrations apart.
  var files: [String: String] = [:]
  /// By name, which is their order.
  var migrations: [String: String] = [:]
  var settings: [String: String] = ["framework.major": "12"]
  private var counter = 0

  init(_ random: inout TestRandom) {
    for path in Self.paths { files[path] = Self.text(of: path, &random) }
    for _ in 0..<6 { _ = addMigration(&random) }
  }

  var units: [MigrationUnit] {
    migrations.keys.sorted().map { unit($0) }
  }

  func unit(_ name: String) -> MigrationUnit {
    let body = migrations[name] ?? ""
    return MigrationUnit(
      file: SourceFile(
        path: "database/migrations/" + name + ".php",
        text: "<?php\nuse Illuminate\\Support\\Facades\\{DB, Schema};\n"
          + "return new class extends \\Illuminate\\Database\\Migrations\\Migration {\n"
          + "public function up() {\n" + body + "\n} };\n"
      ),
      language: .laravel
    )
  }

  // MARK: Edits

  enum Edit {
    case migration(name: String, isGone: Bool)
    case question(ProjectQuestion)
  }

  mutating func edit(_ random: inout TestRandom) -> Edit {
    let names = migrations.keys.sorted()
    switch random.below(7) {
    case 0: return .migration(name: addMigration(&random), isGone: false)
    case 1 where names.count > 3:
      let name = names[random.below(names.count)]
      migrations[name] = nil
      return .migration(name: name, isGone: true)
    case 2, 3:
      let name = names[random.below(names.count)]
      migrations[name] = Self.body(name.suffix(1), &random)
      return .migration(name: name, isGone: false)
    case 4:
      let value = ["10", "11", "12"][random.below(3)]
      settings["framework.major"] = value
      return .question(.setting("framework.major"))
    default:
      let path = Self.paths[random.below(Self.paths.count)]
      // A file may go and come back.
      files[path] = random.below(6) == 0 ? nil : Self.text(of: path, &random)
      return .question(.file(path))
    }
  }

  private mutating func addMigration(_ random: inout TestRandom) -> String {
    counter += 1
    let group = ["a", "b"][random.below(2)]
    let name = "2024_01_0\(1 + random.below(9))_00000\(random.below(9))_m\(counter)\(group)"
    migrations[name] = Self.body(Substring(group), &random)
    return name
  }

  // MARK: Texts

  static let paths = [
    "config/app.php", "config/shopa.php", "config/shopb.php",
    "app/Providers/AppServiceProvider.php", "app/Models/Usera.php", "app/Models/Userb.php",
    "app/Models/Posta.php", "app/Models/Postb.php", "composer.json", ".env",
  ]

  /// The group of a file; nil for what both share.
  static func group(of path: String) -> Character? {
    guard path.hasPrefix("config/shop") || path.hasPrefix("app/Models/") else { return nil }
    return path.dropLast(4).last
  }

  private static func text(of path: String, _ random: inout TestRandom) -> String {
    func one(_ words: String...) -> String { words[random.below(words.count)] }
    let group = group(of: path).map(String.init) ?? ""
    switch path {
    case "config/app.php": return "<?php return ['length' => \(one("50", "60", "env('LENGTH')"))];"
    case "config/shopa.php", "config/shopb.php":
      return "<?php return ['table' => '\(one("t0", "t1"))\(group)', "
        + "'on' => \(one("true", "false"))];"
    case "app/Providers/AppServiceProvider.php":
      return "<?php namespace App\\Providers; use Illuminate\\Support\\Facades\\Schema;"
        + "use Illuminate\\Database\\Schema\\Blueprint;"
        + "class AppServiceProvider { public function boot() { "
        + one(
          "",
          "Schema::defaultStringLength(191);",
          "Schema::defaultStringLength(config('app.length'));",
          "Blueprint::macro('money', function ($n) { return $this->integer($n); });"
        ) + " } }"
    case ".env": return "LENGTH=\(one("70", "80"))\n"
    case "composer.json":
      return
        "{\"autoload\": {\"psr-4\": {\"App\\\\\": \"app/\"}}, \"require\": {\"x/y\": \"\(one("1", "2"))\"}}"
    default:
      let name = path.split(separator: "/").last?.dropLast(4) ?? ""
      let parent = name.hasPrefix("Post") ? one("Base", "User" + group) : "Base"
      return "<?php namespace App\\Models; use Illuminate\\Database\\Eloquent\\Model as Base;"
        + "class \(name) extends \(parent) { "
        + one("", "protected $table = 't0\(group)';", "protected $table = 't1\(group)';")
        + one("", "const SIZE = 20;", "const SIZE = 30;") + " }"
    }
  }

  private static func body(_ group: Substring, _ random: inout TestRandom) -> String {
    (0...random.below(3)).map { _ in statement(group, &random) }.joined(separator: "\n")
  }

  private static func statement(_ group: Substring, _ random: inout TestRandom) -> String {
    func table() -> String { "t" + String(random.below(4)) + group }
    let (one, other, name) = (table(), table(), "c" + String(random.below(4)))
    let model = "\\App\\Models\\Post" + group + "::"
    func on(_ target: String, _ call: String) -> String {
      "Schema::table(\(target), fn ($t) => $t->\(call));"
    }
    func add(_ target: String) -> String { on(target, "string('\(name)')") }
    let this = "'\(one)'"
    switch random.below(17) {
    case 0, 1, 2:
      return "Schema::create(\(this), function ($t) { $t->id(); $t->string('\(name)'); });"
    case 3: return "if (!Schema::hasColumn(\(this), '\(name)')) { \(add(this)) }"
    case 4: return "if (Schema::hasTable(\(this))) { Schema::rename(\(this), '\(other)'); }"
    case 5: return add("config('shop\(group).table')")
    case 6:
      return "if (config('shop\(group).on')) { \(add(this)) } else { Schema::drop('\(other)'); }"
    case 7: return on("(new \\App\\Models\\User\(group))->getTable()", "text('\(name)')")
    case 8: return on(this, "foreignIdFor(\(model)class)")
    case 9: return "DB::statement('ALTER TABLE \(one) ADD \(name) integer');"
    case 10:
      return "foreach (Schema::getColumnListing(\(this)) as $c) { if ($c === '\(name)') "
        + on(this, "dropColumn($c)") + " }"
    case 11: return on(this, "money('\(name)')")
    case 12: return on(this, "string('\(name)', \(model)SIZE)")
    case 13: return "try { Schema::drop(\(this)); } catch (\\Exception $e) { \(add("'\(other)'")) }"
    case 14: return on(this, "string('\(name)')->nullable()->change()")
    case 15: return "DB::table(\(this))->insert(['id' => 1]);"
    default: return "if (DB::table(\(this))->exists()) { \(add("'\(other)'")) }"
    }
  }
}
