import Catalog
import Engine
import PHPParsing

/// `docs/supported-migrations.md`: what is read, from the tables that decide it and by running it.
struct SupportedPage {
  private(set) var lines: [String] = []
  /// One for each database, since every sample would read the known packages anew.
  let evaluators = Dictionary(
    uniqueKeysWithValues: Dialect.allCases.map { ($0, makeEvaluators($0)) }
  )

  static let dialects: [(dialect: Dialect, name: String)] = [
    (.mysql, "MySQL"), (.mariadb, "MariaDB"), (.postgres, "PostgreSQL"), (.sqlite, "SQLite"),
  ]

  static func make() -> String {
    var page = SupportedPage()
    page.addIntroduction()
    page.addBlueprint()
    page.addFacades()
    page.addFunctions()
    page.addTools()
    page.addStatements()
    page.addDiagnostics()
    return page.lines.joined(separator: "\n") + "\n"
  }

  mutating func add(_ text: String) { lines += ["", text] }

  mutating func heading(_ level: Int, _ text: String) {
    lines += (lines.isEmpty ? [] : [""]) + [String(repeating: "#", count: level) + " " + text]
  }

  mutating func table(_ head: [String], _ rows: [[String]]) {
    lines.append("")
    lines.append("| " + head.joined(separator: " | ") + " |")
    lines.append("|" + String(repeating: " --- |", count: head.count))
    for row in rows {
      let cells = row.map { $0.split(separator: "|", omittingEmptySubsequences: false) }
      lines.append("| " + cells.map { $0.joined(separator: "\\|") }.joined(separator: " | ") + " |")
    }
  }

  private mutating func addIntroduction() {
    heading(1, "What modelgend reads")
    add(
      """
      This page is made from the tables that modelgend works with and from its test cases: the
      columns of a database are what modelgend computes for the call at the left, and the cases
      hold it against the real databases and the real framework. `UPDATE_SNAPSHOTS=1 swift test
      --filter SupportedPageTests` writes it anew.
      """
    )
    add(
      """
      - [Laravel: Blueprint](#laravel-blueprint), [Schema and DB](#laravel-schema-and-db),
        [PHP and the application](#laravel-php-and-the-application)
      - [Migration tools and their order](#migration-tools-and-their-order)
      - [Statements of SQL](#statements-of-sql)
      - [Diagnostics](#diagnostics)
      """
    )
  }

  /// `8–10`, `13`, `9–`.
  static func text(of majors: ClosedRange<Int>) -> String {
    let newest = BlueprintMethod.allMajors.upperBound
    if majors.upperBound == newest {
      return majors.lowerBound == newest ? "\(newest)" : "\(majors.lowerBound)–"
    }
    return majors.count == 1
      ? "\(majors.lowerBound)" : "\(majors.lowerBound)–\(majors.upperBound)"
  }

  /// The majors where a reader needs them: where not all have it.
  static func majors(_ range: ClosedRange<Int>) -> String {
    range == BlueprintMethod.allMajors ? "" : text(of: range)
  }
}
