import Synchronization

/// The content of a file that nobody has needed yet.
///
/// After a restart most migrations are replayed from their record and never looked at.
package final class DeferredBytes: Sendable {
  /// Whether `${` or `{{` stands somewhere in it.
  package let mayHoldPlaceholders: Bool
  /// Where its lines begin, if that is known.
  let lines: LineTable?
  private let read: @Sendable () -> [UInt8]
  private let known = Mutex<[UInt8]?>(nil)

  package init(
    mayHoldPlaceholders: Bool,
    lines: LineTable?,
    read: @escaping @Sendable () -> [UInt8]
  ) {
    self.mayHoldPlaceholders = mayHoldPlaceholders
    self.lines = lines
    self.read = read
  }

  /// Read once, when they are first asked for.
  var bytes: [UInt8] {
    known.withLock { known in
      if let known { return known }
      let bytes = read()
      known = bytes
      return bytes
    }
  }
}
