import Catalog
import Foundation
import Modeling
import Rendering
import Testing

/// Stands in for SHA-256: 64 hexadecimal digits that depend on the bytes.
func testHash(_ bytes: [UInt8]) -> String {
  var value: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  let digits = String(value, radix: 16)
  let word = String(repeating: "0", count: 16 - digits.count) + digits
  return word + word + word + word
}

@Suite("Written models are legal PHP")
struct LegalPHPTests {
  /// Parses every file in one process and prints those that fail.
  private static let script = """
    $bad = 0;
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($argv[1],
        FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        try { token_get_all(file_get_contents($file), TOKEN_PARSE); }
        catch (Throwable $e) { $bad++; echo $file, ': ', $e->getMessage(), ' line ', $e->getLine(), "\\n"; }
    }
    exit($bad > 0 ? 1 : 0);
    """

  static let schemas: [(String, Schema)] = [
    ("blog", SampleSchemas.blog), ("hostile", SampleSchemas.hostile),
  ]

  @Test(
    "Every major parses, hostile names included",
    .enabled(if: PHPProcess.path != nil, "needs php-cli: apt-get install php-cli"),
    arguments: [8, 9, 10, 11, 12, 13],
    ["blog", "hostile"]
  )
  func parses(_ major: Int, _ name: String) throws {
    let schema = name == "blog" ? SampleSchemas.blog : SampleSchemas.hostile
    var options = EloquentOptions()
    options.major = major
    options.usesFactories = true
    let files = renderEloquent(models(of: schema), options: options, hash: testHash)
    #expect(files.count > 10)
    let folder = try ScratchFolder()
    for file in files { try folder.write(file.bytes, to: file.path) }
    let (code, output) = try PHPProcess.run(["-r", Self.script, "--", folder.url.path])
    #expect(code == 0, "\(output)")
    // Compiling finds what parsing does not: names declared twice, bad enums and classes.
    for file in files.filter({ $0.path.contains("Enums") }).prefix(5) {
      let result = try PHPProcess.run(["-l", folder.url.appending(path: file.path).path])
      #expect(result.code == 0, "\(result.output)")
    }
  }

  @Test("No file leaves its folder, and no two share a name", arguments: ["blog", "hostile"])
  func paths(_ name: String) {
    let schema = name == "blog" ? SampleSchemas.blog : SampleSchemas.hostile
    let files =
      renderEloquent(models(of: schema), options: EloquentOptions(), hash: testHash)
      + renderDocumentation(schema, options: DocumentationOptions(), hash: testHash)
    for file in files {
      #expect(file.path.hasPrefix("app/") || file.path.hasPrefix("docs/schema/"))
      #expect(!file.path.contains("..") && !file.path.contains("//"))
      #expect(!file.path.utf8.contains { $0 < 0x20 || $0 == 0x5C })
    }
    #expect(Set(files.map { $0.path.lowercased() }).count == files.count)
  }

  @Test("A file of ours is known by its mark until someone edits it")
  func marks() {
    let files =
      renderEloquent(models(of: SampleSchemas.blog), options: EloquentOptions(), hash: testHash)
      + renderDocumentation(SampleSchemas.blog, options: DocumentationOptions(), hash: testHash)
    for file in files where file.kind == .regenerated {
      #expect(OwnershipMark.isIntact(file.bytes, hash: testHash), "\(file.path)")
      #expect(!OwnershipMark.isIntact(file.bytes + [0x20], hash: testHash))
    }
  }

  @Test("The same schema gives the same bytes")
  func deterministic() {
    let first = renderEloquent(
      models(of: SampleSchemas.hostile),
      options: EloquentOptions(),
      hash: testHash
    )
    let second = renderEloquent(
      models(of: SampleSchemas.hostile),
      options: EloquentOptions(),
      hash: testHash
    )
    #expect(first == second)
  }
}
