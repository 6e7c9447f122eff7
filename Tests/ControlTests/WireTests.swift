import ControlAPI
import Foundation
import Testing

@Test("A time is written and read as RFC 3339 has it, in every century")
func moments() throws {
  let cases: [(Int64, String)] = [
    (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
    (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
    (1_772_355_600_123_456, "2026-03-01T09:00:00.123456Z"),
    (4_107_542_399_000_000, "2100-02-28T23:59:59.000000Z"),
  ]
  for (microseconds, text) in cases {
    #expect(Moment(microseconds: microseconds).description == text)
    #expect(Moment(text)?.microseconds == microseconds)
  }
  var random = SplitMix(seed: 7)
  let formatter = ISO8601DateFormatter()
  for _ in 0..<2000 {
    let seconds = Int64.random(in: 0..<4_000_000_000, using: &random)
    let text = Moment(microseconds: seconds * 1_000_000).description
    let date = Date(timeIntervalSince1970: Double(seconds))
    #expect(text.prefix(19) + "Z" == formatter.string(from: date))
    #expect(Moment(text)?.microseconds == seconds * 1_000_000)
  }
  for wrong in ["", "2026-03-01", "2026-03-01T09:00:00", "2026-13-01T09:00:00Z", "Z", "é"] {
    #expect(Moment(wrong) == nil)
  }
}

@Test("Every page survives the wire, and an older client reads a newer page")
func pages() throws {
  let problem = Problem(.noSuchProject, "No.", hint: "Look.", path: "a", line: 1, column: 2)
  #expect(try readWireJSON(Problem.self, wireJSON(problem)) == problem)
  #expect(try readWireJSON(ProjectStatus.self, wireJSON(shop)) == shop)
  let newer = String(decoding: wireJSON(shop), as: UTF8.self)
    .replacingOccurrences(of: "{\"", with: "{\"aNewMember\":[1,{}],\"")
  #expect(try readWireJSON(ProjectStatus.self, Array(newer.utf8)) == shop)
}

@Test("Every event survives the wire; a type of a newer daemon is skipped")
func events() throws {
  let events: [Event] = [
    .reset(.gap), .projectAdded(shop), .projectRemoved(id: "a"), .projectChanged(shop),
    .runStarted(finishedRun), .runFinished(finishedRun),
    .schemaChanged(
      SchemaChange(project: "a", run: "r", cause: "c", tables: ["t"], schema: SchemaSize())
    ),
    .diagnosticsChanged(DiagnosticsChange(project: "a", counts: DiagnosticCounts(errors: 1))),
    .reloaded(ReloadReport()), .reloadRefused(Problem(.badConfiguration, "No.")), .stopping,
  ]
  #expect(Set(events.map(\.kind)) == Set(Event.Kind.allCases))
  for event in events {
    #expect(!event.data.contains(10), "data of a server-sent event is one line")
    #expect(try Event(type: event.kind.rawValue, data: event.data) == event)
  }
  #expect(try Event(type: "a-later-one", data: Array("{}".utf8)) == nil)
}

@Test("Metrics are valid OpenMetrics, with hostile labels")
func metricsText() {
  let text = openMetrics([
    Metric("a_b", .counter, "Help \\ \n", samples: [.init(1.5, labels: ["p": "x\"\\\ny"])]),
    Metric("c", .gauge, "None", samples: []),
  ])
  #expect(
    text == """
      # TYPE a_b counter
      # HELP a_b Help \\\\ \\n
      a_b_total{p="x\\"\\\\\\ny"} 1.5
      # EOF

      """
  )
}
