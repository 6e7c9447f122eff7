import Catalog
import Engine
import Linux
import Modeling
import Projects
import Rendering
import SourceText

/// The four operations of one project, measured apart.
struct BenchRun {
  private(set) var analysis = Measurement(.schemaAnalysis)
  private(set) var generation = Measurement(.modelGeneration)
  private(set) var files = Measurement(.fileOperations)
  private(set) var documents = Measurement(.documentation)
  private(set) var tables = 0
  private(set) var migrations = 0

  var measurements: [Measurement] { [analysis, generation, files, documents] }

  /// `scratch` is a folder for the files that are written, outside of the project.
  init(_ loaded: LoadedProject, scratch: String) throws {
    let (read, schema) = try loaded.analyse()
    tables = schema.tables.count
    migrations = read.plan.units.count
    measureAnalysis(read)
    let rendered = measureGeneration(loaded, schema)
    let pages = measureDocuments(schema)
    try measureFiles(rendered + pages, in: scratch)
  }

  /// Parses and evaluates migration by migration; each one's cost is shared by the tables that it
  /// changes.
  private mutating func measureAnalysis(_ read: Analysis) {
    let history = History(
      dialect: read.history.dialect,
      project: read.history.project,
      evaluators: makeEvaluators(read.history.dialect)
    )
    var times: [ObjectID: Int] = [:]
    var sizes: [ObjectID: Int] = [:]
    var previous: String?
    for unit in read.plan.units {
      var step = Measurement(.schemaAnalysis)
      let report = step.item {
        history.update(MigrationChanges(placed: [.init(unit, after: previous)]))
      }
      previous = unit.id
      let changed = report.changes.filter { change in
        if case .table? = change.new ?? change.old { true } else { false }
      }
      for change in changed {
        times[change.id, default: 0] += step.time.total / changed.count
        sizes[change.id, default: 0] += step.memory.total / changed.count
      }
    }
    for table in history.schema().tables {
      analysis.add(times[table.id] ?? 0, sizes[table.id] ?? 0)
    }
  }

  /// Names and relations are worked out for all models at once: each model's share, and its files.
  private mutating func measureGeneration(
    _ loaded: LoadedProject,
    _ schema: Schema
  ) -> [RenderedFile] {
    let (modeling, options) = loaded.eloquentOptions()
    var whole = Measurement(.modelGeneration)
    let built = whole.item { models(of: schema, options: modeling) }
    var rendered: [RenderedFile] = []
    for model in built {
      var one = Measurement(.modelGeneration)
      rendered += one.item { renderEloquent([model], options: options, hash: hexadecimalDigest) }
      generation.add(
        one.time.total + whole.time.total / built.count,
        one.memory.total + whole.memory.total / built.count
      )
    }
    return rendered
  }

  private mutating func measureDocuments(_ schema: Schema) -> [RenderedFile] {
    pageRenderers(schema, options: DocumentationOptions(), hash: hexadecimalDigest).map { render in
      documents.item(render)
    }
  }

  /// Each file as the writer does it: written beside its place, moved there, read and hashed.
  private mutating func measureFiles(_ wanted: [RenderedFile], in folder: String) throws {
    var seen: Set<String> = []
    for file in wanted where seen.insert(file.path).inserted {
      do throws(FileSystemError) {
        let memory = allocatedBytes()
        let start = MonotonicClock.now()
        try replaceFile(
          file.path,
          beneath: folder,
          with: file.bytes,
          isNew: true,
          isDurable: file.kind == .createdOnce
        )
        let found = hexadecimalDigest(try readFile(folder + "/" + file.path))
        let time = Int(MonotonicClock.now() - start)
        files.add(time, max(0, allocatedBytes() - memory) + found.utf8.count)
      } catch {
        throw report("modelgend: " + error.message, Exit.writeError)
      }
    }
  }
}
