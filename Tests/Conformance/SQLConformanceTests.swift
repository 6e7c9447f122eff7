import Catalog
import Testing

@Suite("SQL migrations lead to the schema that real databases have")
struct SQLConformanceTests {
  @Test("The schema is the recorded one", arguments: CaseRun.all(.sql))
  func record(_ run: CaseRun) throws {
    let found = try run.differences()
    #expect(found == [])
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
