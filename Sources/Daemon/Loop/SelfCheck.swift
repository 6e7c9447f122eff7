package import Cache
import Dispatch
import Glibc
import Linux
package import Logging
import Synchronization

/// Tells systemd's watchdog that the daemon lives, after it has proven it.
///
/// A ping from anywhere proves only that a thread can run. So each is sent after the loop has
/// answered, an event has come back from the kernel and every further check has passed; a thread
/// of its own asks, which nothing that hangs can hold up.
package final class SelfCheck: Sendable {
  /// A check that must answer in time, by the name under which its failure is told.
  package struct Probe: Sendable {
    package var name: String
    package var isAlive: @Sendable (_ timeout: Duration) -> Bool

    package init(_ name: String, _ isAlive: @escaping @Sendable (_ timeout: Duration) -> Bool) {
      self.name = name
      self.isAlive = isAlive
    }
  }

  private let probes: [Probe]
  private let interval: Duration
  private let logger: Logger
  private let isStopped = Atomic<Bool>(false)

  /// - Parameter interval: what systemd waits for a ping; a third of it lies between two.
  package init(interval: Duration, probes: [Probe], logger: Logger) {
    self.interval = interval
    self.probes = probes
    self.logger = logger
  }

  package func start() {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(self)
    pthread_create(
      &thread,
      nil,
      { pointer in
        if let pointer { Unmanaged<SelfCheck>.fromOpaque(pointer).takeRetainedValue().turn() }
        return nil
      },
      argument.toOpaque()
    )
    pthread_detach(thread)
  }

  package func stop() { isStopped.store(true, ordering: .relaxed) }

  private func turn() {
    nameThread("modelgend-check")
    let pause = interval / 3
    while !isStopped.load(ordering: .relaxed) {
      if failures(within: pause).isEmpty { ServiceNotifications.watchdog() }
      usleep(UInt32(clamping: Int64(pause / .microseconds(1))))
    }
  }

  /// The probes that did not answer; each is told once it fails.
  func failures(within timeout: Duration) -> [String] {
    var failed: [String] = []
    for probe in probes where !probe.isAlive(timeout) {
      failed.append(probe.name)
      logger.log(
        .selfCheckFailed,
        level: .critical,
        "the self-check of \(probe.name) failed; the watchdog is not told"
      )
    }
    return failed
  }
}

extension SelfCheck.Probe {
  /// Whether the loop still turns.
  package static func loop(_ loop: MainLoop) -> SelfCheck.Probe {
    SelfCheck.Probe("the loop") { timeout in
      let answered = DispatchSemaphore(value: 0)
      loop.ping { answered.signal() }
      let nanoseconds = Int(timeout / .nanoseconds(1))
      return answered.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success
    }
  }

  /// Whether nobody is stuck in the cache; one that is off answers as well.
  package static func cache(_ cache: SchemaCache) -> SelfCheck.Probe {
    let queue = DispatchQueue(label: "modelgend.self-check.cache")
    return SelfCheck.Probe("the cache") { timeout in
      let answered = DispatchSemaphore(value: 0)
      queue.async {
        cache.waitForTurn()
        answered.signal()
      }
      let nanoseconds = Int(timeout / .nanoseconds(1))
      return answered.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .success
    }
  }

  /// Whether an event finds its way from the kernel; while the queue is full it does not, which is
  /// no death.
  package static func watcher(_ loop: MainLoop) -> SelfCheck.Probe {
    SelfCheck.Probe("the watcher") { timeout in
      loop.probeWatcher(timeout: timeout) || loop.probeWatcher(timeout: timeout)
    }
  }
}
