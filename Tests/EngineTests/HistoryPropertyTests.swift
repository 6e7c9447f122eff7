import Catalog
import Engine
import SourceText
import Testing

/// After any sequence of edits the history says what a fresh one says, and it redid only what the
/// edit can have to do with.
struct HistoryPropertyTests {
  @Test("A thousand random sequences of edits: incremental equals fresh", arguments: 0..<20)
  func incrementalEqualsFresh(block: Int) {
    for seed in 0..<50 { check(seed: UInt64(block * 50 + seed)) }
  }

  private func check(seed: UInt64) {
    var random = TestRandom(seed: seed)
    var units: [MigrationUnit] = []
    var counter = 0
    var folder = PipelineFolder()
    let history = folder.pipeline.history
    for _ in 0..<6 { units.append(fresh(&counter, &random)) }
    folder.apply(folder.pipeline.setMigrations(units))
    for step in 0..<8 {
      let edited = edit(&units, &counter, &random)
      let flow = apply(edited, units, to: folder.pipeline, byList: seed % 5 == 0)
      let report = flow.update
      folder.apply(flow)
      let incremental = history.schema()
      let other = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
      _ = other.setMigrations(units)
      let expected = description(of: other.schema())
      let actual = description(of: incremental)
      #expect(actual == expected, "seed \(seed) step \(step)")
      let model = LineModel()
      for unit in units { model.run(String(decoding: unit.file.bytes, as: UTF8.self)) }
      #expect(modelDescription(of: incremental) == model.description, "seed \(seed) step \(step)")
      // Given the whole list, which of two neighbours moved is a matter of taste.
      let strangers =
        seed % 5 == 0
        ? []
        : (report.work.evaluated + report.work.replayed).filter {
          group($0) != group(edited)
        }
      #expect(strangers.isEmpty, "seed \(seed) step \(step): \(edited) redid \(strangers)")
      // The files of every step add up; that they are right is looked at in the end.
      let differing =
        step == 7 || seed % 10 == 0 ? folder.differences(from: other.schema()) : []
      #expect(differing.isEmpty, "seed \(seed) step \(step): \(edited) left \(differing)")
      let far = flow.work.rendered.filter { path in
        !PipelineFolder.isOverview(path) && !PipelineFolder.isOf(group(edited), path)
      }
      #expect(far.isEmpty, "seed \(seed) step \(step): \(edited) rendered \(far)")
      if !differing.isEmpty || !far.isEmpty { return }
      if actual != expected || !strangers.isEmpty { return }
      checkChanges(report, history, seed)
    }
  }

  private func apply(
    _ edited: String,
    _ units: [MigrationUnit],
    to pipeline: Pipeline,
    byList: Bool
  ) -> PipelineReport {
    if byList { return pipeline.setMigrations(units) }
    guard let place = units.firstIndex(where: { $0.id == edited }) else {
      return pipeline.update(MigrationChanges(removed: [edited]))
    }
    let before = place == 0 ? nil : units[place - 1].id
    return pipeline.update(
      MigrationChanges(placed: [MigrationChanges.Placement(units[place], after: before)])
    )
  }

  /// Changed objects are told with what they are now.
  private func checkChanges(_ report: UpdateReport, _ history: History, _ seed: UInt64) {
    for change in report.changes {
      #expect(change.new == history.object(change.id), "seed \(seed)")
    }
  }

  // MARK: Making migrations by chance

  /// Tables of one group never meet those of another.
  private func group(_ id: String) -> Character { id.last ?? " " }

  private func fresh(_ counter: inout Int, _ random: inout TestRandom) -> MigrationUnit {
    counter += 1
    let group = ["a", "b"][random.below(2)]
    return LineLanguage.unit("m\(counter)\(group)", text(group, &random))
  }

  private func text(_ group: String, _ random: inout TestRandom) -> String {
    (0...random.below(4)).map { _ in line(group, &random) }.joined(separator: "\n")
  }

  private func line(_ group: String, _ random: inout TestRandom) -> String {
    func name(_ letter: String, _ count: Int) -> String {
      letter + group + String(random.below(count))
    }
    func table() -> String { name("t", 3) }
    func column() -> String { "c" + String(random.below(3)) }
    func type() -> String { ["integer", "text", name("e", 2)][random.below(3)] }
    switch random.below(14) {
    case 0, 1, 2: return "table \(table()) \(column()):\(type()) d:integer e:integer"
    case 3: return "add \(table()) \(column()):\(type())"
    case 4: return "drop \(table()) \(column())"
    case 5: return "rename \(table()) \(table())"
    case 6: return "swap \(table()) \(table())"
    case 7: return "column \(table()) \(column()) \(column())"
    case 8: return "key \(table()) \(["d", "e"][random.below(2)]) \(table())"
    case 9: return "gone \(table())"
    case 10: return "enum \(name("e", 2)) x y"
    case 11: return "type \(table()) \(column()) \(type())"
    case 12:
      return random.below(2) == 0
        ? "retitle \(name("e", 2)) \(name("e", 2))" : "index \(table()) \(column())"
    default: return "if \(table()) \(column()) add \(table()) \(column()):\(type())"
    }
  }

  /// One edit; returns the label of the migration it is about.
  private func edit(
    _ units: inout [MigrationUnit],
    _ counter: inout Int,
    _ random: inout TestRandom
  ) -> String {
    let place = random.below(units.count)
    switch random.below(5) {
    case 0:
      units.append(fresh(&counter, &random))
      return units[units.count - 1].id
    case 1:
      units.insert(fresh(&counter, &random), at: place)
      return units[place].id
    case 2 where units.count > 3: return units.remove(at: place).id
    case 3:
      let unit = units.remove(at: place)
      units.insert(unit, at: random.below(units.count + 1))
      return unit.id
    default:
      let id = units[place].id
      units[place] = LineLanguage.unit(id, text(String(group(id)), &random))
      return id
    }
  }
}
