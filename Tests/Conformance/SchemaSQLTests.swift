import Catalog
import Engine
import Foundation
import Rendering
import SourceText
import Testing

@Suite("The schema as SQL")
struct SchemaSQLTests {
  private func comparable(_ schema: Schema) throws -> SchemaLines {
    let plain = Schema(
      dialect: schema.dialect,
      tables: schema.tables,
      views: schema.views,
      enums: schema.enums,
      domains: schema.domains,
      opaqueTypes: schema.opaqueTypes
    )
    return try SchemaLines(json: Data(schemaJSON(plain)), schema.dialect)
  }

  @Test("Loaded into an empty database it is the same schema", arguments: CaseRun.all(.sql))
  func roundTrip(_ run: CaseRun) throws {
    let folder = run.folder
    let convention = folder.manifest["convention"].flatMap { Convention(rawValue: $0) }
    let evaluation = CaseEvaluation(
      root: folder.url,
      dialect: run.dialect,
      convention: convention
    )
    let schema = evaluation.schema()
    let script = schemaScript(schema)
    let again = CaseEvaluation.schema(of: Data(script), run.dialect)
    let problems = again.diagnostics.filter { $0.severity != .note }.map(\.message)
    #expect(problems == [])
    // A `*` that stands for other columns by now leaves a view without a query.
    let comments = String(decoding: script, as: UTF8.self)
    var expected = schema
    expected.views.removeAll { comments.contains("view \($0.name.name): its query is not known") }
    let isStarred = folder.name == "pg-views" && run.dialect == .postgres
    #expect(schema.views.count - expected.views.count == (isStarred ? 2 : 0))
    let found = try comparable(again).differences(to: comparable(expected))
    #expect(found == [])
  }
}
