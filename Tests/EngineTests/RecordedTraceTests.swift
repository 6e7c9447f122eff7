import Catalog
import Engine
import SourceText
import Testing

/// A new process that has the traces of an earlier one need evaluate nothing.
struct RecordedTraceTests {
  private let texts = [
    "enum mood a b\ntable users name:text m:mood",
    "table posts title:text author:integer\nkey posts author users",
    "if users name add users email:text",
    "column users name title\nindex users email",
    "rename posts articles\nif users email add articles e:text",
  ]

  @Test("Everything replays where nothing changed, and means the same")
  func nothingChanged() {
    let units = units(texts)
    let (traces, first) = record(units)
    let second = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
    second.findRecordedTrace = { traces[$0.id] }
    let report = second.setMigrations(units)
    #expect(report.work.evaluated.isEmpty)
    #expect(report.work.replayed == units.map(\.id))
    #expect(description(of: second.schema()) == description(of: first.schema()))
    for unit in units { #expect(second.recordedTrace(of: unit.id) == traces[unit.id]) }
  }

  @Test("A migration put in front moves every number and no replay")
  func oneMoreInFront() {
    let units = units(texts)
    let (traces, _) = record(units)
    let new = LineLanguage.unit("a0", "table other a:text")
    let history = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
    history.findRecordedTrace = { traces[$0.id] }
    let report = history.setMigrations([new] + units)
    #expect(report.work.evaluated == ["a0"])
    #expect(report.work.replayed == units.map(\.id))
  }

  @Test("Whoever gets another answer than was recorded is evaluated")
  func anotherAnswer() {
    var units = units(texts)
    let (traces, _) = record(units)
    units[0] = LineLanguage.unit(units[0].id, "table users m:text")
    let history = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
    history.findRecordedTrace = { $0.id == units[0].id ? nil : traces[$0.id] }
    let report = history.setMigrations(units)
    #expect(report.work.evaluated.prefix(2) == [units[0].id, units[2].id])
    let fresh = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
    _ = fresh.setMigrations(units)
    #expect(description(of: history.schema()) == description(of: fresh.schema()))
  }

  @Test("Broken traces cost time, never the result")
  func brokenTraces() {
    let units = units(texts)
    let (traces, first) = record(units)
    let expected = description(of: first.schema())
    for unit in units {
      guard let bytes = traces[unit.id] else { continue }
      for place in bytes.indices {
        let history = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
        history.findRecordedTrace = { $0.id == unit.id ? Array(bytes[..<place]) : traces[$0.id] }
        let report = history.setMigrations(units)
        #expect(report.work.evaluated.contains(unit.id))
        #expect(description(of: history.schema()) == expected)
      }
    }
  }

  @Test("A trace of another path, part of the file or language is not taken")
  func otherCircumstances() {
    let unit = LineLanguage.unit("m", texts[0])
    let (traces, _) = record([unit])
    var moved = unit
    moved.file.path = "elsewhere"
    var part = unit
    part.upRanges = [0..<5]
    var language = unit
    language.language = .laravel
    for other in [moved, part, language] {
      let history = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
      history.findRecordedTrace = { _ in traces["m"] }
      #expect(history.setMigrations([other]).work.evaluated == ["m"])
    }
  }

  private func units(_ texts: [String]) -> [MigrationUnit] {
    texts.enumerated().map { LineLanguage.unit("m\($0.offset)", $0.element) }
  }

  private func record(_ units: [MigrationUnit]) -> ([String: [UInt8]], History) {
    let history = History(dialect: .postgres, evaluators: LineLanguage.evaluators)
    _ = history.setMigrations(units)
    var traces: [String: [UInt8]] = [:]
    for unit in units { traces[unit.id] = history.recordedTrace(of: unit.id) }
    return (traces, history)
  }
}
