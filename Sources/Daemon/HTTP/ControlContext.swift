import Hummingbird
import Logging
import NIOCore

/// What travels beside a request through Hummingbird's router: the connection it came on.
struct ControlContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
