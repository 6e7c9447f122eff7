import Catalog
import SourceText

/// The statements of a migration, one after the other.
extension Evaluator {
  /// Runs one statement of a migration; what it raises and nothing caught is reported.
  ///
  /// A statement is all or nothing, as in the database; the history goes on with the next.
  func runTop(_ code: CodeText, _ range: Range<Int>) {
    top { () throws(Raised) in try runFragment(code, range) }
  }

  /// One statement that defines something, read before.
  func runTop(_ definition: SQLScript.Definition, _ code: CodeText, _ range: Range<Int>) {
    do {
      try define(definition, code, range)
    } catch {
      reset(to: error, world.savepoint())
    }
  }

  private func top(_ body: () throws(Raised) -> Void) {
    let mark = world.savepoint()
    fuel = min(400_000, budget)
    let before = fuel
    do {
      try body()
    } catch {
      reset(to: error, mark)
    }
    budget -= max(0, before - fuel)
  }

  private func reset(to error: Raised, _ mark: Int) {
    depth = 0
    callDepth = 0
    speculation = 0
    openHandlers = 0
    handlers = []
    frame = nil
    if firstFailure == nil {
      firstFailure = OperationFailure(error.kind ?? .other, error.message, object: "")
    }
    if error.isLimit {
      report(
        Diagnostic(
          .evaluationLimit,
          .error,
          "evaluation was stopped: it takes too many steps or nests too deep; what follows in this "
            + "statement is not in the schema",
          at: error.source
        )
      )
      return
    }
    world.rollback(to: mark)
    guard !isTry else { return }
    report(
      Diagnostic(
        .raisedError,
        .error,
        "the database would stop here: " + error.message
          + "; the statement is left out, correct it or its order",
        at: error.source
      )
    )
  }
}
