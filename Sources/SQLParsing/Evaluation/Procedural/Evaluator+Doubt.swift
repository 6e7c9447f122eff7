import Catalog
import SourceText

/// What trying a branch out showed.
struct Trial {
  var flow: Flow
  var isRaised: Bool
  var touched: [QualifiedName]
  /// Operations were applied that name no table.
  var changedSchema: Bool
}

/// Branches whose condition cannot be decided: tried, taken back, and reported where they matter.
extension Evaluator {
  /// Runs branches on trial; unless one alone can have been taken, says what is in doubt.
  @discardableResult
  func inDoubt(
    _ branches: [[ProceduralStatement]],
    _ start: Int,
    _ activation: inout Activation,
    hasElse: Bool
  ) throws(Raised) -> [Trial] {
    let source = activation.code.reference(start)
    let frameCopy = frame?.copy()
    let variables = userVariables
    var after: [([[String: SQLValue]]?, [String: SQLValue])] = []
    var trials: [Trial] = []
    for branch in branches {
      let trial = try attempt(branch, &activation)
      trials.append(trial)
      if !trial.isRaised { after.append((frame?.copy(), userVariables)) }
      if let frameCopy { frame?.restore(frameCopy, doubting: false) }
      userVariables = variables
    }
    let survivors = trials.filter { !$0.isRaised }
    if survivors.count == 1, trials.count > 1 { return trials }
    if hasElse { after.append((frameCopy, variables)) }
    doubtVariables(after)
    settle(survivors, hasElse: hasElse, at: source)
    return trials
  }

  private func attempt(
    _ branch: [ProceduralStatement],
    _ activation: inout Activation
  ) throws(Raised) -> Trial {
    let mark = world.savepoint()
    let (touchedBefore, appliedBefore) = (touched, appliedCount)
    let (depthBefore, handlersBefore, hereBefore) = (depth, handlers, here)
    let openBefore = openHandlers
    touched = []
    appliedCount = 0
    speculation += 1
    openHandlers += 1
    var trial = Trial(flow: .next, isRaised: false, touched: [], changedSchema: false)
    var failure: Raised?
    do {
      trial.flow = try run(branch, &activation)
    } catch {
      if error.isLimit { failure = error }
      trial.isRaised = true
    }
    speculation -= 1
    world.rollback(to: mark)
    trial.touched = touched
    trial.changedSchema = appliedCount > 0
    touched = touchedBefore
    appliedCount = appliedBefore
    (depth, handlers, here, openHandlers) = (depthBefore, handlersBefore, hereBefore, openBefore)
    if let failure { throw failure }
    return trial
  }

  /// Variables that differ between the possible ends are unknown from here on.
  private func doubtVariables(_ ends: [([[String: SQLValue]]?, [String: SQLValue])]) {
    guard let first = ends.first else { return }
    if let copy = first.0 { frame?.restore(copy, doubting: false) }
    userVariables = first.1
    for end in ends.dropFirst() {
      if let copy = end.0 { frame?.restore(copy, doubting: true) }
      for (name, value) in end.1 where userVariables[name] != value {
        userVariables[name] = .unknown
      }
      for name in userVariables.keys where end.1[name] == nil { userVariables[name] = .unknown }
    }
  }

  private func settle(_ trials: [Trial], hasElse: Bool, at source: SourceReference) {
    let names = Set(trials.flatMap(\.touched)).sorted()
    guard !names.isEmpty || trials.contains(where: \.changedSchema) else { return }
    doubt(names, at: source, "whether these statements run cannot be decided from migrations")
  }

  /// Reports that tables may be other than they are read, and marks them.
  func doubt(_ names: [QualifiedName], at source: SourceReference, _ what: String) {
    if speculation > 0 {
      touched += names
      if names.isEmpty { appliedCount += 1 }
      return
    }
    let about = names.isEmpty ? "" : ": " + names.map(\.description).joined(separator: ", ")
    reportOnce(
      .undecidable,
      what + about + "; write the change as plain DDL, or correct the schema by hand",
      at: source,
      names
    )
    if !names.isEmpty {
      _ = world.apply(LocatedOperation(.markIncomplete(tables: names), at: source), isTry: true)
    }
  }
}

extension Evaluator {
  func reportOnce(
    _ code: DiagnosticCode,
    _ message: String,
    at source: SourceReference,
    _ names: [QualifiedName]
  ) {
    guard reported.insert(source).inserted else { return }
    world.report(
      Diagnostic(code, .warning, message, at: source, tables: names.map(\.description))
    )
  }
}

extension DiagnosticCode {
  /// A part of a statement that defines something is not understood.
  static let misunderstood = DiagnosticCode(100)
  /// A condition around DDL that depends on what migrations do not say.
  static let undecidable = DiagnosticCode(200)
  /// A text that is executed could not be worked out.
  static let unknownText = DiagnosticCode(201)
  /// Evaluation took too many steps or nested too deep.
  static let evaluationLimit = DiagnosticCode(202)
  /// The migration raises an error.
  static let raisedError = DiagnosticCode(203)
  /// The output columns of a query could not be worked out.
  static let unknownColumns = DiagnosticCode(204)
}
