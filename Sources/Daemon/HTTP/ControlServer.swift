import ControlAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The control sockets: Hummingbird's router and HTTP channel on sockets that listen already.
///
/// Never Hummingbird's own binding: it removes the socket file of an instance that lives. It has
/// one event loop of its own, so that nothing a client does takes a thread from the loop.
package final class ControlServer: Service {
  let daemon: any ControlledDaemon
  let limits: ControlLimits
  let connections: OpenConnections
  let repetitions = RepeatedRequests()
  private let sockets: [ControlSocket]
  private let logger: Logger
  private let listeners = Mutex<[any Channel]>([])
  private let stopSignal = AsyncStream<Void>.makeStream()

  package init(
    daemon: any ControlledDaemon,
    sockets: [ControlSocket],
    limits: ControlLimits = ControlLimits(),
    logger: Logger
  ) {
    self.daemon = daemon
    self.sockets = sockets
    self.limits = limits
    self.logger = logger
    connections = OpenConnections(limit: limits.connections)
  }

  /// Serves until the task is cancelled, `stop` is called or the service group shuts down.
  package func run() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    defer { for socket in sockets { socket.withdraw() } }
    do {
      try await withGracefulShutdownHandler {
        try await serveAll(group)
      } onGracefulShutdown: {
        self.stop()
      }
    } catch {
      try? await group.shutdownGracefully()
      throw error
    }
    try await group.shutdownGracefully()
  }

  /// Takes no more requests; those being answered have `limits.stopping` to end.
  package func stop() {
    for listener in listeners.withLock({ $0 }) { listener.close(promise: nil) }
    daemon.events.close()
    connections.drain()
    stopSignal.continuation.finish()
  }

  private func serveAll(_ group: MultiThreadedEventLoopGroup) async throws {
    var servers: [Listening] = []
    for socket in sockets { servers.append(try await listen(socket, group)) }
    let stopSignal = stopSignal.stream
    let stopping = limits.stopping
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { [servers] in
        try await withThrowingDiscardingTaskGroup { inner in
          for server in servers { inner.addTask { try await self.accept(server) } }
        }
      }
      tasks.addTask {
        for await _ in stopSignal {}
        try? await Task.sleep(for: stopping)
        self.connections.closeAll()
      }
      try await tasks.next()
      tasks.cancelAll()
      connections.closeAll()
    }
  }

  private typealias Connection = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  private struct Listening: Sendable {
    var channel: NIOAsyncChannel<Connection?, Never>
    var http: HTTP1Channel
  }

  private func listen(
    _ socket: ControlSocket,
    _ group: MultiThreadedEventLoopGroup
  ) async throws -> Listening {
    let router = controlRouter(for: socket.role)
    let logger = logger
    let limits = limits
    let connections = connections
    let respond: HTTPChannelHandler.Responder = { request, writer, channel in
      connections.countRequest()
      let context = ControlContext(source: .init(channel: channel, logger: logger))
      let response = try await router.respond(to: request, context: context)
      try await writer.write(response: response.head, body: response.body)
      if response.headers[.connection] == "close" { throw ConnectionEnds() }
    }
    @Sendable func http(
      _ back: @escaping @Sendable () -> [any RemovableChannelHandler]
    ) -> HTTP1Channel {
      HTTP1Channel(
        responder: respond,
        configuration: .init(
          additionalChannelHandlers: back(),
          idleTimeout: limits.idleTimeout,
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: limits.headerBytes,
            maxHeaderListSize: limits.headerBytes,
            maxHeaderFieldCount: limits.headerCount
          )
        )
      )
    }
    let channel = try await ServerBootstrap(group: group)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .bind(socket.descriptor) { child -> EventLoopFuture<Connection?> in
        guard connections.admit(child, socket.role) else {
          return child.eventLoop.makeCompletedFuture {
            try child.pipeline.syncOperations.addHandler(ConnectionRefusal())
            return nil
          }
        }
        do {
          let (front, back) = RequestDeadline(limits).handlers()
          try child.pipeline.syncOperations.addHandler(front)
          let loopBound = NIOLoopBound(back, eventLoop: child.eventLoop)
          return http { [loopBound.value] }.setup(channel: child, logger: logger).map { $0 }
        } catch {
          return child.eventLoop.makeFailedFuture(error)
        }
      }
    listeners.withLock { $0.append(channel.channel) }
    return Listening(channel: channel, http: http { [] })
  }

  private func accept(_ listening: Listening) async throws {
    let logger = logger
    try await withThrowingDiscardingTaskGroup { group in
      try await listening.channel.executeThenClose { inbound in
        for try await connection in inbound {
          guard let connection else { continue }
          group.addTask { await listening.http.handle(value: connection, logger: logger) }
        }
      }
    }
  }

  /// Hummingbird's router over the table of routes, as one of the sockets serves it.
  private func controlRouter(for role: SocketRole) -> RouterResponder<ControlContext> {
    let router = Router(context: ControlContext.self)
    router.add(middleware: ControlGate(server: self, role: role))
    for route in controlRoutes {
      let isServed = route.isServed(on: role)
      router.on(RouterPath(route.path), method: route.method) { request, context in
        guard isServed else {
          throw Problem(
            .controlOnly,
            role == .loopback
              ? "This address only reads."
              : "This socket tells health and counts only, at /v1/health and /v1/metrics.",
            hint: "Use the control socket; its group is allowed to."
          )
        }
        var request = request
        let body = try await request.collectBody(upTo: self.limits.bodyBytes)
        let call = ControlCall(
          request: request,
          context: context,
          body: Array(body.readableBytesView),
          role: role,
          server: self
        )
        return try await route.answer(call)
      }
    }
    return router.buildResponder()
  }
}

/// Thrown after the last response of a connection, which Hummingbird's channel then closes.
private struct ConnectionEnds: Error {}
