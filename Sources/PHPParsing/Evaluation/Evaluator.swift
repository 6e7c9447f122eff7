package import Catalog
package import SourceText

/// Runs one migration against a world.
package final class Evaluator {
  package let world: any World
  package let context: any LaravelContext

  /// The exception on its way to a `catch`.
  var thrown: PHPObject?

  package init(world: any World, context: any LaravelContext) {
    self.world = world
    self.context = context
  }

  /// Calls a closure with values; what it returns, or unknown.
  package func invoke(
    _ closure: PHPClosure,
    _ arguments: [PHPValue],
    this: PHPObject? = nil
  ) throws(PHPThrow) -> PHPValue { .null }

  /// Evaluates an expression that stands outside functions: a constant, a default, an attribute.
  package func constantValue(
    _ expression: PHPExpression,
    in file: PHPFile,
    of declaration: PHPClass?
  ) -> PHPValue { .null }

  /// What a file returns: `config/app.php`.
  package func returnValue(of file: PHPFile) -> PHPValue { .null }

  /// A PHP exception to throw: `throw evaluator.exception("Error", "…")`.
  package func exception(_ className: String, _ message: String) -> PHPThrow {
    var properties = PHPArray()
    properties[.string("message")] = .string(message)
    thrown = PHPObject(className: className, properties: properties)
    return .exception
  }

  /// Says something about the migration.
  package func report(_ diagnostic: Diagnostic) { world.report(diagnostic) }
}
