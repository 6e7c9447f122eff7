import Linux

/// A project of a given size for measuring, in a folder of its own.
struct MadeProject {
  enum Language: String, CaseIterable { case sql, laravel }

  var tables: Int
  var migrations: Int
  var language: Language

  /// Each table is made by a migration of its own and refers to one before it; the migrations that
  /// follow add columns and indexes to one after the other.
  func write(to folder: String) throws(FileSystemError) {
    for number in 0..<max(tables, migrations) {
      let name = "database/migrations/" + fileName(number)
      let text = language == .sql ? sql(number) : laravel(number)
      try replaceFile(
        name,
        beneath: folder,
        with: Array(text.utf8),
        isNew: true,
        isDurable: false
      )
    }
  }

  private func fileName(_ number: Int) -> String {
    let digits = String(number + 1)
    let padded = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    return language == .sql ? padded + "_step.sql" : "2024_01_01_\(padded)_step.php"
  }

  private func sql(_ number: Int) -> String {
    let table = "items_\(number % max(1, tables))"
    guard number < tables else {
      return "ALTER TABLE \(table) ADD COLUMN note_\(number) varchar(100);\n"
        + "CREATE INDEX \(table)_note_\(number) ON \(table) (note_\(number));\n"
    }
    let parent = number == 0 ? "" : ",\n  parent_id bigint REFERENCES items_\(number / 2) (id)"
    return """
      CREATE TABLE \(table) (
        id bigint NOT NULL PRIMARY KEY,
        name varchar(255) NOT NULL,
        amount decimal(12, 2) NOT NULL DEFAULT 0,
        is_listed boolean NOT NULL DEFAULT false,
        created_at timestamp NULL,
        updated_at timestamp NULL\(parent)
      );
      CREATE INDEX \(table)_name ON \(table) (name);

      """
  }

  private func laravel(_ number: Int) -> String {
    let table = "items_\(number % max(1, tables))"
    var lines = ["$table->string('note_\(number)', 100)->nullable()->index();"]
    let isNew = number < tables
    if isNew {
      lines = [
        "$table->id();",
        "$table->string('name')->index();",
        "$table->decimal('amount', 12, 2)->default(0);",
        "$table->boolean('is_listed')->default(false);",
        "$table->timestamps();",
      ]
      if number > 0 {
        lines.append("$table->foreignId('parent_id')->constrained('items_\(number / 2)');")
      }
    }
    let body = lines.map { "      " + $0 }.joined(separator: "\n")
    return """
      <?php

      use Illuminate\\Database\\Migrations\\Migration;
      use Illuminate\\Database\\Schema\\Blueprint;
      use Illuminate\\Support\\Facades\\Schema;

      return new class extends Migration
      {
        public function up(): void
        {
          Schema::\(isNew ? "create" : "table")('\(table)', function (Blueprint $table) {
      \(body)
          });
        }
      };

      """
  }
}
