package import Catalog
import PHPParsing
import SQLParsing
import SourceText

/// The evaluators of both languages, as the history takes them.
///
/// The application around Laravel migrations is made once and kept: it holds parsed files by
/// content.
package func makeEvaluators(_ dialect: Dialect) -> Evaluators {
  let application = LaravelApplication()
  return Evaluators(
    migration: { unit, world in
      switch unit.language {
      case .sql:
        let script = parseSQL(unit.file, ranges: unit.upRanges, dialect: dialect)
        evaluateSQL(script, of: unit.file, world: world)
        for other in unit.tied { markTie(unit.file, script, other, world) }
      case .laravel:
        let parsed = parsePHP(unit.file)
        for diagnostic in parsed.diagnostics { world.report(diagnostic) }
        evaluateLaravelMigration(parsed.value, world: world, context: application)
      }
    },
    sql: { text, source, isTry, world in
      evaluateSQL(text, at: source, world: world, isTry: isTry)
    },
    rows: { text, source, world in queryRows(text, at: source, world: world) }
  )
}

/// Marks the tables for which it matters which of two migrations runs first.
private func markTie(
  _ file: SourceFile,
  _ script: SQLScript,
  _ other: SourceFile,
  _ world: any World
) {
  let tables = tablesWhereOrderMatters(script, parseSQL(other, dialect: world.dialect))
  guard !tables.isEmpty else { return }
  let place = SourceReference(file: file.path, line: 1, column: 1)
  world.report(
    Diagnostic(
      .undecidedOrder,
      .warning,
      "this has the number of " + other.path + ", and which of them runs first is decided in the "
        + "application; it matters for these tables, so give one a number of its own",
      at: place,
      tables: tables.map(\.description)
    )
  )
  _ = world.apply(LocatedOperation(.markIncomplete(tables: tables), at: place), isTry: true)
}

extension DiagnosticCode {
  static let undecidedOrder = DiagnosticCode(4)
}
