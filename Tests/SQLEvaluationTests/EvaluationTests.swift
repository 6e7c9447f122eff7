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

  @Test("The cases are found")
  func casesExist() { #expect(EvaluationCase.all.count > 20) }
}
