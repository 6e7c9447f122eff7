import Catalog
import Engine
import SourceText
import Testing

@testable import SQLParsing

/// Whole files through the parser, the evaluator and the fold: what stands in the schema then.
@Suite struct ScriptTests {
  @Test("A script leads to the schema a database would have", arguments: EvaluationCase.scripts)
  func leads(_ example: EvaluationCase) {
    #expect(ScriptTests.lines(example) == example.expected)
  }

  @Test("Broken scripts end", arguments: EvaluationCase.scripts)
  func ends(_ example: EvaluationCase) {
    let whole = Array(example.sql.utf8)
    let words = WordReader.words(whole, dialect: example.dialect).dropLast()
    var count = 0
    func run(_ bytes: some Collection<UInt8>) {
      var copy = example
      copy.sql = String(decoding: bytes, as: UTF8.self)
      _ = ScriptTests.lines(copy)
      count += 1
    }
    let step = EvaluationCase.mutationStep
    for end in stride(from: 0, to: whole.count, by: step) { run(whole[..<end]) }
    for (slot, word) in words.enumerated() where slot % step == 0 {
      run(whole[..<word.start] + whole[word.end...])
      run(whole[..<word.end] + [0x20] + whole[word.start...])
      guard slot + 1 < words.count else { continue }
      let next = words[slot + 1]
      run(
        whole[..<word.start] + whole[next.start..<next.end] + [0x20]
          + whole[word.start..<word.end] + whole[next.end...]
      )
    }
    #expect(count > (whole.count + 2 * words.count) / (step + 1))
  }

  /// The schema as short lines, then the numbers of diagnostics.
  static func lines(_ example: EvaluationCase) -> [String] {
    let evaluators = Evaluators(migration: { unit, world in
      let script = parseSQL(unit.file, ranges: unit.upRanges, dialect: world.dialect)
      evaluateSQL(script, of: unit.file, world: world)
    })
    let file = SourceFile(path: "1.sql", text: example.sql)
    let schema = schema(
      of: [MigrationUnit(file: file)],
      dialect: example.dialect,
      evaluators: evaluators
    )
    var lines = schema.tables.map { line($0, schema) }
    lines += schema.views.map { view in
      view.name.description + " AS " + view.columns.map(\.name).joined(separator: ", ")
    }
    lines += schema.enums.map { $0.name.name + ": " + $0.labels.joined(separator: " ") }
    lines += schema.domains.map { $0.name.name + " OVER " + $0.type.text }
    return lines
      + schema.diagnostics.map { $0.code.description + ":" + String($0.source?.position.line ?? 0) }
  }

  private static func line(_ table: Table, _ schema: Schema) -> String {
    var parts = table.columns.map { column in
      var text = column.name + " " + schema.typeName(of: column.type)
      if !column.isNullable { text += "!" }
      if column.isAutoIncrement { text += "+" }
      if let value = column.defaultValue { text += " =" + value.text }
      if column.generation != nil { text += " gen" }
      if let comment = column.comment { text += " '" + comment + "'" }
      return text
    }
    if let key = table.primaryKey { parts.append("pk " + key.columns.joined(separator: "+")) }
    for index in table.indexes {
      let columns = index.parts.map(\.text).joined(separator: "+")
      parts.append((index.isUnique ? "unique " : "index ") + index.name + " " + columns)
    }
    for key in table.foreignKeys {
      let target = schema.target(of: key)?.name.name ?? key.target.name.name
      parts.append("fk " + key.columns.joined(separator: "+") + ">" + target)
    }
    for check in table.checks { parts.append("check " + (check.name ?? "")) }
    let name =
      table.name.schema == schema.dialect.defaultSchema ? table.name.name : table.name.description
    return name + (table.isComplete ? "" : "?") + "(" + parts.joined(separator: ", ") + ")"
  }
}
