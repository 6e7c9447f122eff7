import ControlAPI
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Ends connections whose requests are too large or arrive too slowly, with a problem as the
/// last word.
///
/// Two handlers of one pipeline share it: one before the HTTP decoder sees the first byte of a
/// request, one behind it the end of its head. Everything runs on the connection's event loop.
final class RequestDeadline {
  private enum Phase {
    case idle
    case head
    case body
    case answering
  }

  private let limits: ControlLimits
  private var phase = Phase.idle
  private var headBytes = 0
  private var timer: Scheduled<Void>?
  private var isOver = false
  /// Set by the handler behind the decoder: writes a problem and closes.
  fileprivate var refuse: ((ProblemCode) -> Void)?
  fileprivate var hasResponseBegun = false

  init(_ limits: ControlLimits) { self.limits = limits }

  /// The handlers, in the order of the pipeline: before the decoder and behind it.
  func handlers() -> (front: any ChannelHandler, back: any RemovableChannelHandler) {
    (BytesArriving(self), PartsArriving(self))
  }

  fileprivate func willRead(_ loop: any EventLoop) {
    guard phase == .idle else { return }
    phase = .head
    headBytes = 0
    start(limits.headerTimeout, loop)
  }

  fileprivate func didRead(_ count: Int) {
    guard phase == .head else { return }
    headBytes += count
    if headBytes > limits.headBytes { end(.headersTooLarge) }
  }

  fileprivate func headEnded(_ loop: any EventLoop) {
    phase = .body
    start(limits.bodyTimeout, loop)
  }

  fileprivate func requestEnded() {
    timer?.cancel()
    phase = hasResponseBegun ? phase : .answering
    if phase == .body { phase = .idle }
  }

  fileprivate func responseEnded() {
    hasResponseBegun = false
    if phase == .answering { phase = .idle }
  }

  fileprivate func end(_ code: ProblemCode) {
    timer?.cancel()
    guard !isOver else { return }
    isOver = true
    refuse?(code)
  }

  fileprivate func stop() {
    timer?.cancel()
    isOver = true
    refuse = nil
  }

  private func start(_ time: TimeAmount, _ loop: any EventLoop) {
    timer?.cancel()
    timer = loop.assumeIsolated().scheduleTask(in: time) { self.end(.requestTooSlow) }
  }
}

/// Sees the bytes before they are decoded.
private final class BytesArriving: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let deadline: RequestDeadline

  init(_ deadline: RequestDeadline) { self.deadline = deadline }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let count = unwrapInboundIn(data).readableBytes
    deadline.willRead(context.eventLoop)
    context.fireChannelRead(data)
    // Counted afterwards: the same bytes may have held the end of the head and a body.
    deadline.didRead(count)
  }
}

/// Sees the parts of requests and responses, and the errors of the decoder.
private final class PartsArriving: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let deadline: RequestDeadline

  init(_ deadline: RequestDeadline) { self.deadline = deadline }

  func handlerAdded(context: ChannelHandlerContext) {
    deadline.refuse = { [deadline] code in self.refuse(code, context, deadline) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { deadline.stop() }

  func channelInactive(context: ChannelHandlerContext) {
    deadline.stop()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: deadline.headEnded(context.eventLoop)
    case .body: break
    case .end: deadline.requestEnded()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head: deadline.hasResponseBegun = true
    case .body: break
    case .end: deadline.responseEnded()
    }
    context.write(data, promise: promise)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else {
      context.fireErrorCaught(error)
      return
    }
    deadline.end(error == .headerOverflow ? .headersTooLarge : .badRequest)
  }

  /// The last response of a connection; none where another one has begun.
  private func refuse(
    _ code: ProblemCode,
    _ context: ChannelHandlerContext,
    _ deadline: RequestDeadline
  ) {
    guard !deadline.hasResponseBegun else {
      context.close(promise: nil)
      return
    }
    let bytes = wireJSON(Problem(code, refusalDetail(code)), isPretty: true) + [10]
    let head = HTTPResponse(
      status: HTTPResponse.Status(code: code.status),
      headerFields: [
        .contentType: "application/problem+json", .contentLength: String(bytes.count),
        .connection: "close",
      ]
    )
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil)
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      channel.close(promise: nil)
    }
  }

  private func refusalDetail(_ code: ProblemCode) -> String {
    switch code {
    case .headersTooLarge: "Send fewer or shorter headers."
    case .requestTooSlow: "The connection is closed."
    default: "This is not HTTP/1.1 as it should be."
    }
  }
}
