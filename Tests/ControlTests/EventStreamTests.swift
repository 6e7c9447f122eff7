import ControlAPI
import Foundation
import NIOCore
import Testing

@testable import Daemon

/// The events in the bytes of a stream: id, type and data of each.
private func parse(_ bytes: [UInt8]) -> [(id: EventID, event: Event)] {
  String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n").compactMap { block in
    var fields: [Substring: String] = [:]
    for line in block.split(separator: "\n") {
      guard let colon = line.firstRange(of: ": ") else { continue }
      fields[line[..<colon.lowerBound]] = String(line[colon.upperBound...])
    }
    guard let id = fields["id"].flatMap({ EventID($0) }), let type = fields["event"],
      let event = try? Event(type: type, data: Array((fields["data"] ?? "").utf8))
    else { return nil }
    return (id, event)
  }
}

private func changed(_ counter: Int) -> Event {
  .diagnosticsChanged(
    DiagnosticsChange(project: "p", counts: DiagnosticCounts(errors: counter))
  )
}

@Test("A client that comes and goes at any time ends with the daemon's state", arguments: 0..<200)
func resumeProperty(seed: Int) {
  var random = SplitMix(seed: UInt64(seed))
  var limits = EventStream.Limits()
  limits.events = Int.random(in: 1...12, using: &random)
  limits.bytes = Int.random(in: 200...3000, using: &random)
  let stream = EventStream(epoch: "e", limits: limits)
  var state = 0
  var known = 0
  var last: EventID?
  var resets = 0
  var subscription = stream.listen(from: .now) {}

  func read() {
    while let bytes = subscription.take(), !bytes.isEmpty {
      for (id, event) in parse(bytes) {
        if let last { #expect(id.sequence > last.sequence || event == .reset(.gap)) }
        last = id
        switch event {
        case .reset:
          resets += 1
          known = state
        case .diagnosticsChanged(let change): known = change.counts.errors
        default: Issue.record("an event that nobody published: \(event)")
        }
      }
    }
  }

  for _ in 0..<300 {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<6:
      state += 1
      stream.publish(changed(state))
    case 6..<8: read()
    default:
      subscription.end()
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        state += 1
        stream.publish(changed(state))
      }
      // A client that never saw an event reads the state when it connects.
      if last == nil { known = state }
      subscription = stream.listen(from: last.map { .after($0) } ?? .now) {}
    }
  }
  read()
  #expect(known == state)
  #expect(stream.listenerCounts.open == 1)
}

@Test("An event of an earlier life, of the future or of nonsense is answered with a reset")
func strangeIDs() {
  let stream = EventStream(epoch: "now")
  stream.publish(changed(1))
  for (id, reason) in [
    (EventID(epoch: "before", sequence: 1), ResetReason.restarted),
    (EventID(epoch: "now", sequence: 99), .gap),
  ] {
    let events = parse(stream.listen(from: .after(id)) {}.take() ?? [])
    #expect(events.map(\.event) == [.reset(reason)])
    #expect(events.first?.id == EventID(epoch: "now", sequence: 1))
  }
}

@Test("A listener that falls more than the limit behind is let go; others hear everything")
func slowListener() {
  var limits = EventStream.Limits()
  limits.lag = 2000
  let stream = EventStream(epoch: "e", limits: limits)
  let letGo = Flag()
  let slow = stream.listen(from: .now) { letGo.raise() }
  let quick = stream.listen(from: .now) {}
  var heard = 0
  for counter in 0..<100 {
    stream.publish(changed(counter))
    heard += parse(quick.take() ?? []).count
  }
  #expect(heard == 100)
  #expect(letGo.isRaised)
  #expect(slow.take() == nil)
  #expect(stream.listenerCounts.dropped == 1)
}

@Test("Publishing a hundred thousand events keeps a bounded number of bytes")
func boundedMemory() {
  var limits = EventStream.Limits()
  limits.bytes = 10_000
  let stream = EventStream(epoch: "e", limits: limits)
  for counter in 0..<100_000 { stream.publish(changed(counter)) }
  let old = stream.listen(from: .after(EventID(epoch: "e", sequence: 1))) {}
  #expect(parse(old.take() ?? []).map(\.event) == [.reset(.gap)])
  let recent = stream.listen(from: .after(EventID(epoch: "e", sequence: 99_990))) {}
  #expect(parse(recent.take() ?? []).count == 10)
}

@Suite("Events over the socket", .serialized)
struct EventSocketTests {
  @Test("A reader that stops costs the daemon nothing and is disconnected; it resumes by its id")
  func stoppedReader() async throws {
    try await withServer { server in
      let stopped = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(get("/v1/events"))
        _ = connection.receive(until: "retry")
        return connection
      }
      let clock = ContinuousClock()
      let run = finishedRun
      let took = clock.measure {
        for _ in 0..<6000 { server.daemon.events.publish(.runFinished(run)) }
      }
      #expect(took < .seconds(30))
      #expect(server.daemon.events.listenerCounts.dropped == 1)
      let resumed = try await blocking {
        _ = stopped.receiveAll()
        let connection = try RawConnection(server.control)
        connection.send(get("/v1/events", "Last-Event-ID: a1b2:1"))
        return connection.receive(until: "event: reset\ndata: {\"reason\":\"gap\"}")
      }
      #expect(resumed.contains("id: a1b2:6000"))
    }
  }

  @Test("A resumed stream goes on right behind the last event, and a heartbeat shows it lives")
  func resume() async throws {
    var limits = ControlLimits()
    limits.heartbeat = .milliseconds(100)
    try await withServer(limits: limits) { server in
      for _ in 0..<5 { server.daemon.events.publish(.runFinished(finishedRun)) }
      let text = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(get("/v1/events", "Last-Event-ID: a1b2:3"))
        return connection.receive(until: ": alive")
      }
      #expect(text.contains("retry: 1000\n\n"))
      #expect(text.contains("id: a1b2:4\n"))
      #expect(text.contains("id: a1b2:5\nevent: run-finished\n"))
      #expect(!text.contains("id: a1b2:3\n"))
    }
  }

  @Test("A client that begins now is told its place before any event, so that it can resume")
  func beginning() async throws {
    try await withServer { server in
      for _ in 0..<3 { server.daemon.events.publish(.runFinished(finishedRun)) }
      let text = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(get("/v1/events"))
        return connection.receive(until: "retry: 1000\nid: ")
      }
      #expect(text.contains("id: a1b2:3\n\n"))
      #expect(!text.contains("event:"))
    }
  }

  @Test("When the server stops, those who listen hear the last event and the end")
  func stop() async throws {
    let text = try await withServer { server in
      let connection = try await blocking {
        let connection = try RawConnection(server.control)
        connection.send(get("/v1/events"))
        _ = connection.receive(until: "retry")
        return connection
      }
      server.daemon.events.publish(.stopping)
      server.server.stop()
      return try await blocking { connection.receiveAll() }
    }
    #expect(text.contains("event: stopping"))
    #expect(text.contains("\r\n0\r\n"))
  }
}
