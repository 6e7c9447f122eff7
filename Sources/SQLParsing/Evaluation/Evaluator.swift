import Catalog
import SourceText

/// A condition that a statement ended with: a failed operation, `RAISE EXCEPTION`, `SIGNAL`.
///
/// The only thing thrown here, and it never leaves the evaluator: handlers catch it as a database's
/// would, and what none catches becomes a diagnostic.
struct Raised: Error, Sendable {
  /// `duplicate_table`, or a five-character SQLSTATE in upper case where it has no name.
  var condition: String
  var state: String
  /// MySQL's error number; 0 for none.
  var number = 0
  var message: String
  var source: SourceReference
  /// The fold has reported it already.
  var isReported = false
  /// Evaluation was stopped by a limit: no handler catches that.
  var isLimit = false
  /// Set where a failed operation raised it.
  var kind: OperationFailure.Kind?

  init(
    condition: String,
    state: String,
    number: Int = 0,
    message: String,
    source: SourceReference,
    isLimit: Bool = false
  ) {
    self.condition = condition
    self.state = state
    self.number = number
    self.message = message
    self.source = source
    self.isLimit = isLimit
  }
}

/// The evaluation of one migration: what its statements share.
///
/// A class because procedural code is state: variables, open handlers, the fuel that is left.
/// It lives for one call of `evaluateSQL` and never leaves it.
final class Evaluator {
  let world: any World
  let dialect: Dialect
  /// Steps left before evaluation stops with a diagnostic; a step is a statement or a row.
  var fuel = 400_000
  /// Steps left for the whole migration.
  var budget = 4_000_000
  /// How deep statements, calls and expressions are nested now.
  var depth = 0
  static let deepest = 240
  /// The variables of the innermost block; nil outside of procedural code.
  var frame: Frame?
  /// MySQL's `@name`, for the whole migration.
  var userVariables: [String: SQLValue] = [:]
  /// MySQL's prepared statements: their text and where it was prepared.
  var prepared: [String: SQLValue] = [:]
  /// Handlers around the statement that runs now; failures are theirs to see first.
  var openHandlers = 0
  /// MySQL's handlers of the blocks that run now, outermost first.
  var handlers: [[ProceduralBlock.Handler]] = []
  var cursors: [String: Cursor] = [:]
  var declaredCursors: [String: QueryTree] = [:]
  /// Routines that run now, so that their nesting is bounded.
  var callDepth = 0
  /// Trees of code that ran, by its text: loops and repeated calls read it once.
  var readCode: [String: [ProceduralStatement]] = [:]
  /// Greater than 0 while a branch is only tried out: nothing is reported.
  var speculation = 0
  /// What operations touched while a branch is tried out.
  var touched: [QualifiedName] = []
  /// Operations on trial that change the schema and name no table.
  var appliedCount = 0
  /// Where something was said already: a function that is called often says it once.
  var reported: Set<SourceReference> = []
  /// The statements that put rows into a table, by the name they use; read when it is asked for.
  var insertions: [QualifiedName: [(code: CodeText, range: Range<Int>)]] = [:]
  /// The mark at which the open transaction began.
  var transaction: Int?
  /// The first failure, for whoever asked for the evaluation.
  var firstFailure: OperationFailure?
  /// The failure of every statement is caught by whoever asked for the evaluation.
  let isTry: Bool
  /// Where the statement that runs now was written.
  var here: SourceReference
  /// `FOUND` and `ROW_COUNT` of the last statement.
  var isFound: SQLValue = .boolean(false)
  var rowCount: SQLValue = .integer(0)

  /// Reads the operations of one statement that defines something.
  let parse: StatementReader

  typealias StatementReader = (CodeText, Range<Int>, Dialect) -> SQLScript.Definition

  init(
    world: any World,
    isTry: Bool,
    at source: SourceReference,
    parse: @escaping StatementReader
  ) {
    here = source
    self.parse = parse
    self.world = world
    self.dialect = world.dialect
    self.isTry = isTry
  }

  var foldsCase: Bool { dialect.isMySQLFamily }

  /// The name as variables and columns of rows are looked up by.
  func folded(_ name: String) -> String {
    dialect == .postgres ? name : name.lowercased()
  }

  func report(_ diagnostic: Diagnostic) {
    if speculation == 0 { world.report(diagnostic) }
  }

  /// Takes one step of fuel; false when there is none left.
  func step() -> Bool {
    fuel -= 1
    return fuel > 0
  }

  /// Takes what it costs to read a text, in steps: twenty and one a byte, as measured.
  ///
  /// What is read anew each time it runs takes that much longer than a statement that was read
  /// before. One text alone, however long, never takes all steps.
  func stepsOfReading(_ bytes: Int) -> Bool {
    fuel -= 20 + min(bytes, 100_000)
    return fuel > 0
  }

  /// The same for a statement that is not read to its end, or is one expression: `SET`, `INSERT`.
  func stepsOfSkimming(_ bytes: Int) -> Bool {
    fuel -= 10 + min(bytes / 4, 100_000)
    return fuel > 0
  }

  func limit(at source: SourceReference) -> Raised {
    Raised(
      condition: "limit",
      state: "54000",
      message: "evaluation limit",
      source: source,
      isLimit: true
    )
  }
}

/// The variables of one block, in front of those around it.
final class Frame {
  var variables: [String: SQLValue] = [:]
  /// `$1`, `$2` of a routine, `USING` of `EXECUTE`.
  var positional: [SQLValue] = []
  let outer: Frame?
  /// The label of the block or the name of the routine, for `label.variable`.
  let label: String?

  init(outer: Frame?, label: String? = nil) {
    self.outer = outer
    self.label = label
  }

  func value(_ name: String) -> SQLValue? {
    var frame: Frame? = self
    while let current = frame {
      if let value = current.variables[name] { return value }
      frame = current.outer
    }
    return nil
  }

  /// Sets the nearest variable of that name; false where there is none.
  func set(_ name: String, _ value: SQLValue) -> Bool {
    var frame: Frame? = self
    while let current = frame {
      if current.variables[name] != nil {
        current.variables[name] = value
        return true
      }
      frame = current.outer
    }
    return false
  }

  func labelled(_ label: String) -> Frame? {
    var frame: Frame? = self
    while let current = frame {
      if current.label == label { return current }
      frame = current.outer
    }
    return nil
  }

  /// Every variable from here outwards, for trying a branch and taking it back.
  func copy() -> [[String: SQLValue]] {
    var all: [[String: SQLValue]] = []
    var frame: Frame? = self
    while let current = frame {
      all.append(current.variables)
      frame = current.outer
    }
    return all
  }

  /// Takes the variables back to a copy; those that differ become unknown if asked.
  func restore(_ copy: [[String: SQLValue]], doubting: Bool) {
    var frame: Frame? = self
    var slot = 0
    while let current = frame, slot < copy.count {
      if doubting {
        for (name, value) in copy[slot] where current.variables[name] != value {
          current.variables[name] = .unknown
        }
      } else {
        current.variables = copy[slot]
      }
      slot += 1
      frame = current.outer
    }
  }
}
