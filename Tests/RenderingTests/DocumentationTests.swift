import Catalog
import Rendering
import Testing

@Suite("Documents of a schema")
struct DocumentationTests {
  private func page(_ name: String, of schema: Schema) -> String {
    let files = renderDocumentation(schema, options: DocumentationOptions(), hash: testHash)
    let file = files.first { $0.path == "docs/schema/" + name }
    return String(decoding: file?.bytes ?? [], as: UTF8.self)
  }

  @Test("A column links to the line that added it") func links() {
    let text = page("tables/posts.md", of: SampleSchemas.blog)
    #expect(text.contains("(../../../database/migrations/create.php#L3)"))
    #expect(text.contains("[users](users.md)"))
    #expect(text.contains("Shown \\*/ in the list"))
  }

  @Test("Relations are shown both ways") func bothWays() {
    let users = page("tables/users.md", of: SampleSchemas.blog)
    #expect(users.contains("## Referenced by"))
    #expect(users.contains("[posts](posts.md)"))
    #expect(users.contains("users ||--o{ posts"))
    #expect(users.contains("users ||--o| profiles"))
  }

  @Test("Every row of a table has the same cells, whatever names and comments hold")
  func rows() {
    let files = renderDocumentation(
      SampleSchemas.hostile,
      options: DocumentationOptions(),
      hash: testHash
    )
    #expect(files.count == SampleSchemas.hostile.tables.count + 2)
    for file in files {
      var cells = 0
      for line in String(decoding: file.bytes, as: UTF8.self).split(separator: "\n") {
        guard line.hasPrefix("|") else {
          cells = 0
          continue
        }
        var count = 0
        var previous: Character?
        for character in line {
          if character == "|", previous != "\\" { count += 1 }
          previous = character
        }
        if cells == 0 { cells = count }
        #expect(count == cells, "\(file.path): \(line)")
      }
    }
  }

  @Test("A table with many neighbours gets several diagrams") func split() {
    let hub = SampleSchemas.table(
      1,
      "hub",
      key: ["id"],
      [SampleSchemas.column("id", "integer")],
      referencedBy: Array(2...31)
    )
    let spokes = (2...31).map { number in
      SampleSchemas.table(
        UInt32(number),
        "spoke_\(number)",
        key: ["id"],
        [SampleSchemas.column("id", "integer"), SampleSchemas.column("hub_id", "integer")],
        to: [("hub_id", 1, "id")]
      )
    }
    let schema = Schema(dialect: .sqlite, tables: [hub] + spokes)
    let text = page("tables/hub.md", of: schema)
    #expect(text.split(separator: "```mermaid").count - 1 == 3)
    let diagrams = page("diagrams.md", of: schema)
    #expect(diagrams.contains("## Part 2 of 2"))
  }
}
