import Linux
import NIOCore
import Synchronization

/// The connections of the control sockets, counted for each so that one cannot starve the other.
final class OpenConnections: Sendable {
  struct Counts: Sendable {
    var open = 0
    var refused = 0
    var requests = 0
  }

  private struct Connection {
    var channel: any Channel
    var peer: PeerCredentials?
  }

  private struct State {
    var open: [ObjectIdentifier: Connection] = [:]
    var byRole: [SocketRole: Int] = [:]
    var refused = 0
    var requests = 0
    var isStopping = false
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  /// Takes a connection in until it closes; false where it is one too many.
  ///
  /// Called on the connection's event loop.
  func admit(_ channel: any Channel, _ role: SocketRole) -> Bool {
    let id = ObjectIdentifier(channel)
    let peer = try? channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(
      of: NIOBSDSocket.Handle.self
    ) { PeerCredentials(ofSocket: $0) }
    let isAdmitted = state.withLock { state in
      guard !state.isStopping, state.byRole[role, default: 0] < limit else {
        state.refused += 1
        return false
      }
      state.byRole[role, default: 0] += 1
      state.open[id] = Connection(channel: channel, peer: peer ?? nil)
      return true
    }
    guard isAdmitted else { return false }
    channel.closeFuture.whenComplete { _ in
      self.state.withLock { state in
        state.open[id] = nil
        state.byRole[role, default: 1] -= 1
      }
    }
    return true
  }

  /// Who is at the other end, as the kernel noted it when it connected.
  func peer(of channel: any Channel) -> PeerCredentials? {
    state.withLock { $0.open[ObjectIdentifier(channel)]?.peer }
  }

  func countRequest() { state.withLock { $0.requests += 1 } }

  var counts: Counts {
    state.withLock {
      Counts(open: $0.open.count, refused: $0.refused, requests: $0.requests)
    }
  }

  /// Reads no further request; what is being answered may end.
  func drain() {
    for channel in stopped() { channel.close(mode: .input, promise: nil) }
  }

  func closeAll() {
    for channel in stopped() { channel.close(promise: nil) }
  }

  private func stopped() -> [any Channel] {
    state.withLock {
      $0.isStopping = true
      return $0.open.values.map(\.channel)
    }
  }
}
