import ArgumentParser
import Catalog
import Linux
import Projects
import Rendering

extension MadeProject.Language: ExpressibleByArgument {}

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure what the four operations take for each item.",
    discussion: """
      Works on the project, or with --tables on one that is made for the purpose: --tables 100 \
      --migrations 500 is a hundred tables in five hundred migrations. Nothing of the project is \
      written; files go to a folder of their own below $TMPDIR, which is removed.

      schema_analysis    parsing and evaluating migrations, a table's share of each
      model_generation   names, relations and PHP of one model
      file_operations    writing one file whole or not at all, reading and hashing it
      documentation      the page of one table

      Times are of the monotonic clock, memory is what an item leaves allocated. Beside them stand \
      the targets, which the 95th percentile has to meet: 100 ms and 5 MB a table, 50 ms and 2 MB \
      a model, 10 ms and 1 MB a file, 200 ms and 3 MB a document.
      """
  )

  @OptionGroup var project: ProjectOptions

  @Option(help: "Measure a made project of so many tables; --migrations is then a number.")
  var tables: Int?

  @Option(help: "The language of the made project's migrations: sql or laravel.")
  var language = MadeProject.Language.sql

  @Flag(help: "Print the measurements as JSON (modelgend.bench/1).")
  var json = false

  @Flag(help: "Exit with 1 where a target is missed.")
  var check = false

  func validate() throws {
    guard let tables else { return }
    guard (1...100_000).contains(tables) else {
      throw ValidationError("--tables must be between 1 and 100000.")
    }
    guard project.migrations.count <= 1, project.migrations.allSatisfy({ Int($0) != nil }) else {
      throw ValidationError("With --tables, --migrations is one number.")
    }
  }

  func run() throws {
    let scratch: ScratchFolder
    do throws(FileSystemError) {
      scratch = try ScratchFolder("modelgend-bench")
      if let tables { try made(tables).write(to: scratch.path) }
    } catch {
      throw report("modelgend: " + error.message, Exit.cannotCreate)
    }
    defer { scratch.remove() }
    let loaded = try LoadedProject(tables == nil ? project : madeOptions(scratch.path))
    let run = try BenchRun(loaded, scratch: scratch.path)
    let dialect = loaded.analysis.dialect
    writeStandardOutput(json ? document(run, dialect) : text(run, dialect))
    if check, !run.measurements.allSatisfy(\.isWithinTarget) { throw Exit.outOfDate }
  }

  private func made(_ tables: Int) -> MadeProject {
    MadeProject(
      tables: tables,
      migrations: project.migrations.first.flatMap { Int($0) } ?? tables,
      language: language
    )
  }

  private func madeOptions(_ folder: String) -> ProjectOptions {
    var options = project
    options.root = folder
    options.migrations = ["database/migrations"]
    options.dialect = project.dialect ?? .mysql
    return options
  }

  private func document(_ run: BenchRun, _ dialect: Dialect) -> [UInt8] {
    jsonDocument(
      "modelgend.bench/1",
      [
        ("dialect", .string(dialect.rawValue)),
        ("tables", .integer(run.tables)),
        ("migrations", .integer(run.migrations)),
        ("peakResidentBytes", .integer(peakResidentBytes())),
        ("operations", .array(run.measurements.map(\.json))),
      ]
    )
  }

  private func text(_ run: BenchRun, _ dialect: Dialect) -> [UInt8] {
    var writer = ByteWriter()
    writer.line("\(dialect.rawValue), \(run.tables) tables, \(run.migrations) migrations")
    writer.line()
    writer.line(row("operation", "items", "median", "p95", "peak", "target", ""))
    for measured in run.measurements {
      let target = measured.operation.target
      let verdict = measured.isWithinTarget ? "met" : "missed"
      writer.line(
        row(
          measured.operation.rawValue,
          String(measured.nanoseconds.count),
          milliseconds(measured.time.median),
          milliseconds(measured.time.p95),
          milliseconds(measured.time.peak),
          "\(target.microseconds / 1000) ms",
          verdict
        )
      )
      writer.line(
        row(
          "",
          "",
          kilobytes(measured.memory.median),
          kilobytes(measured.memory.p95),
          kilobytes(measured.memory.peak),
          "\(target.bytes >> 20) MB",
          "a " + target.item
        )
      )
    }
    writer.line()
    writer.line("peak resident memory: \(peakResidentBytes() >> 20) MB")
    return writer.bytes
  }

  private func row(_ cells: String...) -> String {
    let widths = [18, 7, 11, 11, 11, 8, 0]
    var line = ""
    for (slot, cell) in cells.enumerated() {
      let space = String(repeating: " ", count: max(0, widths[slot] - cell.count))
      line += slot == 0 ? cell + space : slot == 6 ? "  " + cell : space + cell
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  private func milliseconds(_ nanoseconds: Int) -> String {
    decimal((nanoseconds + 500) / 1000) + " ms"
  }

  private func kilobytes(_ bytes: Int) -> String { decimal(bytes * 1000 / 1024) + " kB" }

  /// A number of thousandths, with three digits behind the point.
  private func decimal(_ thousandths: Int) -> String {
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
