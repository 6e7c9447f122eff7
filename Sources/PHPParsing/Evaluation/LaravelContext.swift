package import SourceText

/// A class and the file it stands in.
package struct PHPDeclaration: Sendable {
  package let declaration: PHPClass
  package let file: PHPFile

  package init(_ declaration: PHPClass, in file: PHPFile) {
    self.declaration = declaration
    self.file = file
  }
}

/// The application around a migration, as the evaluator asks for it.
///
/// It keeps parsed files between migrations, but reads every file through the evaluator's world
/// each time, so that the world knows who asked for what.
package protocol LaravelContext: AnyObject {
  /// The class of that full name where its source is in the project: composer's PSR-4 map, class
  /// map and `files`, then the usual folders.
  func declaration(of name: PHPName, _ evaluator: Evaluator) -> PHPDeclaration?

  /// The parsed file of that project-relative path.
  func file(_ path: String, _ evaluator: Evaluator) -> PHPFile?

  /// A variable of the environment: configured, from `.env`, from `.env.example`.
  func environment(_ name: String, _ evaluator: Evaluator) -> String?

  /// A macro that the application's providers register for a framework class; names in lower
  /// case.
  func macro(_ method: String, of className: String, _ evaluator: Evaluator) -> PHPClosure?

  /// The prefix of table names on a connection (nil: the default one).
  func tablePrefix(connection: String?, _ evaluator: Evaluator) -> String

  /// `Schema::defaultStringLength` and `Builder::defaultMorphKeyType` as the application's
  /// providers set them.
  func defaultStringLength(_ evaluator: Evaluator) -> Int?
  func defaultMorphKeyType(_ evaluator: Evaluator) -> String?

  /// `Schema::defaultTimePrecision` likewise: digits of a second, or null for none.
  func defaultTimePrecision(_ evaluator: Evaluator) -> PHPValue?

  /// What packages set under a file of the configuration where the application does not.
  func defaultConfiguration(_ name: String, _ evaluator: Evaluator) -> PHPValue?

  /// The files composer always loads: where the application's own functions stand.
  func functionFiles(_ evaluator: Evaluator) -> [PHPFile]

  /// The major of the framework by composer's files.
  func frameworkMajor(_ evaluator: Evaluator) -> Int?

  /// Whether composer has installed a package: `doctrine/dbal`.
  func hasPackage(_ name: String, _ evaluator: Evaluator) -> Bool

  /// The Blueprint that a callback of `Schema::create` or `Schema::table` gets.
  func makeBlueprint(
    _ table: String,
    isCreating: Bool,
    connection: String?,
    at source: SourceReference,
    _ evaluator: Evaluator
  ) -> any BlueprintRecording

  /// The English plural as Laravel's `Str::plural` forms it; `Str::singular` the other way.
  func plural(_ word: String) -> String
  func singular(_ word: String) -> String
}

/// A Blueprint that remembers what its callback asked for.
package protocol BlueprintRecording: PHPNative {
  /// Applies the operations of the framework's statements, in the order it would run them; the
  /// first that fails is thrown.
  func finish(_ evaluator: Evaluator) throws(PHPThrow)

  /// Lets go of what it remembers, so that columns and Blueprint do not keep each other.
  func release()
}
