import CLinux
import Glibc

/// Who is at the other end of a Unix socket, as the kernel noted it when it connected.
package struct PeerCredentials: Sendable, Equatable {
  package var process: Int32
  package var user: UInt32
  package var group: UInt32

  /// Nil for what is no Unix socket.
  package init?(ofSocket descriptor: Int32) {
    var peer = modelgend_peer()
    guard modelgend_peer_of(descriptor, &peer) == 0, peer.process > 0 else { return nil }
    process = peer.process
    user = peer.user
    group = peer.group
  }

  package init(process: Int32, user: UInt32, group: UInt32) {
    self.process = process
    self.user = user
    self.group = group
  }

  package var isRoot: Bool { user == 0 }
  package var isOwnUser: Bool { user == geteuid() }
}
