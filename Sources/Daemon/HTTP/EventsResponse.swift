import ControlAPI
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// `GET /v1/events`: server-sent events until the client leaves or the daemon stops.
///
/// https://html.spec.whatwg.org/multipage/server-sent-events.html
func eventsResponse(_ call: ControlCall) -> Response {
  let stream = call.daemon.events
  let channel = call.context.channel
  let heartbeat = call.server.limits.heartbeat
  // Listening begins before the head of the response is sent: what a client does after it saw
  // the head, it will hear of.
  let subscription = stream.listen(from: start(of: call)) { channel.close(promise: nil) }
  channel.closeFuture.whenComplete { _ in subscription.end() }
  let body = ResponseBody { writer in
    defer { subscription.end() }
    // The first bytes say where the client is, so that it can resume before any event came.
    let place = subscription.place.map { "id: \($0)\n" } ?? ""
    try await writer.write(ByteBuffer(string: "retry: 1000\n\(place)\n"))
    while !Task.isCancelled, let bytes = subscription.take() {
      if !bytes.isEmpty {
        try await writer.write(ByteBuffer(bytes: bytes))
      } else if await !hasMore(subscription, within: heartbeat) {
        try await writer.write(ByteBuffer(string: ": alive\n\n"))
      }
    }
    try await writer.finish(nil)
  }
  return Response(
    status: .ok,
    headers: [
      .contentType: "text/event-stream", .cacheControl: "no-store", .connection: "close",
    ],
    body: body
  )
}

/// Where the client was; an id that is none of ours counts as one of an earlier life.
private func start(of call: ControlCall) -> EventStream.Start {
  let name = HTTPField.Name("Last-Event-ID")
  guard let text = name.flatMap({ call.request.headers[$0] }) ?? call.query("after"),
    !text.isEmpty
  else { return .now }
  if text == "oldest" { return .oldest }
  return .after(EventID(text) ?? EventID(epoch: "", sequence: 0))
}

/// False where nothing came for the length of a heartbeat.
private func hasMore(
  _ subscription: EventStream.Subscription,
  within heartbeat: Duration
) async -> Bool {
  await withTaskGroup(of: Bool.self) { group in
    group.addTask {
      await subscription.waitForMore()
      return true
    }
    group.addTask {
      try? await Task.sleep(for: heartbeat)
      return false
    }
    let first = await group.next() ?? true
    group.cancelAll()
    return first
  }
}
