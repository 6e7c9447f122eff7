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
      // Inserted data can be megabytes long: the first words tell what a long statement is.
      let isShort = statement.count < 4_000
      let reader = QueryReader(
        code.bytes,
        in: statement,
        dialect: dialect,
        limit: isShort ? Int.max : 3
      )
      switch StatementKind(reader, dialect: dialect) {
      case .nothing: continue
      case .run: script.statements.append(SQLScript.Statement(range: statement))
      case .define:
        let read =
          isShort
          ? DefinitionReader.operations(code, reader)
          : DefinitionReader.operations(code, statement, dialect)
        guard !read.operations.isEmpty || read.misunderstood != nil else { continue }
        script.statements.append(
          SQLScript.Statement(
            range: statement,
            definition: SQLScript.Definition(
              operations: read.operations,
              misunderstood: read.misunderstood
            )
          )
        )
      }
    }
  }
  return script
}

/// What is done with a statement, by its first words.
enum StatementKind {
  case nothing, run, define

  init(_ reader: QueryReader, dialect: Dialect) {
    switch reader.word().key {
    case "create", "alter", "rename": self = .define
    case "drop": self = reader.at("prepare", 1) ? .nothing : .define
    case "comment": self = dialect == .postgres ? .define : .nothing
    case "do": self = dialect == .postgres ? .run : .nothing
    case "begin" where dialect.isMySQLFamily: self = reader.at("not", 1) ? .run : .nothing
    case "begin", "start", "commit", "end", "rollback", "abort":
      // Where DDL belongs to transactions, what is rolled back never was.
      self = dialect.isMySQLFamily ? .nothing : .run
    case "call", "select", "with", "values", "(", "table", "set", "use", "prepare", "execute",
      "pragma", "insert", "replace", "if", "case", "while", "loop", "repeat", "declare":
      self = .run
    default: self = .nothing
    }
  }
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
      let read = DefinitionReader.operations(code, range, dialect)
      return SQLScript.Definition(operations: read.operations, misunderstood: read.misunderstood)
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
