package import Catalog
package import SourceText

/// Runs one migration against a world.
///
/// Total: fuel and depth are limited, what cannot be known is a value, and what cannot be decided
/// about the schema becomes a diagnostic that marks the tables it names.
package final class Evaluator {
  package let world: any World
  package let context: any LaravelContext
  /// The connection the migration runs on; nil for the default one.
  package var connection: String?
  /// `Schema::defaultStringLength` and `Builder::defaultMorphKeyType` where the migration itself
  /// sets them.
  package var defaultStringLength: Int?
  package var defaultMorphKeyType: String?
  /// `Schema::defaultTimePrecision` likewise; null is none at all.
  var defaultTimePrecision: PHPValue?

  /// What the application answered already, once a migration.
  private var knownPrefix: (connection: String?, prefix: String)?
  private var knownStringLength: Int??
  private var knownMorphKeyType: String??
  private var knownTimePrecision: PHPValue?
  var knownMajor: Int??

  /// The exception on its way to a `catch`.
  var thrown: PHPObject?
  var fuel: Int
  var depth = 0
  /// Objects and closures that may still be made; a chain of them is freed by recursion.
  var objectsLeft = 6_000
  /// The classes that the `catch`es around the present statement take.
  var catches: [[PHPName]] = []
  var speculation: Speculation?
  /// The tables whose Blueprints are being filled, and those of them that turn out incomplete:
  /// to be marked when the table is there.
  var openBlueprints: [String] = []
  var incompleteBlueprints: Set<String> = []
  /// How often the schema was touched; compared before and after to tell whether something did.
  var touches = 0
  /// PostgreSQL: a statement failed in this transaction, so all that follow fail too.
  var isAborted = false
  var runsInTransaction = false
  /// The transactions that the migration itself has begun, each with its savepoint.
  var transactions: [Int] = []
  /// Whether the migrator began one around it all.
  var isMigratedInTransaction = false
  var transactionLevel: Int { transactions.count + (isMigratedInTransaction ? 1 : 0) }
  var classes: [String: RuntimeClass?] = [:]
  var functions: [String: (PHPFunction, PHPFile)] = [:]
  /// Whether the functions that composer loads are among `functions` already.
  var hasLoadedFunctions = false
  var configuration: [String: PHPValue] = [:]
  var macros: [String: PHPClosure] = [:]
  /// `static $n` of functions, by the place where they are declared.
  var staticVariables: [String: PHPSlot] = [:]
  var reported: Set<Diagnostic> = []
  /// What a provider gave `loadMigrationsFrom`.
  var registeredPaths: [String] = []
  /// Where the statement being run stands.
  var here: SourceReference

  package static let fuelLimit = 1_500_000
  static let depthLimit = 450

  package init(
    world: any World,
    context: any LaravelContext,
    fuel: Int = Evaluator.fuelLimit
  ) {
    self.world = world
    self.context = context
    self.fuel = fuel
    here = SourceReference(file: "", line: 1, column: 1)
  }

  /// Says something about the migration, once.
  package func report(_ diagnostic: Diagnostic) {
    if speculation != nil { return }
    if reported.insert(diagnostic).inserted { world.report(diagnostic) }
  }

  package func report(
    _ code: DiagnosticCode,
    _ severity: Severity,
    _ message: String,
    tables: [String] = []
  ) {
    report(Diagnostic(code, severity, message, at: here, tables: tables))
  }

  /// A PHP exception to throw: `throw evaluator.exception("Error", "…")`.
  package func exception(_ className: String, _ message: String) -> PHPThrow {
    thrown = PHPObject(ExceptionObject(className: className, message: message))
    return .exception
  }

  /// Calls a closure with values, `$this` bound anew where one is given.
  package func invoke(
    _ closure: PHPClosure,
    _ arguments: [PHPValue],
    this: PHPValue? = nil
  ) throws(PHPThrow) -> PHPValue {
    let list = arguments.map { PHPArgument($0) }
    guard let this else { return try call(closure, list) }
    return try invokeBound(closure, list, this: this)
  }

  /// Evaluates an expression that stands outside functions: a constant, a default, an attribute.
  package func constantValue(
    _ expression: PHPExpression,
    in file: PHPFile,
    of declaration: PHPClass? = nil
  ) -> PHPValue {
    var scope: RuntimeClass?
    if let declaration {
      scope = runtimeClass(declaration.name) ?? makeClass(declaration, in: file)
    }
    return guarded { () throws(PHPThrow) in
      try self.evaluate(expression, Frame(file: file, scope: scope))
    }
  }

  /// What a file returns: `config/app.php`.
  package func returnValue(of file: PHPFile) -> PHPValue {
    guarded { () throws(PHPThrow) in try self.runFile(file) }
  }

  /// A value, unknown where evaluating it throws.
  private func guarded(_ body: () throws(PHPThrow) -> PHPValue) -> PHPValue {
    let place = here
    defer { here = place }
    do throws(PHPThrow) {
      return try body()
    } catch {
      thrown = nil
      return .unknown("a value whose code throws an exception")
    }
  }

  /// The prefix of table names on a connection.
  package func tablePrefix(_ connection: String?) -> String {
    if let knownPrefix, knownPrefix.connection == connection { return knownPrefix.prefix }
    let prefix = context.tablePrefix(connection: connection, self)
    knownPrefix = (connection, prefix)
    return prefix
  }

  /// The length of a `string()` that names none.
  var stringLength: Int {
    if let defaultStringLength { return defaultStringLength }
    if knownStringLength == nil { knownStringLength = .some(context.defaultStringLength(self)) }
    return knownStringLength.flatMap { $0 } ?? 255
  }

  /// `uuid`, `ulid`, or `int` for the key of a `morphs()`.
  var morphKeyType: String {
    if let defaultMorphKeyType { return defaultMorphKeyType }
    if knownMorphKeyType == nil { knownMorphKeyType = .some(context.defaultMorphKeyType(self)) }
    return knownMorphKeyType.flatMap { $0 } ?? "int"
  }

  /// The digits of a second that times have where their column names none.
  var timePrecision: PHPValue {
    if let defaultTimePrecision { return defaultTimePrecision }
    if let knownTimePrecision { return knownTimePrecision }
    let precision = context.defaultTimePrecision(self) ?? .int(0)
    knownTimePrecision = precision
    return precision
  }

  /// A key of the application's configuration, as `config()` gives it.
  package func config(_ key: String) -> PHPValue { configured(key) }

  /// Uses up one step; ends the migration where none is left.
  func burn() throws(PHPThrow) {
    fuel -= 1
    if fuel <= 0 { throw stop("runs for too long to be evaluated; its effects end here") }
  }

  /// Counts an object or closure of the migration's own.
  func countObject() throws(PHPThrow) {
    objectsLeft -= 1
    if objectsLeft <= 0 { throw stop("makes too many objects; its effects end here") }
  }

  func enter() throws(PHPThrow) {
    depth += 1
    if depth > Self.depthLimit {
      throw stop("calls itself too deeply to be evaluated; its effects end here")
    }
  }

  private func stop(_ what: String) -> PHPThrow {
    speculation = nil
    report(.phpLimits, .error, "this migration " + what)
    return .stopped
  }

  /// The class of that name; nil where its source is not in the project.
  func runtimeClass(_ name: PHPName) -> RuntimeClass? {
    if let known = classes[name.lower] { return known }
    classes[name.lower] = .some(nil)
    guard let found = context.declaration(of: name, self) else { return nil }
    let made = makeClass(found.declaration, in: found.file)
    classes[name.lower] = .some(made)
    return made
  }

  func makeClass(_ declaration: PHPClass, in file: PHPFile) -> RuntimeClass {
    let parent = declaration.parent.flatMap { runtimeClass($0) }
    let foreign = parent == nil ? declaration.parent : nil
    var traits: [RuntimeClass] = []
    var foreignTraits: [PHPName] = []
    for name in declaration.traits {
      if let trait = runtimeClass(name) { traits.append(trait) } else { foreignTraits.append(name) }
    }
    return RuntimeClass(
      declaration,
      in: file,
      parent: parent,
      foreignParent: foreign,
      traits: traits,
      foreignTraits: foreignTraits
    )
  }

  /// Makes the classes and functions of a file known by name.
  func declare(_ file: PHPFile) {
    for declaration in file.classes where classes[declaration.name.lower] == nil {
      classes[declaration.name.lower] = .some(nil)
      classes[declaration.name.lower] = .some(makeClass(declaration, in: file))
    }
    for function in file.functions { functions[function.name.lower] = (function, file) }
  }
}

extension DiagnosticCode {
  /// A condition around a change of the schema that cannot be decided.
  package static let phpUndecidedCondition = DiagnosticCode(500)
  /// A loop over unknown values that changes the schema.
  package static let phpUndecidedLoop = DiagnosticCode(501)
  /// A name of a table, column or file that cannot be computed.
  package static let phpUnknownName = DiagnosticCode(502)
  /// A Blueprint is given to code that is not there.
  package static let phpForeignCode = DiagnosticCode(503)
  package static let phpLimits = DiagnosticCode(504)
  /// The migration ends with an exception.
  package static let phpUncaught = DiagnosticCode(505)
  /// Decided as in a database without rows.
  package static let phpAssumedEmpty = DiagnosticCode(506)
  /// SQL that cannot be computed.
  package static let phpUnknownSQL = DiagnosticCode(507)
  /// A file that is not in the project or may not be read.
  package static let phpMissingFile = DiagnosticCode(508)
  /// No class with `up()`.
  package static let phpNoMigration = DiagnosticCode(509)
  /// `shouldRun()` says no, or the migration is for another connection.
  package static let phpNotRun = DiagnosticCode(510)
  /// A method that the framework does not have, or that is not known here.
  package static let phpUnknownMethod = DiagnosticCode(511)
}
