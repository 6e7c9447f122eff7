import CSystemd
import Glibc

/// What systemd is told about the service; nothing happens where nobody asked to be told.
package enum ServiceNotifications {
  /// The service answers now.
  package static func ready(status: String) { send("READY=1\nSTATUS=" + line(status)) }

  /// One line for `systemctl status`.
  package static func status(_ text: String) { send("STATUS=" + line(text)) }

  /// A reload has begun; `ready` ends it.
  ///
  /// Without the time `systemctl reload` of a `Type=notify-reload` unit waits until its timeout.
  package static func reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=\(MonotonicClock.now() / 1000)")
  }

  package static func stopping(status: String) { send("STOPPING=1\nSTATUS=" + line(status)) }

  /// The self-check passed.
  package static func watchdog() { send("WATCHDOG=1") }

  /// Asks for more time to start or stop, from now.
  package static func extendTimeout(by duration: Duration) {
    send("EXTEND_TIMEOUT_USEC=\(Int64(duration / .microseconds(1)))")
  }

  /// The number of the error that ends the service.
  package static func failed(errno number: Int32, status: String) {
    send("ERRNO=\(number)\nSTATUS=" + line(status))
  }

  /// How long systemd waits for `watchdog()` before it kills; nil where it does not watch this
  /// process.
  package static var watchdogInterval: Duration? {
    var microseconds: UInt64 = 0
    guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return .microseconds(Int64(clamping: microseconds))
  }

  /// Whether the process was started by systemd and has its notifications read.
  package static var isListening: Bool { getenv("NOTIFY_SOCKET") != nil }

  private static func line(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func send(_ state: String) { sd_notify(0, state) }
}
