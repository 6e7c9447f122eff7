import Linux
import Rendering

/// What one operation took for each of its items.
struct Measurement {
  enum Operation: String {
    case schemaAnalysis = "schema_analysis"
    case modelGeneration = "model_generation"
    case fileOperations = "file_operations"
    case documentation

    /// What an item is, and the most that it may take.
    var target: (item: String, microseconds: Int, bytes: Int) {
      switch self {
      case .schemaAnalysis: ("table", 100_000, 5 << 20)
      case .modelGeneration: ("model", 50_000, 2 << 20)
      case .fileOperations: ("file", 10_000, 1 << 20)
      case .documentation: ("document", 200_000, 3 << 20)
      }
    }
  }

  var operation: Operation
  var nanoseconds: [Int] = []
  var bytes: [Int] = []

  init(_ operation: Operation) { self.operation = operation }

  /// Runs a body and counts it as one item.
  mutating func item<Value>(_ body: () throws -> Value) rethrows -> Value {
    let memory = allocatedBytes()
    let start = MonotonicClock.now()
    let value = try body()
    add(Int(MonotonicClock.now() - start), max(0, allocatedBytes() - memory))
    return value
  }

  mutating func add(_ time: Int, _ memory: Int) {
    nanoseconds.append(time)
    bytes.append(memory)
  }

  var time: Distribution { Distribution(nanoseconds) }
  var memory: Distribution { Distribution(bytes) }

  /// Nineteen of twenty items stay within the target.
  var isWithinTarget: Bool {
    time.p95 <= operation.target.microseconds * 1000 && memory.p95 <= operation.target.bytes
  }

  var json: JSONText {
    let target = operation.target
    return .object([
      ("operation", .string(operation.rawValue)),
      ("item", .string(target.item)),
      ("items", .integer(nanoseconds.count)),
      ("time", time.json(unit: "nanoseconds", target: target.microseconds * 1000)),
      ("memory", memory.json(unit: "bytes", target: target.bytes)),
      ("withinTarget", .boolean(isWithinTarget)),
    ])
  }
}

/// The middle, the nineteenth of twenty and the greatest of some values; all 0 where there are none.
struct Distribution {
  var median = 0
  var p95 = 0
  var peak = 0
  var total = 0

  init(_ values: [Int]) {
    let sorted = values.sorted()
    guard let last = sorted.last else { return }
    median = sorted[sorted.count / 2]
    p95 = sorted[min(sorted.count - 1, (sorted.count * 95 + 99) / 100 - 1)]
    peak = last
    total = sorted.reduce(0, +)
  }

  func json(unit: String, target: Int) -> JSONText {
    .object([
      ("unit", .string(unit)), ("median", .integer(median)), ("p95", .integer(p95)),
      ("peak", .integer(peak)), ("total", .integer(total)), ("target", .integer(target)),
    ])
  }
}
