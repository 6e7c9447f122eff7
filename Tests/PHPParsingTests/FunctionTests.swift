import Catalog
import SourceText
import Testing

@testable import PHPParsing

/// Functions of PHP and helpers of Laravel: an expression a line, and behind a tab what PHP says.
///
/// `scripts/conformance/functions.php` records. What is not computed is unknown and never wrong.
@Suite struct FunctionTests {
  static let files = fileNames(in: testFolder + "/Cases/Functions")

  @Test(
    "An expression is what PHP makes of it; those of unknown.txt are not known",
    arguments: files
  )
  func expressions(_ name: String) throws {
    let text = readText(testFolder + "/Cases/Functions/" + name)
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      try #require(parts.count == 2, "\(line)")
      let expected = name == "unknown.txt" ? nil : parts[1].filter { $0 != "\\" }
      #expect(value(of: parts[0]) == expected, "\(parts[0])")
    }
  }

  /// As JSON, whose escapes are left out on both sides; nil where it is not known.
  private func value(of expression: String) -> String? {
    let source = "<?php use Illuminate\\Support\\{Arr, Str}; return " + expression + ";"
    let parsed = parsePHP(SourceFile(path: "f.php", text: source))
    let world = TestWorld(dialect: .mysql)
    let evaluator = Evaluator(world: world, context: LaravelApplication())
    let value = evaluator.returnValue(of: parsed.value)
    return value.isUnknown ? nil : jsonText(value)?.filter { $0 != "\\" }
  }
}
