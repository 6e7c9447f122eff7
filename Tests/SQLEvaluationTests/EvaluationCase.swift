import Catalog
import Foundation
import SourceText
import Testing

@testable import SQLParsing

/// One case of a file below `Cases`: a schema, statements, and what they must come to.
///
/// A file is a list of cases: `=== name | dialect`, then lines of `have` in the form
/// `table(column type, …) pk(column) unique name(column) fk name(column > table) check name(expr)`,
/// then `--- sql`, the statements, then `--- run`, what runs, a line each.
struct EvaluationCase: Sendable, CustomTestStringConvertible {
  var name: String
  var dialect: Dialect
  var have: [String]
  var sql: String
  var expected: [String]

  var testDescription: String { name }

  /// Every byte and token is cut, dropped, doubled and swapped in long runs, every eleventh in
  /// short ones.
  static let mutationStep =
    ProcessInfo.processInfo.environment["MODELGEND_TEST_LONG"] == nil ? 11 : 1

  static let all: [EvaluationCase] = cases(in: "Cases")
  /// Whole files and the schema they lead to.
  static let scripts: [EvaluationCase] = cases(in: "Scripts")

  private static func cases(in name: String) -> [EvaluationCase] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent(name)
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
      ?? []
    return files.sorted { $0.path < $1.path }.flatMap { file -> [EvaluationCase] in
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      return read(text, file.deletingPathExtension().lastPathComponent)
    }
  }

  private static func read(_ text: String, _ file: String) -> [EvaluationCase] {
    var cases: [EvaluationCase] = []
    var part = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("=== ") {
        let head = line.dropFirst(4).split(separator: "|").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        let dialect = head.count > 1 ? Dialect(rawValue: head[1]) : nil
        cases.append(
          EvaluationCase(
            name: file + ": " + (head.first ?? ""),
            dialect: dialect ?? .postgres,
            have: [],
            sql: "",
            expected: []
          )
        )
        part = 0
      } else if line == "--- sql" {
        part = 1
      } else if line == "--- run" {
        part = 2
      } else if !cases.isEmpty {
        switch part {
        case 0 where !line.isEmpty: cases[cases.count - 1].have.append(line)
        case 1: cases[cases.count - 1].sql += line + "\n"
        case 2 where !line.isEmpty: cases[cases.count - 1].expected.append(line)
        default: break
        }
      }
    }
    return cases
  }

  /// Runs the statements; what ran, then what was reported.
  func run(budget: Int = 4_000_000) -> [String] {
    let world = TestWorld(dialect)
    for line in have { world.add(table(line, world)) }
    let evaluator = Evaluator(world: world, isTry: false, at: TestWorld.source) {
      code,
      range,
      dialect in
      SQLScript.Definition(
        operations: [EvaluationCase.operation(code, range, dialect).operation])
    }
    evaluator.budget = budget
    let code = CodeText(Array(sql.utf8), file: "0001.sql")
    for range in EvaluationCase.ranges(code.bytes, dialect) { evaluator.runTop(code, range) }
    return world.state.log + world.diagnostics.map { $0.code.description + position($0) }
  }

  private func position(_ diagnostic: Diagnostic) -> String {
    diagnostic.source.map { ":" + String($0.position.line) } ?? ""
  }

  /// Statements end at a line that ends with `;;`, so that blocks need no parser here.
  private static func ranges(_ bytes: [UInt8], _ dialect: Dialect) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var position = 0
    while position + 1 < bytes.count {
      if bytes[position] == 0x3B, bytes[position + 1] == 0x3B {
        ranges.append(start..<position)
        start = position + 2
        position += 1
      }
      position += 1
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    return ranges
  }

  private static func operation(
    _ code: CodeText,
    _ range: Range<Int>,
    _ dialect: Dialect
  ) -> LocatedOperation {
    var reader = QueryReader(code.bytes, in: range, dialect: dialect)
    let source = code.reference(reader.word().start)
    let text = String(decoding: code.bytes[range], as: UTF8.self)
    if let routine = routine(&reader, code, dialect, source) {
      return LocatedOperation(.createRoutine(routine), at: source)
    }
    if text.uppercased().contains(" AS SELECT"), reader.take("create", "table"),
      let name = reader.qualifiedName()
    {
      return LocatedOperation(.createTable(TableDefinition(name: name)), at: source)
    }
    if reader.take("alter", "table"), let name = reader.qualifiedName() {
      return LocatedOperation(
        .alterTable(AlterTable(name: name, actions: [.unknown(text)])),
        at: source
      )
    }
    return LocatedOperation(
      .comment(CommentStatement(kind: .schema, name: QualifiedName(text), text: nil)),
      at: source
    )
  }

  private static func routine(
    _ reader: inout QueryReader,
    _ code: CodeText,
    _ dialect: Dialect,
    _ source: SourceReference
  ) -> RoutineDefinition? {
    guard reader.at("create"), reader.at("function", 1) || reader.at("procedure", 1) else {
      return nil
    }
    let isProcedure = reader.at("procedure", 1)
    reader.index += 2
    guard let name = reader.qualifiedName() else { return nil }
    var parameters: [RoutineParameter] = []
    reader.take("(")
    while !reader.isAtEnd, !reader.take(")") {
      let start = reader.index
      let isOutput = reader.take("out") || reader.take("inout")
      reader.take("in")
      let parameter = reader.identifier()
      parameters.append(
        RoutineParameter(name: parameter, type: reader.typeName(), isOutput: isOutput)
      )
      reader.take(",")
      if reader.index == start { reader.index += 1 }
    }
    var body = ""
    var language = Routine.Language.compound
    var bodySource = source
    if dialect == .postgres {
      while !reader.isAtEnd {
        if reader.word().kind == .string {
          body = reader.text()
          bodySource = code.reference(reader.word().contentStart)
        }
        if reader.take("language") { language = reader.at("sql") ? .sql : .plpgsql }
        reader.index += 1
      }
    } else {
      while !reader.isAtEnd, !reader.at("begin") { reader.index += 1 }
      body = String(decoding: code.bytes[reader.word().start...], as: UTF8.self)
      if let end = body.range(of: ";;") { body = String(body[..<end.lowerBound]) }
      bodySource = code.reference(reader.word().start)
    }
    var routine = RoutineDefinition(
      name: name,
      isProcedure: isProcedure,
      language: language,
      body: SQLText(body),
      bodySource: bodySource
    )
    routine.parameters = parameters
    return routine
  }

  private func table(_ line: String, _ world: TestWorld) -> Table {
    var reader = QueryReader(Array(line.utf8), dialect: dialect)
    let name = world.full(reader.qualifiedName() ?? QualifiedName("?"))
    var table = Table(id: world.newID(), name: name, source: TestWorld.source)
    reader.take("(")
    while !reader.isAtEnd, !reader.take(")") {
      let column = reader.identifier() ?? ""
      let type = reader.typeName()
      let isRequired = reader.take("not", "null")
      table.columns.append(
        Column(name: column, type: ColumnType(type.spelling), isNullable: !isRequired)
      )
      reader.take(",")
    }
    while !reader.isAtEnd {
      let kind = reader.identifier() ?? ""
      let label = reader.at("(") ? nil : reader.identifier()
      reader.take("(")
      let first = reader.identifier() ?? ""
      switch kind {
      case "pk":
        table.primaryKey = PrimaryKey(name: name.name + "_pkey", columns: [first])
      case "unique", "index":
        table.indexes.append(
          Index(
            name: label ?? "",
            isUnique: kind == "unique",
            isConstraint: kind == "unique",
            parts: [IndexPart(first)]
          )
        )
      case "fk":
        reader.take(">")
        let parent = world.full(QualifiedName(reader.identifier() ?? ""))
        world.state.tables[parent]?.referencedBy.append(table.id)
        table.foreignKeys.append(
          ForeignKey(
            name: label,
            columns: [first],
            target: ForeignTarget(
              table: world.state.tables[parent]?.id,
              name: parent,
              columns: ["id"]
            )
          )
        )
      default: table.checks.append(CheckConstraint(name: label, expression: SQLText(first)))
      }
      reader.skipTo(")")
      reader.take(")")
      if reader.word().kind == .symbol { reader.index += 1 }
    }
    return table
  }
}
