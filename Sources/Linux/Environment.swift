import CLinux
import Glibc

/// The value of an environment variable, if it is set to anything.
package func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}

/// Makes a folder of one's own below `$TMPDIR`, its name beginning as given.
func makeTemporaryFolder(_ name: String) throws(FileSystemError) -> String {
  let base = environmentVariable("TMPDIR") ?? "/tmp"
  let pattern = base + "/" + name + "-" + String(repeating: "X", count: 6)
  var template = Array(pattern.utf8CString)
  guard let made = mkdtemp(&template) else {
    throw FileSystemError(errno: errno, "make", pattern)
  }
  return String(cString: made)
}

/// Names the calling thread for `top -H`, `/proc` and whoever debugs; at most 15 bytes count.
package func nameThread(_ name: String) { modelgend_name_thread(name) }

/// Lets another thread have this processor, if one is waiting for it.
package func giveWay() { sched_yield() }
