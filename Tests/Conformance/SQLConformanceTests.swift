import Catalog
import Engine
import Foundation
import Testing

@Suite("SQL migrations lead to the schema that real databases have")
struct SQLConformanceTests {
  @Test("The schema is the recorded one", arguments: CaseRun.all(.sql))
  func record(_ run: CaseRun) throws {
    let folder = run.folder
    let convention = folder.manifest["convention"].flatMap { Convention(rawValue: $0) }
    let evaluation = CaseEvaluation(
      root: folder.url,
      dialect: run.dialect,
      convention: convention
    )
    let schema = evaluation.schema()
    let record = try Data(contentsOf: folder.record(run.dialect))
    let expected = try SchemaLines(json: record, run.dialect)
    let found = try SchemaLines(schema).differences(to: expected)
    #expect(found == [])
    let incomplete = schema.tables.filter { !$0.isComplete }.map(\.name.description)
    #expect(incomplete == [])
  }

  @Test("Every case says what it is about, and why no database recorded it where none did")
  func manifests() {
    let cases = CaseFolder.all(.sql)
    #expect(!cases.isEmpty)
    for folder in cases {
      let isDescribed = folder.manifest["about"] != nil && !folder.dialects.isEmpty
      #expect(isDescribed, "\(folder.name)")
      let needsSource = folder.dialects.contains(.mysql)
      let citesNothing = folder.manifest["cites"] == nil
      #expect(!(needsSource && citesNothing), "\(folder.name)")
    }
  }
}
