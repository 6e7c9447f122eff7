import Catalog
import Engine
import PHPParsing
import SourceText

/// A piece of a migration that is run for the documentation, on every database and major.
struct BlueprintSample {
  /// What the page shows: the call as a migration writes it.
  var code: String
  var majors: ClosedRange<Int>
  /// Columns that stand in the table before the call.
  var before = ""
  /// A second migration after the table is there, for what alters.
  var isAltering = false

  init(
    _ code: String,
    _ majors: ClosedRange<Int> = BlueprintMethod.allMajors,
    before: String = "",
    isAltering: Bool = false
  ) {
    self.code = code
    self.majors = majors
    self.before = before
    self.isAltering = isAltering
  }

  /// What a database has afterwards, in words; one entry for the majors that agree.
  func effects(
    on dialect: Dialect,
    _ evaluators: [Dialect: Evaluators],
    _ describe: (Table, Schema) -> String
  ) -> String {
    var groups: [(majors: ClosedRange<Int>, text: String)] = []
    for major in majors {
      let text = effect(
        on: dialect,
        major,
        evaluators[dialect] ?? makeEvaluators(dialect),
        describe
      )
      if let last = groups.last, last.text == text {
        groups[groups.count - 1].majors = last.majors.lowerBound...major
      } else {
        groups.append((major...major, text))
      }
    }
    guard groups.count > 1 else { return groups.first?.text ?? "–" }
    return groups.map { "\(SupportedPage.text(of: $0.majors)): \($0.text)" }
      .joined(separator: "<br>")
  }

  private func effect(
    on dialect: Dialect,
    _ major: Int,
    _ evaluators: Evaluators,
    _ describe: (Table, Schema) -> String
  ) -> String {
    let schema = Self.schema(php, on: dialect, major, evaluators)
    let stops = schema.diagnostics.contains { $0.severity != .note }
    guard !stops, let table = schema.tables.first(where: { $0.name.name == "posts" }) else {
      return "stops"
    }
    return describe(table, schema)
  }

  private var php: String {
    let create = isAltering ? before : before + " " + code
    let alter = isAltering ? "Schema::table('posts', function (Blueprint $table) { \(code) });" : ""
    return """
      <?php use Illuminate\\Support\\Facades\\Schema; use Illuminate\\Database\\Schema\\Blueprint;
      return new class extends \\Illuminate\\Database\\Migrations\\Migration { function up() {
        Schema::create('users', function (Blueprint $table) { $table->id(); });
        Schema::create('posts', function (Blueprint $table) { \(create) });
        \(alter)
      } };
      """
  }

  private static func schema(
    _ php: String,
    on dialect: Dialect,
    _ major: Int,
    _ evaluators: Evaluators
  ) -> Schema {
    let history = History(
      dialect: dialect,
      project: ProjectContext(setting: { $0 == "framework.major" ? String(major) : nil }),
      evaluators: evaluators
    )
    let file = SourceFile(path: "database/migrations/2024_01_01_000001_posts.php", text: php)
    _ = history.setMigrations([MigrationUnit(file: file, language: .laravel)])
    return history.schema()
  }
}
