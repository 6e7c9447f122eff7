package import ControlAPI
import Synchronization

/// The recent events of the daemon, numbered, and those who wait for the next one.
///
/// The loop publishes without ever waiting: an event is encoded once into a ring of bounded size,
/// and a listener is a place in that ring. A listener that was away too long, or comes back with
/// the number of an earlier life, gets a `reset` first and reads the state again. One that is
/// more than `lagLimit` bytes behind is let go.
package final class EventStream: Sendable {
  package struct Limits: Sendable {
    /// How many events are kept for those who come back.
    package var events = 4096
    /// How many bytes of them.
    package var bytes = 4 << 20
    /// How far a listener may fall behind, in bytes.
    package var lag = 1 << 20

    package init() {}
  }

  /// Where a listener begins.
  enum Start: Sendable {
    case now
    /// With the oldest event that is kept.
    case oldest
    case after(EventID)
  }

  struct Frame: Sendable {
    var sequence: UInt64
    var bytes: [UInt8]
    /// All bytes published up to and with this one: two of these tell how far apart they are.
    var total: Int
  }

  struct Listener {
    /// The number of the last event it was given.
    var cursor: UInt64
    /// The bytes published up to that event.
    var total: Int
    var needsReset: ResetReason?
    var waiting: CheckedContinuation<Void, Never>?
    var isEnded = false
    /// Ends the connection of a listener that fell too far behind.
    var letGo: @Sendable () -> Void
  }

  private struct State {
    var frames: [Frame] = []
    /// Where the ring begins in `frames`; what lies before is dropped when it is half of it.
    var first = 0
    var bytes = 0
    var sequence: UInt64 = 0
    var total = 0
    var listeners: [UInt64: Listener] = [:]
    var nextListener: UInt64 = 0
    var dropped = 0
    var isClosed = false
  }

  /// Names this life of the daemon in the ids of events.
  package let epoch: String
  private let limits: Limits
  private let state = Mutex(State())

  package init(epoch: String, limits: Limits = Limits()) {
    self.epoch = epoch
    self.limits = limits
  }

  /// Tells an event to everybody who listens or comes back in time; never waits.
  package func publish(_ event: Event) {
    let kind = event.kind.rawValue
    let data = event.data
    let (woken, slow) = state.withLock { state -> ([Waiter], [@Sendable () -> Void]) in
      state.sequence += 1
      let id = EventID(epoch: epoch, sequence: state.sequence)
      let bytes = serverSentEvent(id: id, type: kind, data: data)
      state.total += bytes.count
      state.bytes += bytes.count
      state.frames.append(Frame(sequence: state.sequence, bytes: bytes, total: state.total))
      trim(&state)
      var woken: [Waiter] = []
      var slow: [@Sendable () -> Void] = []
      for key in Array(state.listeners.keys) {
        guard var listener = state.listeners[key], !listener.isEnded else { continue }
        if let waiting = listener.waiting { woken.append(waiting) }
        listener.waiting = nil
        if state.total - listener.total > limits.lag {
          listener.isEnded = true
          state.dropped += 1
          slow.append(listener.letGo)
        }
        state.listeners[key] = listener
      }
      return (woken, slow)
    }
    for waiter in woken { waiter.resume() }
    for letGo in slow { letGo() }
  }

  /// Ends all listening, after what was published before; for the end of the daemon.
  package func close() {
    let woken = state.withLock { state -> [Waiter] in
      state.isClosed = true
      return state.listeners.keys.compactMap { key in
        defer { state.listeners[key]?.waiting = nil }
        return state.listeners[key]?.waiting
      }
    }
    for waiter in woken { waiter.resume() }
  }

  /// How many listen now, and how many were let go for being slow.
  package var listenerCounts: (open: Int, dropped: Int) {
    state.withLock { ($0.listeners.count, $0.dropped) }
  }

  /// The id of the newest event: what a client that reads the state now need not hear again.
  package var newest: EventID {
    EventID(epoch: epoch, sequence: state.withLock { $0.sequence })
  }

  /// Begins to listen at a place of the stream.
  func listen(from start: Start, letGo: @escaping @Sendable () -> Void) -> Subscription {
    let (key, place) = state.withLock { state -> (UInt64, EventID) in
      var listener = Listener(cursor: state.sequence, total: state.total, letGo: letGo)
      let oldest = state.frames[state.first...].first?.sequence ?? state.sequence + 1
      switch start {
      case .now: break
      case .oldest: begin(&listener, with: oldest, state)
      case .after(let last) where last.epoch != epoch: listener.needsReset = .restarted
      case .after(let last) where last.sequence > state.sequence || last.sequence + 1 < oldest:
        // Too old, or a number that was never given: the client's idea of the state is nothing.
        listener.needsReset = .gap
      case .after(let last): begin(&listener, with: last.sequence + 1, state)
      }
      state.nextListener += 1
      state.listeners[state.nextListener] = listener
      return (state.nextListener, EventID(epoch: epoch, sequence: state.sequence))
    }
    if case .now = start { return Subscription(stream: self, key: key, place: place) }
    return Subscription(stream: self, key: key, place: nil)
  }

  private func begin(_ listener: inout Listener, with sequence: UInt64, _ state: State) {
    guard let oldest = state.frames[state.first...].first?.sequence, sequence >= oldest else {
      return
    }
    let place = Int(sequence - oldest) + state.first
    guard place < state.frames.count else { return }
    let frame = state.frames[place]
    listener.cursor = sequence - 1
    listener.total = frame.total - frame.bytes.count
  }

  private typealias Waiter = CheckedContinuation<Void, Never>

  private func trim(_ state: inout State) {
    while state.frames.count - state.first > limits.events || state.bytes > limits.bytes,
      state.first < state.frames.count - 1
    {
      state.bytes -= state.frames[state.first].bytes.count
      state.frames[state.first].bytes = []
      state.first += 1
    }
    if state.first > state.frames.count / 2 {
      state.frames.removeFirst(state.first)
      state.first = 0
    }
  }
}

extension EventStream {
  /// One who listens; `end` must be called when it is done.
  struct Subscription: Sendable {
    fileprivate let stream: EventStream
    fileprivate let key: UInt64
    /// Where one began that began with what comes next; a client that resumes knows its own place,
    /// and must not be told a later one before it has heard what lies between.
    let place: EventID?

    /// Waits until there is something to take, the listening has ended or the task is cancelled.
    func waitForMore() async {
      await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let isReady = stream.state.withLock { state -> Bool in
            guard var listener = state.listeners[key] else { return true }
            if Task.isCancelled || state.isClosed || listener.isEnded
              || listener.needsReset != nil || listener.cursor < state.sequence
            {
              return true
            }
            listener.waiting = continuation
            state.listeners[key] = listener
            return false
          }
          if isReady { continuation.resume() }
        }
      } onCancel: {
        wake()
      }
    }

    /// The bytes to send now, empty where there are none; nil when the listening has ended.
    func take() -> [UInt8]? {
      stream.state.withLock { state in
        guard var listener = state.listeners[key], !listener.isEnded else { return nil }
        var bytes: [UInt8] = []
        let oldest = state.frames[state.first...].first?.sequence ?? state.sequence + 1
        if listener.needsReset == nil, listener.cursor + 1 < oldest { listener.needsReset = .gap }
        if let reason = listener.needsReset {
          let id = EventID(epoch: stream.epoch, sequence: state.sequence)
          let event = Event.reset(reason)
          bytes = serverSentEvent(id: id, type: event.kind.rawValue, data: event.data)
          listener.needsReset = nil
        } else if listener.cursor < state.sequence {
          let place = state.first + Int(listener.cursor + 1 - oldest)
          for frame in state.frames[place...] { bytes += frame.bytes }
        } else if state.isClosed {
          return nil
        }
        listener.cursor = state.sequence
        listener.total = state.total
        state.listeners[key] = listener
        return bytes
      }
    }

    /// Wakes a `waitForMore` without anything to take.
    func wake() {
      let waiting = stream.state.withLock { state in
        defer { state.listeners[key]?.waiting = nil }
        return state.listeners[key]?.waiting
      }
      waiting?.resume()
    }

    func end() {
      let waiting = stream.state.withLock { $0.listeners.removeValue(forKey: key)?.waiting }
      waiting?.resume()
    }
  }
}

/// One event in the form of the HTML standard; data is one line of JSON.
func serverSentEvent(id: EventID, type: String, data: [UInt8]) -> [UInt8] {
  Array("id: \(id)\nevent: \(type)\ndata: ".utf8) + data + [10, 10]
}
