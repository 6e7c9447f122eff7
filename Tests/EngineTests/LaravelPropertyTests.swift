import Catalog
import Engine
import Glibc
import Rendering
import SourceText
import Testing

/// Migrations that ask for the schema and for the application around them: after any edits of
/// either the history says what a fresh one says, and it redid only what asked.
struct LaravelPropertyTests {
  static let dialects: [Dialect] = [.mysql, .postgres, .sqlite]

  @Test("Edits of an application: incremental equals fresh", arguments: 0..<10)
  func incrementalEqualsFresh(block: Int) {
    let isLong = getenv("MODELGEND_TEST_LONG") != nil
    let count = isLong ? 100 : 15
    for seed in 0..<count where !check(seed: UInt64(block * 1_000 + seed)) { return }
  }

  private func check(seed: UInt64) -> Bool {
    var random = TestRandom(seed: seed)
    let dialect = Self.dialects[Int(seed % 3)]
    let live = Live(MadeApplication(&random))
    let history = history(live, dialect)
    _ = history.setMigrations(live.application.units)
    for step in 0..<6 {
      let askers = live.askers
      let edit = live.application.edit(&random)
      let report = history.update(changes(edit, live.application))
      let fresh = self.history(live, dialect)
      _ = fresh.setMigrations(live.application.units)
      let actual = text(history.schema())
      let expected = text(fresh.schema())
      #expect(actual == expected, "seed \(seed) step \(step): \(edit)")
      if actual != expected { return false }
      let redone = report.work.evaluated + report.work.replayed
      let strangers = group(edit).map { group in redone.filter { $0.dropLast(4).last != group } }
      #expect(strangers?.isEmpty ?? true, "seed \(seed) step \(step): \(edit) redid \(redone)")
      guard case .question(let question) = edit, let first = redone.min() else { continue }
      // What did not ask is redone only where something before it came out differently.
      #expect(
        questions(question).contains { askers[$0, default: []].contains(first) },
        "seed \(seed) step \(step): \(question) redid \(redone)"
      )
    }
    return true
  }

  /// The group that an edit is about; nil for what both share.
  private func group(_ edit: MadeApplication.Edit) -> Character? {
    switch edit {
    case .migration(let name, _): name.last
    case .question(.file(let path)): MadeApplication.group(of: path)
    case .question: nil
    }
  }

  private func history(_ live: Live, _ dialect: Dialect) -> History {
    var evaluators = makeEvaluators(dialect)
    let evaluate = evaluators.migration
    evaluators.migration = { unit, world in
      live.begin(unit.id)
      evaluate(unit, world)
      live.end()
    }
    return History(
      dialect: dialect,
      project: ProjectContext(
        file: { path in
          live.note(.file(path))
          return live.application.files[path].map { SourceFile(path: path, text: $0) }
        },
        files: { folder in
          live.note(.files(in: folder))
          return live.application.files.keys.filter {
            $0.hasPrefix(folder + "/") && !$0.dropFirst(folder.count + 1).contains("/")
          }.sorted()
        },
        setting: { key in
          live.note(.setting(key))
          return live.application.settings[key]
        }
      ),
      evaluators: evaluators
    )
  }

  private func changes(
    _ edit: MadeApplication.Edit,
    _ application: MadeApplication
  ) -> MigrationChanges {
    switch edit {
    case .migration(let name, isGone: true):
      return MigrationChanges(removed: ["database/migrations/" + name + ".php"])
    case .migration(let name, isGone: false):
      let unit = application.unit(name)
      let earlier = application.migrations.keys.filter { $0 < name }.max()
      let place = MigrationChanges.Placement(unit, after: earlier.map { application.unit($0).id })
      return MigrationChanges(placed: [place])
    case .question(let question):
      return MigrationChanges(questions: questions(question))
    }
  }

  /// Whether a file is there shows in the list of its folder, too.
  private func questions(_ question: ProjectQuestion) -> [ProjectQuestion] {
    guard case .file(let path) = question, let slash = path.lastIndex(of: "/") else {
      return [question]
    }
    return [question, .files(in: String(path[..<slash]))]
  }

  private func text(_ schema: Schema) -> String {
    String(decoding: schemaJSON(schema), as: UTF8.self)
  }
}

/// An application that changes under the histories that read it, and who asked what of it.
private final class Live {
  var application: MadeApplication
  private(set) var askers: [ProjectQuestion: Set<String>] = [:]
  private var asking: String?

  init(_ application: MadeApplication) { self.application = application }

  func begin(_ id: String) {
    asking = id
    for question in askers.keys { askers[question]?.remove(id) }
  }

  func end() { asking = nil }

  func note(_ question: ProjectQuestion) {
    if let asking { askers[question, default: []].insert(asking) }
  }
}
