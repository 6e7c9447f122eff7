import Glibc
package import Linux

/// What may be asked on a socket: its mode says who may open it, this what they hear.
package enum SocketRole: String, Sendable, CaseIterable {
  /// Everything, for root and the group of the service.
  case control
  /// Health and counts without names, for everybody on the machine.
  case status
  /// All that only reads, over TCP from this machine: nobody knows who asks there.
  case loopback
}

/// A socket that listens already: inherited from systemd, or bound by the daemon itself.
package struct ControlSocket: Sendable {
  package var role: SocketRole
  /// Owned by the server from here on.
  var descriptor: Int32
  private var listener: UnixSocketListener?

  package init(role: SocketRole, inherited socket: InheritedSocket) {
    self.role = role
    descriptor = socket.descriptor
  }

  package init(role: SocketRole, own listener: UnixSocketListener) {
    self.role = role
    descriptor = listener.descriptor
    self.listener = listener
  }

  /// A TCP socket of systemd's; nil where others than this machine could reach it.
  package init?(loopback socket: InheritedSocket) {
    guard isLoopback(socket.descriptor) else { return nil }
    self.init(role: .loopback, inherited: socket)
  }

  /// Removes what binding left; an inherited socket stays as it is.
  func withdraw() { listener?.remove() }
}

/// Whether a socket is bound to an address that only this machine reaches.
private func isLoopback(_ descriptor: Int32) -> Bool {
  var storage = sockaddr_storage()
  var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
  return withUnsafeMutablePointer(to: &storage) { pointer in
    let address = UnsafeMutableRawPointer(pointer)
    let plain = address.assumingMemoryBound(to: sockaddr.self)
    guard getsockname(descriptor, plain, &length) == 0 else { return false }
    switch Int32(plain.pointee.sa_family) {
    case AF_INET:
      // 127.0.0.0/8
      let number = address.assumingMemoryBound(to: sockaddr_in.self).pointee.sin_addr.s_addr
      return UInt32(bigEndian: number) >> 24 == 127
    case AF_INET6:
      var number = address.assumingMemoryBound(to: sockaddr_in6.self).pointee.sin6_addr
      return withUnsafeBytes(of: &number) { bytes in
        bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
      }
    default: return false
    }
  }
}
