import ControlAPI
import NIOCore

/// Tells a client that it is one too many, and closes.
///
/// It is answered at once instead of being left in the backlog: a person at the command line
/// learns what is the case, and connections that others hold open cannot hang theirs.
final class ConnectionRefusal: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelActive(context: ChannelHandlerContext) {
    let problem = Problem(
      .tooManyConnections,
      "All connections are taken.",
      hint: "Try again in a moment; idle connections are closed after a minute."
    )
    let body = wireJSON(problem, isPretty: true) + [10]
    let head =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
      + "Content-Length: \(body.count)\r\nRetry-After: 1\r\nConnection: close\r\n\r\n"
    let channel = context.channel
    let bytes = ByteBuffer(bytes: Array(head.utf8) + body)
    context.writeAndFlush(wrapOutboundOut(bytes)).whenComplete { _ in
      channel.close(promise: nil)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}
