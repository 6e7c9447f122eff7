import Catalog
import Engine
import Modeling
import Rendering

/// The files that a pipeline's reports leave, and how they differ from files made afresh.
struct PipelineFolder {
  let pipeline: Pipeline
  private var files: [String: [UInt8]] = [:]
  private static let eloquent = EloquentOptions()
  private static let documentation = DocumentationOptions()

  init() {
    var options = OutputOptions()
    options.eloquent = Self.eloquent
    options.documentation = Self.documentation
    pipeline = Pipeline(
      history: History(dialect: .postgres, evaluators: LineLanguage.evaluators),
      options: options,
      hash: Self.hash
    )
  }

  mutating func apply(_ report: PipelineReport) {
    for path in report.output.gone { files[path] = nil }
    for file in report.output.wanted { files[file.path] = file.bytes }
  }

  /// Paths that are missing, superfluous or read differently, given the same names.
  func differences(from schema: Schema) -> [String] {
    var options = ModelingOptions()
    options.pins = pipeline.models.pins
    let built = models(of: schema, options: options)
    let wanted =
      renderEloquent(built, options: Self.eloquent, hash: Self.hash)
      + renderDocumentation(schema, options: Self.documentation, hash: Self.hash)
    let fresh = Dictionary(wanted.map { ($0.path, $0.bytes) }) { first, _ in first }
    return Set(fresh.keys).union(files.keys).filter { fresh[$0] != files[$0] }.sorted()
  }

  static func isOverview(_ path: String) -> Bool {
    path.hasSuffix("README.md") || path.hasSuffix("diagrams.md")
  }

  /// Whether a file is of tables and types of one group: `Ta0.php`, `ta0.md`, `Ea1.php`.
  static func isOf(_ group: Character, _ path: String) -> Bool {
    path.split(separator: "/").last?.dropFirst().first == group
  }

  /// Enough to tell texts apart; cryptography is not the point here.
  private static let hash: @Sendable ([UInt8]) -> String = { bytes in
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }
}
