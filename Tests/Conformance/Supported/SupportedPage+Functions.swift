import Foundation

extension SupportedPage {
  mutating func addFunctions() {
    heading(2, "Laravel: PHP and the application")
    add(
      """
      The PHP of 8.0 to 8.5 is evaluated: every loop and branch over values that are known,
      closures, arrow functions, `match`, nullsafe calls, named and spread arguments,
      destructuring, heredocs, enums, constants, traits, inherited and static methods,
      `try`/`catch` with the failures a real database would have. No code of yours is executed by
      PHP, and no file outside of the project and `allow_paths` is read.
      """
    )
    table(
      ["Of the application", "Read from"],
      [
        ["`config('…')`", "`config/*.php`; values set in `modelgend.toml` come first"],
        ["`env('…')`", "`.env`, else `.env.example`"],
        ["`app()->environment()`", "`production` unless configured"],
        ["Driver and prefix", "the project's dialect and `config/database.php`"],
        [
          "Models: `getTable()`, constants, `foreignIdFor`",
          "their classes by composer's `autoload`, traits and parents included",
        ],
        [
          "`Blueprint::macro`, `Schema::defaultStringLength` and its kin",
          "the application's and registered providers",
        ],
        [
          "Folders of migrations",
          """
          `database/migrations`, configured ones, and what providers of the application, its \
          modules and its packages give to `loadMigrationsFrom` or `hasMigrations`; files run by \
          name over all of them, and of two with one name the later folder's
          """,
        ],
        [
          "Schema dumps",
          "`database/schema/CONNECTION-schema.sql` or `.dump`; left out by `--no-schema-dump`",
        ],
        ["`file_get_contents`, `File::get`", "files of the project"],
        [
          "`Artisan::call('migrate', ['--path' => …])`, `migration('…')->down()`",
          "the files that they name",
        ],
      ]
    )
    heading(3, "Functions")
    add(
      """
      Each of these is a case with PHP's own answer; others give a value that is not known, which
      matters only where it decides about the schema.
      """
    )
    let titles = [
      "text": "Text", "lists": "Arrays", "numbers": "Numbers and operators", "types": "Types",
      "helpers": "Laravel's helpers, `Str`, `Arr` and collections",
    ]
    table(
      ["", "Functions"],
      ["text", "lists", "numbers", "types", "helpers"].map { file in
        let names = Self.functions(in: file).map { "`\($0)`" }
        return [titles[file] ?? file, names.joined(separator: ", ")]
      }
    )
  }

  /// The functions that the expressions of a file call, each once, in order of the alphabet.
  private static func functions(in file: String) -> [String] {
    let folder = CaseFolder.root.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "PHPParsingTests/Cases/Functions")
    let text = try? String(contentsOf: folder.appending(path: file + ".txt"), encoding: .utf8)
    var names: Set<String> = []
    for line in (text ?? "").split(separator: "\n") {
      let expression = line.prefix { $0 != "\t" }
      for match in expression.matches(of: /(?:(?:Str|Arr)::|->)?[a-z_][A-Za-z_0-9]*(?=\()/)
      where match.0 != "fn" {
        names.insert(String(match.0))
      }
    }
    return names.sorted()
  }
}
