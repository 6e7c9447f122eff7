import ControlAPI
import Glibc
import Linux

extension ControlClient {
  /// How listening came to its end.
  enum ListeningEnd: Equatable {
    /// The one who listens had enough.
    case enough
    /// The connection ended without the daemon having said so.
    case broken
  }

  /// How long a daemon that broke off may take to come back, and the pause between two tries.
  private static let returning = (tries: 60, pause: UInt32(1_000_000))

  /// Listens to what happens; ends when the daemon or `heard` says so.
  ///
  /// `idle` is called when nothing came for its time, and may end the listening too.
  func listen(
    after last: String?,
    idle: Duration?,
    onIdle: () throws -> Bool = { true },
    heard: (ServerSentEvent) throws -> Bool
  ) throws {
    var place = last
    do {
      _ = try listen(from: &place, idle: idle, onIdle: onIdle, heard: heard)
    } catch let failure as UnixConnection.Failure {
      throw reportFailure(failure, path)
    }
  }

  /// Listens on over breaks of the connection, from the last event that was heard.
  ///
  /// A daemon that stops says so, and is not asked again: systemd would start it for the question.
  func follow(after last: String?, heard: (ServerSentEvent) throws -> Bool) throws {
    var place = last
    var tries = 0
    while true {
      do {
        func hear(_ event: ServerSentEvent) throws -> Bool {
          tries = 0
          return try heard(event)
        }
        let end = try listen(from: &place, idle: nil, heard: hear)
        if end == .enough { return }
        writeStandardError("modelgend: the connection broke off; listening again\n")
      } catch let failure as UnixConnection.Failure {
        // The first time somebody should know at once.
        guard place != nil, tries < Self.returning.tries else {
          throw reportFailure(failure, path)
        }
      }
      tries += 1
      usleep(tries == 1 ? Self.returning.pause / 10 : Self.returning.pause)
    }
  }

  private func listen(
    from place: inout String?,
    idle: Duration?,
    onIdle: () throws -> Bool = { true },
    heard: (ServerSentEvent) throws -> Bool
  ) throws -> ListeningEnd {
    var headers = ["Accept: text/event-stream"]
    if let place { headers.append("Last-Event-ID: " + place) }
    var reader = ResponseReader()
    var events = EventReader()
    var body: [UInt8] = []
    let connection = try UnixConnection(path)
    try connection.send(request("GET", "/v1/events", [], headers: headers))
    while true {
      guard let bytes = try received(connection, within: idle) else {
        if try !onIdle() { return .enough }
        continue
      }
      guard !bytes.isEmpty, let part = reader.take(bytes) else { return .broken }
      if let head = reader.head, head.status >= 400 {
        body += part
        if reader.isDone { throw problem(in: Reply(head: head, body: body)) }
        continue
      }
      for event in events.take(part) {
        place = event.id
        if try !heard(event) { return .enough }
      }
      // The first bytes name a place before any event came.
      if !events.lastID.isEmpty { place = events.lastID }
      if reader.isDone { return .broken }
    }
  }

  /// What came, or nil where nothing did for the time.
  private func received(
    _ connection: UnixConnection,
    within time: Duration?
  ) throws(UnixConnection.Failure) -> ArraySlice<UInt8>? {
    do {
      return try connection.receive(by: time.map { ContinuousClock.now + $0 })
    } catch {
      guard error == .timeout else { throw error }
      return nil
    }
  }
}
