import Catalog
import SourceText
import Testing

@testable import PHPParsing

@Suite struct EvaluationTests {
  @Test("A migration does to a world what its case says", arguments: CaseFile.all(in: "Evaluation"))
  func evaluates(_ file: CaseFile) throws {
    let actual = run(file)
    let expected = try #require(file["expect"])
    #expect(actual == expected.trimmedEnd, "\(file.name)")
  }

  private func run(_ file: CaseFile) -> String {
    let settings = lines(file["settings"])
    let dialect = settings.first { $0.hasPrefix("dialect ") }.map { String($0.dropFirst(8)) }
    let world = TestWorld(dialect: dialect.flatMap(Dialect.init(rawValue:)) ?? .mysql)
    for line in settings {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      if parts.count == 2 { world.settings[parts[0]] = parts[1] }
    }
    for line in lines(file["tables"]) {
      let parts = line.split(separator: ":").map(String.init)
      world.add(
        parts[0],
        parts.dropFirst().joined().split { $0 == "," || $0 == " " }.map(String.init)
      )
    }
    for (title, text) in file.sections where title.hasPrefix("file ") {
      let path = String(title.dropFirst(5))
      world.files[path] = SourceFile(path: path, text: text)
    }
    let parsed = parsePHP(
      SourceFile(path: "m.php", text: file["up"].map(Self.wrap) ?? file["php"] ?? "")
    )
    for diagnostic in parsed.diagnostics { world.report(diagnostic) }
    evaluateLaravelMigration(parsed.value, world: world, context: TestContext())
    return world.log.joined(separator: "\n")
  }

  /// Line 1 of the body is line 4 of the file.
  static func wrap(_ body: String) -> String {
    """
    <?php use Illuminate\\Support\\Facades\\{Schema, DB}; use Illuminate\\Support\\Str;
    use Illuminate\\Database\\Schema\\Blueprint; use Illuminate\\Database\\QueryException;
    return new class extends \\Illuminate\\Database\\Migrations\\Migration { public function up() {
    \(body)
    } };
    """
  }

  private func lines(_ text: String?) -> [String] {
    (text ?? "").split(separator: "\n").map(String.init)
  }
}

extension String {
  var trimmedEnd: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
