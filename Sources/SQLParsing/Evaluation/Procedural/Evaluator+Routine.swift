import Catalog
import SourceText

/// Calls of stored functions and procedures.
extension Evaluator {
  private static let deepestCall = 24

  /// Runs a routine with values for its input parameters; gives what it returns.
  func run(
    _ routine: Routine,
    _ arguments: [SQLValue],
    names: [String?] = []
  ) throws(Raised) -> SQLValue {
    guard !routine.returnsTrigger else { return .unknown }
    guard callDepth < Self.deepestCall, step() else { throw limit(at: here) }
    let (savedFrame, savedHere, savedHandlers) = (frame, here, handlers)
    let savedCursors = declaredCursors
    callDepth += 1
    handlers = []
    let scope = Frame(outer: nil, label: folded(routine.name.name))
    scope.positional = arguments
    frame = nil
    defer {
      callDepth -= 1
      (frame, here, handlers) = (savedFrame, savedHere, savedHandlers)
      declaredCursors = savedCursors
    }
    try bind(routine, arguments, names, scope)
    frame = scope
    let code = CodeText(
      Array(routine.body.text.utf8),
      file: routine.source.file,
      from: routine.source.position,
      offset: nil
    )
    switch routine.language {
    case .plpgsql, .compound: return try runBody(routine, code, scope)
    case .sql: return try runQueries(code)
    case .other: return .unknown
    }
  }

  private func bind(
    _ routine: Routine,
    _ arguments: [SQLValue],
    _ names: [String?],
    _ scope: Frame
  ) throws(Raised) {
    var slot = 0
    for parameter in routine.parameters {
      var value = SQLValue.null
      let name = parameter.name.map(folded)
      if let name, let given = names.firstIndex(where: { $0.map(folded) == name }),
        given < arguments.count
      {
        value = arguments[given]
      } else if parameter.isOutput && !(dialect.isMySQLFamily || routine.isProcedure) {
        value = .null
      } else if slot < arguments.count, slot >= names.count || names[slot] == nil {
        value = arguments[slot]
        slot += 1
      } else if let initial = parameter.defaultValue {
        var reader = QueryReader(Array(initial.text.utf8), dialect: dialect)
        value = try self.value(reader.expression(), nil)
        if let type = parameter.type { value = try cast(value, to: type) }
      }
      if let name { scope.variables[name] = value }
      if slot > scope.positional.count { continue }
    }
    // Defaults count as positions too.
    if scope.positional.count < routine.parameters.count {
      for parameter in routine.parameters.dropFirst(scope.positional.count)
      where !parameter.isOutput {
        scope.positional.append(parameter.name.flatMap { scope.variables[folded($0)] } ?? .null)
      }
    }
  }

  private func runBody(
    _ routine: Routine,
    _ code: CodeText,
    _ scope: Frame
  ) throws(Raised)
    -> SQLValue
  {
    let statements: [ProceduralStatement]
    if let known = readCode[routine.body.text] {
      statements = known
    } else {
      statements = ProceduralReader.block(code, dialect: dialect)
      readCode[routine.body.text] = statements
    }
    var activation = Activation(code: code)
    let flow = try run(statements, &activation)
    if let rows = activation.returned {
      return activation.isReturnedOpen ? .unknown : .rows(rows)
    }
    if case .returned(let value) = flow, !value.isNull || !routine.hasOutput { return value }
    if flow == .doubtful { return .unknown }
    return outputs(routine, scope)
  }

  private func outputs(_ routine: Routine, _ scope: Frame) -> SQLValue {
    let names = routine.parameters.filter(\.isOutput).compactMap { $0.name.map(folded) }
    let values = names.map { scope.variables[$0] ?? .null }
    guard names.count != 1 else { return values[0] }
    return names.isEmpty ? .null : .record(SQLRecord(names: names, values: values))
  }

  /// A SQL function: its statements in order; the last query's first value is the result.
  private func runQueries(_ code: CodeText) throws(Raised) -> SQLValue {
    var result = SQLValue.null
    for range in StatementRanges.ranges(code.bytes, dialect: dialect) {
      guard step() else { throw limit(at: here) }
      var reader = QueryReader(code.bytes, in: range, dialect: dialect)
      reader.take("return")
      if reader.startsQuery {
        let rows = try relation(reader.query(), nil)
        if rows.rows.count != 1, !rows.isOpen, rows.rows.allSatisfy(\.isCertain) {
          let isSingle = rows.columns.count == 1
          result = .rows(
            rows.rows.map { isSingle ? $0.values.first ?? .null : .record(rows.record($0)) }
          )
        } else {
          result = rows.scalar
        }
      } else {
        _ = try runFragment(code, range)
        result = .null
      }
    }
    return result
  }

  /// `CALL name(arguments)`; values of output parameters go back to MySQL's variables.
  func callProcedure(_ reader: inout QueryReader) throws(Raised) {
    guard let name = reader.qualifiedName() else { return }
    var arguments: [Expression] = []
    var names: [String?] = []
    if reader.at("("), case .call(let call) = reader.call(name) {
      arguments = call.arguments
      names = call.argumentNames
    }
    guard let routine = world.routine(name) else {
      if openHandlers > 0 {
        throw Raised(
          failure: OperationFailure(
            .undefinedFunction,
            "procedure " + name.description + " does not exist",
            object: name.description
          ),
          at: here
        )
      }
      return
    }
    let scope = frame
    let values = try self.values(arguments, nil)
    let result = try run(routine, values, names: names)
    guard dialect.isMySQLFamily else { return }
    frame = scope
    let outputs = zip(routine.parameters, arguments).filter { $0.0.isOutput }
    for (parameter, argument) in outputs {
      var value = result
      if case .record(let record) = result {
        value = record.value(folded(parameter.name ?? "")) ?? .unknown
      }
      try assign(argument, value)
    }
  }
}

extension Routine {
  fileprivate var hasOutput: Bool { parameters.contains(where: \.isOutput) }
}

/// Where the statements of a text begin and end, by semicolons outside of everything.
enum StatementRanges {
  static func ranges(_ bytes: [UInt8], dialect: Dialect) -> [Range<Int>] {
    let words = WordReader.words(bytes, dialect: dialect)
    var ranges: [Range<Int>] = []
    var start: Int?
    var end = 0
    var open = 0
    for word in words {
      if word.kind == .symbol, word.key == "(" { open += 1 }
      if word.kind == .symbol, word.key == ")" { open -= 1 }
      let isEnd = word.kind == .end || (word.kind == .symbol && word.key == ";" && open <= 0)
      if isEnd {
        if let start { ranges.append(start..<end) }
        start = nil
      } else {
        if start == nil { start = word.start }
        end = word.end
      }
    }
    return ranges
  }
}
