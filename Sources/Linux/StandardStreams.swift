import Glibc

/// Writes bytes to standard output, whole; a closed pipe ends the process as it would `cat`.
package func writeStandardOutput(_ bytes: [UInt8]) { writeAll(1, bytes) }

package func writeStandardError(_ text: String) { writeAll(2, Array(text.utf8)) }

/// Writes all of it, however often the system takes a part; gives the error number, 0 for none.
@discardableResult
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var offset = 0
    while offset < buffer.count, let base = buffer.baseAddress {
      let written = write(descriptor, base + offset, buffer.count - offset)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      offset += written
    }
    return 0
  }
}

/// Whether a person looks at it.
package func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

/// Whether colours are wanted there: by a person, and not refused by `NO_COLOR`
/// (https://no-color.org) or a terminal that has none.
package func wantsColour(_ descriptor: Int32) -> Bool {
  guard isTerminal(descriptor) else { return false }
  if let refusal = getenv("NO_COLOR"), refusal.pointee != 0 { return false }
  guard let terminal = getenv("TERM") else { return true }
  return strcmp(terminal, "dumb") != 0
}
