import Catalog
import Engine
import Foundation
import SourceText

/// Evaluates migrations of a folder as the command line would, without a database.
struct CaseEvaluation {
  var root: URL
  var dialect: Dialect
  var convention: Convention?
  var values: [String: String] = [:]

  func schema(_ migrations: [String] = ["migrations"]) -> Schema {
    var listing: [ListedFile] = []
    for (number, folder) in migrations.enumerated() {
      for inner in files(below: folder) {
        listing.append(ListedFile(path: folder + "/" + inner, inner: inner, folder: number))
      }
    }
    let values = values
    let project = ProjectContext(file: read, files: files(in:), setting: { values[$0] })
    let plan = planMigrations(
      listing,
      PlanSettings(
        dialect: dialect,
        convention: convention,
        schemaDumps: files(in: "database/schema"),
        connections: dumpConnections(project, dialect).names
      ),
      read: read
    )
    let history = History(
      dialect: dialect,
      project: project,
      evaluators: makeEvaluators(dialect)
    )
    _ = history.setMigrations(plan.value.units)
    var schema = history.schema()
    schema.diagnostics = plan.diagnostics + schema.diagnostics
    return schema
  }

  /// The schema that a text of statements leads to.
  static func schema(of sql: Data, _ dialect: Dialect) -> Schema {
    let history = History(
      dialect: dialect,
      project: ProjectContext(),
      evaluators: makeEvaluators(dialect)
    )
    let file = SourceFile(path: "statements.sql", bytes: [UInt8](sql), digest: digest(sql))
    _ = history.setMigrations([MigrationUnit(file: file)])
    return history.schema()
  }

  private func read(_ path: String) -> SourceFile? {
    guard let data = try? Data(contentsOf: root.appending(path: path)) else { return nil }
    return SourceFile(path: path, bytes: [UInt8](data), digest: Self.digest(data))
  }

  private func files(in folder: String) -> [String] {
    let url = root.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.sorted().filter { !isFolder(folder + "/" + $0) }.map { folder + "/" + $0 }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: root.appending(path: path).path,
      isDirectory: &isFolder
    )
    return exists && isFolder.boolValue
  }

  private func files(below folder: String) -> [String] {
    let path = root.appending(path: folder).path
    return (FileManager.default.enumerator(atPath: path)?.allObjects ?? [])
      .compactMap { $0 as? String }.filter { !isFolder(folder + "/" + $0) }.sorted()
  }

  private static func digest(_ data: Data) -> ContentDigest {
    var hasher = Hasher()
    hasher.combine(data)
    return ContentDigest(UInt64(bitPattern: Int64(hasher.finalize())), UInt64(data.count), 0, 0)
  }
}
