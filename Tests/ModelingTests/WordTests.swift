import Catalog
import Foundation
import Modeling
import Testing

/// One word and what Laravel's own functions make of it.
struct WordForms: Sendable, CustomTestStringConvertible {
  var word: String
  var singular: String
  var plural: String
  var model: String
  var table: String

  var testDescription: String { word }

  /// Columns: word, singular, plural, model, table; computed by running the framework.
  static let all: [WordForms] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/words.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 5 else { return nil }
      return WordForms(
        word: cells[0],
        singular: cells[1],
        plural: cells[2],
        model: cells[3],
        table: cells[4]
      )
    }
  }()
}

@Suite("Words as Laravel forms them")
struct WordTests {
  @Test("The fixture holds the words") func fixture() {
    #expect(WordForms.all.count == 331)
  }

  @Test("Singular, plural, model and table are the framework's", arguments: WordForms.all)
  func forms(_ forms: WordForms) {
    #expect(englishSingular(forms.word) == forms.singular)
    #expect(englishPlural(forms.word) == forms.plural)
    #expect(studly(englishSingular(forms.word)) == forms.model)
    #expect(snake(pluralStudly(forms.model)) == forms.table)
  }

  @Test(
    "A table's last word loses no letter where it is singular already",
    arguments: [
      ("bus", "bus"), ("gas", "gas"), ("bonus", "bonus"), ("virus", "virus"),
      ("canvas", "canvas"), ("analysis", "analysis"), ("lens", "lens"), ("focus", "focus"),
      ("user_data", "user_data"), ("menus", "menu"), ("skus", "sku"), ("user_dns", "user_dns"),
      ("user_foes", "user_foe"), ("addresses", "address"), ("statuses", "status"),
      ("people", "person"), ("order_status", "order_status"), ("indices", "index"),
    ]
  )
  func safe(_ table: String, _ singular: String) {
    #expect(safeSingular(table) == singular)
  }

  @Test("The user's own words win") func own() {
    #expect(safeSingular("blog_kudos", extra: ["kudos": "kudo"]) == "blog_kudo")
  }
}
