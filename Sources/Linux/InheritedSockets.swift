import CSystemd
import Glibc

/// A listening socket that systemd made and handed over.
package struct InheritedSocket: Sendable, Equatable {
  package enum Family: Sendable, Equatable { case unix, internet }

  package var descriptor: Int32
  /// What the socket unit says in `FileDescriptorName=`.
  package var name: String
  package var family: Family
}

/// Takes the sockets of `LISTEN_FDS` over, once.
///
/// The variables are unset, so that no child takes the sockets for its own. What is no listening
/// stream socket is closed. Call it before other threads start, since the environment is changed.
package func takeInheritedSockets() -> [InheritedSocket] {
  var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  let count = sd_listen_fds_with_names(1, &names)
  guard count > 0 else { return [] }
  var sockets: [InheritedSocket] = []
  for index in 0..<Int(count) {
    // SD_LISTEN_FDS_START
    let descriptor = Int32(3 + index)
    let name = names?[index].map { String(cString: $0) } ?? "unknown"
    free(names?[index])
    // SOCK_STREAM
    if sd_is_socket(descriptor, AF_UNIX, 1, 1) > 0 {
      sockets.append(InheritedSocket(descriptor: descriptor, name: name, family: .unix))
    } else if sd_is_socket(descriptor, AF_UNSPEC, 1, 1) > 0 {
      sockets.append(InheritedSocket(descriptor: descriptor, name: name, family: .internet))
    } else {
      close(descriptor)
    }
  }
  free(names)
  return sockets
}
