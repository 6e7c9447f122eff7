import Foundation
import SourceText
import Testing

@Suite("docs/supported-migrations.md")
struct SupportedPageTests {
  @Test("It is what the tables and the cases make")
  func page() throws {
    let file = CaseFolder.root.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/supported-migrations.md")
    let made = SupportedPage.make()
    #expect(!made.contains("| ? |"), "a method has no sentence")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      try made.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("the page was written anew; run again without UPDATE_SNAPSHOTS")
    }
    let committed = try String(contentsOf: file, encoding: .utf8)
    let differing = zip(
      made.split(separator: "\n", omittingEmptySubsequences: false),
      committed.split(separator: "\n", omittingEmptySubsequences: false)
    ).first { $0 != $1 }
    #expect(made == committed, "first differing line: \(differing?.0 ?? "")")
  }

  @Test("It explains every number that migrations lead to")
  func numbers() throws {
    let listed = Set(SupportedPage.diagnostics.map(\.number))
    let declared = try DiagnosticTests.declaredNumbers().filter { $0 < 600 }
    #expect(declared.subtracting(listed).sorted() == [])
    #expect(listed.subtracting(declared).sorted() == [])
  }
}
