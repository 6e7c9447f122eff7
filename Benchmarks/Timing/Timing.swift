import Catalog
import Engine
import Glibc
import Linux
import SQLParsing
import SourceText

/// Times one stage over the files of a folder, inside one process, the files read beforehand.
///
/// `Timing parse-sql|analyse DIALECT FOLDER REPETITIONS` prints the median of the CPU seconds and the
/// bytes that were read. What other programs are measured against, so that neither reading files
/// nor starting a process is part of a ratio.
@main
struct Timing {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let dialect = Dialect(rawValue: arguments[2]),
      let repetitions = Int(arguments[4]), repetitions > 0,
      ["parse-sql", "analyse"].contains(arguments[1])
    else {
      print("usage: Timing parse-sql|analyse DIALECT FOLDER REPETITIONS")
      exit(64)
    }
    keepMemory()
    let files = readFolder(arguments[3])
    var count = 0
    var seconds: [Double] = []
    for _ in 0..<repetitions {
      let start = cpuSeconds()
      let result = arguments[1] == "analyse" ? analyse(files, dialect) : parse(files, dialect)
      seconds.append(cpuSeconds() - start)
      count = result.count
    }
    let bytes = files.reduce(0) { $0 + $1.bytes.count }
    let median = seconds.sorted()[seconds.count / 2]
    print("cpu \(median) s, bytes \(bytes), found \(count)")
  }

  /// Trees are freed as they are made, as the other parsers do it.
  private static func parse(_ files: [SourceFile], _ dialect: Dialect) -> Result {
    Result(
      count: files.reduce(0) { $0 + (parseSQL($1, dialect: dialect).isEmpty ? 0 : 1) },
      history: nil
    )
  }

  private static func analyse(_ files: [SourceFile], _ dialect: Dialect) -> Result {
    let units = files.map {
      MigrationUnit(file: $0, language: $0.path.hasSuffix(".php") ? .laravel : .sql)
    }
    let history = History(
      dialect: dialect,
      evaluators: makeEvaluators(dialect),
      isUpdated: false
    )
    _ = history.setMigrations(units)
    return Result(count: history.schema().tables.count, history: history)
  }

  /// What was made, so that it lives until the time is taken.
  private struct Result {
    var count: Int
    var history: History?
  }

  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func readFolder(_ folder: String) -> [SourceFile] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".sql") || name.hasSuffix(".php") { names.append(name) }
    }
    return names.sorted().map { SourceFile(path: $0, bytes: readBytes(folder + "/" + $0)) }
  }

  private static func readBytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }
}
