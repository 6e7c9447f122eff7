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
