import Catalog
import Engine
import Foundation
import Rendering
import SourceText
import Testing

/// Diagnostics are a part of the answer: cases of what no database decides, and a list of numbers
/// that no case may be missing for.
///
/// A folder below `Cases/diagnostics` holds migrations and, in `diagnostics.txt`, what is said of
/// them, a line each; `UPDATE_SNAPSHOTS=1` writes it anew and fails.
@Suite("Diagnostics") struct DiagnosticTests {
  private static let root = CaseFolder.root.appending(path: "diagnostics")
  private static let names =
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []).sorted()

  @Test("Each case says what its file says", arguments: names)
  func record(_ name: String) throws {
    let folder = CaseFolder(kind: .sql, name: name, in: Self.root)
    let dialect = try #require(folder.manifest["dialect"].flatMap { Dialect(rawValue: $0) })
    let isLaravel = folder.manifest["language"] == "laravel"
    var evaluation = CaseEvaluation(root: folder.url, dialect: dialect)
    evaluation.convention =
      isLaravel ? .laravel : folder.manifest["convention"].flatMap { Convention(rawValue: $0) }
    evaluation.values["framework.major"] = folder.manifest["major"] ?? "12"
    evaluation.values["database.server"] = folder.manifest["server"]
    let schema = evaluation.schema([isLaravel ? "database/migrations" : "migrations"])
    var lines = schema.diagnostics.map { diagnostic in
      let place = diagnostic.source.map { "\($0.file):\($0.position.line):\($0.position.column)" }
      return "\(diagnostic.code) \(diagnostic.severity) \(place ?? "-"): \(diagnostic.message)"
    }
    lines += schema.tables.filter { !$0.isComplete }.map { "incomplete: \($0.name.name)" }
    let file = folder.url.appending(path: "diagnostics.txt")
    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(name) was written anew; run again without UPDATE_SNAPSHOTS")
    }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(text == recorded)
  }

  /// Numbers that migrations do not lead to, and why.
  private static let elsewhere: [Int: String] = [
    330: "refusals of other kinds reach a handler and never a report"
  ]

  /// The numbers that the sources name.
  static func declaredNumbers() throws -> Set<Int> {
    let sources = CaseFolder.root.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    var declared: Set<Int> = []
    for case let path as String in FileManager.default.enumerator(atPath: sources.path) ?? .init()
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
      for match in text.matches(of: /DiagnosticCode\((\d+)\)/) {
        if let number = Int(match.1) { declared.insert(number) }
      }
    }
    return declared
  }

  @Test("Every number has a case")
  func numbers() throws {
    let declared = try Self.declaredNumbers()
    var covered = ""
    for name in Self.names {
      let file = Self.root.appending(path: name + "/diagnostics.txt")
      covered += (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }
    for folder in CaseFolder.all(.sql) + CaseFolder.all(.laravel) {
      covered += folder.manifest["diagnostics"] ?? ""
    }
    // What is said while reading and writing projects has its tests where projects are tested.
    let migrations = declared.filter { $0 < 600 }
    #expect(migrations.count > 30)
    let missing = migrations.filter { number in
      Self.elsewhere[number] == nil && !covered.contains(DiagnosticCode(number).description)
    }
    #expect(missing.sorted() == [])
  }
}
