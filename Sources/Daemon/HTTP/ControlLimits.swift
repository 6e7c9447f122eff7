package import NIOCore

/// What a client of the control sockets may use up; each socket has its own connections.
package struct ControlLimits: Sendable {
  package var connections = 64
  package var bodyBytes = 64 << 10
  /// Everything before the body: the line of the request and all its headers.
  package var headBytes = 64 << 10
  package var headerBytes = 32 << 10
  package var headerCount = 100
  /// From the first byte of a request to the end of its head.
  package var headerTimeout = TimeAmount.seconds(5)
  /// From the end of the head to the end of the body.
  package var bodyTimeout = TimeAmount.seconds(30)
  /// Without a request.
  package var idleTimeout = TimeAmount.seconds(60)
  /// How often those who listen for events hear that the daemon lives.
  package var heartbeat = Duration.seconds(15)
  /// How long requests that are being answered have when the server stops.
  package var stopping = Duration.seconds(2)

  package init() {}
}

/// How long a call that waits does so where it does not say, and at most.
enum WaitLimit {
  static let sync = Duration.seconds(10)
  static let longest = Duration.seconds(300)
}
