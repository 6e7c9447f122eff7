import Catalog
import Foundation
import Rendering
import Testing

@Suite("Laravel migrations lead to the schema that the framework makes")
struct LaravelConformanceTests {
  @Test("The schema is the recorded one", arguments: CaseRun.all(.laravel))
  func record(_ run: CaseRun) throws {
    let found = try run.differences()
    #expect(found == [])
  }

  @Test("The statements that the framework ran lead to it too", arguments: CaseRun.all(.laravel))
  func parity(_ run: CaseRun) throws {
    let statements = try Data(contentsOf: #require(run.statements))
    let schema = CaseEvaluation.schema(of: statements, run.dialect)
    let record = try Data(contentsOf: #require(run.record))
    let without = Set(run.unlisted)
    let found = try SchemaLines(json: Data(schemaJSON(schema)), run.dialect, without: without)
      .differences(to: SchemaLines(json: record, run.dialect))
    #expect(found == [])
  }

  @Test("Every case says what it is about, and cites its source where Debian has no such major")
  func manifests() {
    for folder in CaseFolder.all(.laravel) {
      let isDescribed = folder.manifest["about"] != nil && !folder.dialects.isEmpty
      #expect(isDescribed, "\(folder.name)")
      let isRecorded = folder.majors == [8]
      let cites = folder.manifest["cites"] != nil
      #expect(isRecorded || cites, "\(folder.name)")
    }
  }
}
