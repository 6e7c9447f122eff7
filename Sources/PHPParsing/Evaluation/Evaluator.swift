package import Catalog
package import SourceText

/// Runs one migration against a world.
package final class Evaluator {
  package let world: any World

  init(world: any World) { self.world = world }

  /// Calls a closure with values; what it returns, or unknown.
  package func invoke(_ closure: PHPClosure, _ arguments: [PHPValue]) -> PHPValue { .null }

  /// Says something about the migration.
  package func report(_ diagnostic: Diagnostic) { world.report(diagnostic) }
}
