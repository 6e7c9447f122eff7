import Catalog
import Testing

@testable import SQLParsing

@Suite struct EvaluationTests {
  @Test(
    "Procedural code comes to the statements a database would run",
    arguments: EvaluationCase.all
  )
  func runs(_ example: EvaluationCase) {
    #expect(example.run() == example.expected)
  }

  @Test("Broken code ends, with whatever it comes to", arguments: EvaluationCase.all)
  func ends(_ example: EvaluationCase) {
    let whole = Array(example.sql.utf8)
    let words = WordReader.words(whole, dialect: example.dialect).dropLast()
    var count = 0
    func run(_ bytes: some Collection<UInt8>) {
      var copy = example
      copy.sql = String(decoding: bytes, as: UTF8.self)
      _ = copy.run(budget: 3_000)
      count += 1
    }
    for (slot, word) in words.enumerated() {
      run(whole[..<word.start] + whole[word.end...])
      run(whole[..<word.end] + [0x20] + whole[word.start...])
      if slot + 1 < words.count {
        let next = words[slot + 1]
        run(
          whole[..<word.start] + whole[next.start..<next.end] + [0x20]
            + whole[word.start..<word.end] + whole[next.end...]
        )
      }
    }
    // At every byte, inside of strings and dollar quotes too.
    for end in stride(from: 0, to: whole.count, by: EvaluationCase.mutationStep) {
      run(whole[..<end])
    }
    #expect(count > words.count)
  }

  @Test("Deep nesting ends")
  func nesting() {
    for (open, close) in [
      ("(", ")"), ("SELECT (", ")"), ("CASE WHEN ", " THEN 1 END"), ("NOT ", ""), ("- ", ""),
      ("ARRAY[", "]"), ("a(", ")"), ("EXISTS (SELECT ", ")"),
    ] {
      let deep =
        String(repeating: open, count: 5_000) + "1" + String(repeating: close, count: 5_000)
      for sql in [
        "DO $$ BEGIN IF " + deep + " THEN DROP TABLE a; END IF; END $$;;",
        "SELECT set_config('search_path', " + deep + ", false);;",
        "CREATE TABLE t AS SELECT " + deep + ";;",
      ] {
        let example = EvaluationCase(
          name: "deep",
          dialect: .postgres,
          have: [],
          sql: sql,
          expected: []
        )
        #expect(example.run().count < 5)
      }
    }
    let blocks = String(repeating: "BEGIN IF true THEN ", count: 3_000)
    for dialect in [Dialect.postgres, .mysql] {
      let example = EvaluationCase(
        name: "deep",
        dialect: dialect,
        have: [],
        sql: "DO $$ " + blocks + " $$;;" + blocks,
        expected: []
      )
      #expect(example.run().count < 5)
    }
  }

  @Test("Endless loops and calls end with a diagnostic")
  func limits() {
    for sql in [
      "DO $$ BEGIN LOOP NULL; END LOOP; END $$;;",
      "DO $$ DECLARE i int := 0; BEGIN WHILE i >= 0 LOOP i := i + 1; END LOOP; END $$;;",
      "CREATE FUNCTION f() RETURNS int AS $f$ BEGIN RETURN f(); END $f$ LANGUAGE plpgsql;;SELECT f();;",
    ] {
      let example = EvaluationCase(
        name: "endless",
        dialect: .postgres,
        have: [],
        sql: sql,
        expected: []
      )
      #expect(example.run().contains { $0.hasPrefix("MG0202") })
    }
  }

  @Test("What is read anew in a loop takes more of the steps, so that the loop ends as soon")
  func limitsOfReading() {
    let long = " /* " + String(repeating: "x", count: 1_000) + " */"
    for (statement, few, many) in [
      ("EXECUTE 'SELECT 1\(long)'", 200, 600),
      ("EXECUTE 'DROP TABLE IF EXISTS t\(long)'", 200, 600),
      ("DROP TABLE IF EXISTS t\(long)", 200, 600), ("SET \(long) i = i + 1", 1_000, 2_000),
    ] {
      func isStopped(_ count: Int) -> Bool {
        let isMariaDB = statement.hasPrefix("SET")
        let loop =
          isMariaDB
          ? "BEGIN NOT ATOMIC DECLARE i INT DEFAULT 0; WHILE i < \(count) DO \(statement);"
            + " END WHILE; END"
          : "DO $$ BEGIN FOR i IN 1..\(count) LOOP \(statement); END LOOP; END $$"
        let example = EvaluationCase(
          name: "long",
          dialect: isMariaDB ? .mariadb : .postgres,
          have: [],
          sql: loop,
          expected: []
        )
        return example.run().contains { $0.hasPrefix("MG0202") }
      }
      #expect(!isStopped(few), "\(statement)")
      #expect(isStopped(many), "\(statement)")
    }
  }

  @Test("The cases are found")
  func casesExist() { #expect(EvaluationCase.all.count > 20) }
}
