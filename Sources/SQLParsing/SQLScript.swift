package import Catalog
package import SourceText

/// A file of SQL as its bytes alone say it: its statements, those that define something read.
///
/// Depends on nothing but bytes, ranges and dialect, so it can be kept by content.
package struct SQLScript: Sendable {
  /// One statement that may matter; those that never change a schema are left out.
  struct Statement: Sendable {
    /// Its bytes, without the semicolon.
    var range: Range<Int>
    /// Nil where it is run: queries, blocks, calls, settings.
    var definition: Definition?
  }

  struct Definition: Sendable {
    var operations: [SchemaOperation]
    var misunderstood: String?
    /// Set where the database would not read the statement; the operations only mark tables then.
    var fault: SyntaxFault?

    var isEmpty: Bool { operations.isEmpty && misunderstood == nil && fault == nil }
  }

  var statements: [Statement] = []

  package init() {}

  package var isEmpty: Bool { statements.isEmpty }
}

/// Reads a file; `ranges` are the parts that lead up, nil for all of it.
package func parseSQL(
  _ file: SourceFile,
  ranges: [Range<Int>]? = nil,
  dialect: Dialect
) -> SQLScript {
  let code = CodeText(file.bytes, file: file.path)
  return parseSQL(code, ranges: ranges ?? [0..<file.bytes.count], dialect: dialect)
}

func parseSQL(_ code: CodeText, ranges: [Range<Int>], dialect: Dialect) -> SQLScript {
  var script = SQLScript()
  for range in ranges {
    for statement in ScriptReader.statements(code.bytes, in: range, dialect: dialect) {
      append(statement, of: code, dialect, to: &script)
    }
  }
  return script
}

private func append(
  _ statement: ScriptReader.Statement,
  of code: CodeText,
  _ dialect: Dialect,
  to script: inout SQLScript
) {
  let range = statement.range
  // Inserted data can be megabytes long: the first words tell what a long statement is.
  let isShort = range.count < 4_000
  let reader = QueryReader(code.bytes, in: range, dialect: dialect, limit: isShort ? Int.max : 3)
  if let fault = statement.fault, let definition = broken(fault, code, range, dialect) {
    script.statements.append(SQLScript.Statement(range: range, definition: definition))
    return
  }
  switch StatementKind(reader, dialect: dialect) {
  case .nothing: return
  case .run: script.statements.append(SQLScript.Statement(range: range))
  case .define:
    let read =
      isShort
      ? DefinitionReader.operations(code, reader)
      : DefinitionReader.operations(code, range, dialect)
    let definition = read.definition
    guard !definition.isEmpty else { return }
    script.statements.append(SQLScript.Statement(range: range, definition: definition))
  case .unknown:
    let word = reader.word()
    let fault = SyntaxFault(
      .unknownStatement,
      word.start,
      "no statement of \(dialect.displayName) begins with \(reader.text(of: word).prefix(40)); "
        + "correct the spelling or end the statement before it with a semicolon"
    )
    guard let definition = broken(fault, code, range, dialect) else { return }
    script.statements.append(SQLScript.Statement(range: range, definition: definition))
  }
}

/// A statement that the database would not read: what it defines is in doubt.
///
/// Nil where a tool fills parts of it in before the database sees it.
private func broken(
  _ fault: SyntaxFault,
  _ code: CodeText,
  _ range: Range<Int>,
  _ dialect: Dialect
) -> SQLScript.Definition? {
  let reader = QueryReader(code.bytes, in: range, dialect: dialect)
  guard !reader.hasPlaceholder else { return nil }
  var names = reader.definedNames()
  if fault.kind == .unclosed {
    // Behind the quote stand statements, not text.
    let rest = (fault.offset + 1)..<max(fault.offset + 1, range.upperBound)
    names += QueryReader(code.bytes, in: rest, dialect: dialect).definedNames(isStatement: false)
  }
  return SQLScript.Definition(operations: [.markIncomplete(tables: names)], fault: fault)
}

/// Evaluates a file against a world, statement by statement; gives the first failure, if any.
@discardableResult
package func evaluateSQL(
  _ script: SQLScript,
  of file: SourceFile,
  world: any World,
  isTry: Bool = false
) -> OperationOutcome {
  guard !script.statements.isEmpty else { return .applied }
  let code = CodeText(file.bytes, file: file.path)
  return evaluate(script, code, world, isTry)
}

/// Evaluates SQL that another language's migration runs, all of it at one place.
package func evaluateSQL(
  _ text: String,
  at source: SourceReference,
  world: any World,
  isTry: Bool
) -> OperationOutcome {
  let code = CodeText(text, builtAt: source)
  let script = parseSQL(code, ranges: [0..<code.bytes.count], dialect: world.dialect)
  return evaluate(script, code, world, isTry)
}

private func evaluate(
  _ script: SQLScript,
  _ code: CodeText,
  _ world: any World,
  _ isTry: Bool
) -> OperationOutcome {
  let evaluator = Evaluator(
    world: world,
    isTry: isTry,
    at: code.reference(script.statements.first?.range.lowerBound ?? 0),
    parse: { code, range, dialect in
      DefinitionReader.operations(code, range, dialect).definition
    }
  )
  for statement in script.statements {
    if let definition = statement.definition {
      evaluator.runTop(definition, code, statement.range)
    } else {
      evaluator.runTop(code, statement.range)
    }
    if isTry, evaluator.firstFailure != nil { break }
  }
  return evaluator.firstFailure.map { .failed($0) } ?? .applied
}
