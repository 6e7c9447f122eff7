import Catalog
import Glibc
import SourceText
import Testing

@testable import PHPParsing

/// Cases with a section for each dialect and major of the framework; `UPDATE_SNAPSHOTS=1` writes
/// them anew and fails.
@Suite struct BlueprintTests {
  @Test("A Blueprint becomes what its case says", arguments: CaseFile.all(in: "Blueprint"))
  func compiles(_ file: CaseFile) {
    var updated = file
    for (index, section) in file.sections.enumerated() where section.title.hasPrefix("expect ") {
      let words = section.title.split(separator: " ").map(String.init)
      guard words.count == 3, let dialect = Dialect(rawValue: words[1]) else {
        Issue.record("\(file.name): \(section.title) names no dialect and major")
        continue
      }
      let actual = run(file, dialect, major: words[2])
      updated.sections[index].text = actual + "\n"
      #expect(actual == section.text.trimmedEnd, "\(file.name): \(section.title)")
    }
    guard getenv("UPDATE_SNAPSHOTS") != nil else { return }
    updated.write()
    Issue.record("\(file.name) was written anew; run again without UPDATE_SNAPSHOTS")
  }

  private func run(_ file: CaseFile, _ dialect: Dialect, major: String) -> String {
    let world = TestWorld(dialect: dialect)
    world.isDetailed = true
    world.settings["framework.major"] = major
    for line in (file["settings"] ?? "").split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      if parts.count == 2 { world.settings[parts[0]] = parts[1] }
    }
    for (title, text) in file.sections where title.hasPrefix("file ") {
      let path = String(title.dropFirst(5))
      world.files[path] = SourceFile(path: path, text: text)
    }
    let source = EvaluationTests.wrap(file["up"] ?? "")
    let parsed = parsePHP(SourceFile(path: "m.php", text: source))
    for diagnostic in parsed.diagnostics { world.report(diagnostic) }
    evaluateLaravelMigration(parsed.value, world: world, context: LaravelApplication())
    return world.log.joined(separator: "\n")
  }
}
