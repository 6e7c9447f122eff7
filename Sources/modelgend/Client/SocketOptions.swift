import ArgumentParser
import Linux

/// Where the daemon answers, for every command that asks it.
struct SocketOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The control socket of the daemon.",
      discussion: """
        Without it: $MODELGEND_SOCKET, then $XDG_RUNTIME_DIR/modelgend/control.sock, then \
        /run/modelgend/control.sock.
        """
    )
  )
  var socket: String?

  /// The sockets to try, in this order; one that was named is the only one.
  var candidates: [String] {
    if let socket { return [socket] }
    if let named = environmentVariable("MODELGEND_SOCKET") { return [named] }
    var paths: [String] = []
    if let folder = environmentVariable("XDG_RUNTIME_DIR") {
      paths.append(folder + "/modelgend/control.sock")
    }
    return paths + ["/run/modelgend/control.sock"]
  }
}
