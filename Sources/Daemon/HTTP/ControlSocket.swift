package import Linux

/// What may be asked on a socket: its mode says who may open it, this what they hear.
package enum SocketRole: String, Sendable, CaseIterable {
  /// Everything, for root and the group of the service.
  case control
  /// Health and counts without names, for everybody on the machine.
  case status
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

  /// Removes what binding left; an inherited socket stays as it is.
  func withdraw() { listener?.remove() }
}
