import Catalog
import SourceText
import Testing

@testable import PHPParsing

@Suite struct TotalityTests {
  static let sources: [[UInt8]] = {
    let folder = testFolder + "/Cases/Sources"
    return fileNames(in: folder).map { readBytes(folder + "/" + $0) }
  }()

  @Test("A file cut at any byte is read and evaluated to an end")
  func cuts() {
    #expect(!Self.sources.isEmpty)
    for bytes in Self.sources {
      for end in 0...bytes.count { check(Array(bytes[..<end])) }
    }
  }

  @Test("A file with any byte changed is read and evaluated to an end")
  func mutations() {
    var random = SplitMix(state: 7)
    let replacements = Array("{}()[]'\"$;,<>?\\/*-=:&|@#\n\u{0}a0".utf8) + [0xFF, 0xC3]
    for bytes in Self.sources {
      for position in bytes.indices {
        var changed = bytes
        changed[position] = replacements[Int(random.next() % UInt64(replacements.count))]
        check(changed)
      }
    }
  }

  @Test(
    "Nesting beyond the limit is a diagnostic",
    arguments: [
      "(", "[", "{", "!", "-", "if(1)", "fn()=>", "f(", "new class{function f(){", "\"{$a[\"",
      "$a->b(", "@", "1+(", "while(1)", "$", "match(1){1=>", "a?b:",
    ]
  )
  func deep(_ piece: String) {
    let text = "<?php " + String(repeating: piece, count: 20_000)
    let parsed = parsePHP(SourceFile(path: "deep.php", text: text))
    #expect(!parsed.diagnostics.isEmpty)
  }

  @Test("Chains beyond the limit are a diagnostic", arguments: ["->b()", "[0]", "+$a", ".$b"])
  func long(_ piece: String) {
    let text = "<?php $a" + String(repeating: piece, count: 20_000) + ";"
    let parsed = parsePHP(SourceFile(path: "long.php", text: text))
    #expect(!parsed.diagnostics.isEmpty)
  }

  private func check(_ bytes: [UInt8]) {
    let parsed = parsePHP(SourceFile(path: "m.php", bytes: bytes))
    let world = TestWorld(dialect: .mysql)
    evaluateLaravelMigration(parsed.value, world: world, context: TestContext(), fuel: 2_000)
    for diagnostic in parsed.diagnostics where diagnostic.source == nil {
      Issue.record("a diagnostic without a place")
    }
  }
}

/// A small generator, the same numbers on every run.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
