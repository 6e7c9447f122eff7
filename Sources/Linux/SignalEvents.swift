import CLinux
import Glibc

/// Signals as calls on a thread of their own, where anything may be done.
///
/// Make it before any other thread starts: the signals are blocked in the calling thread and in
/// those it starts afterwards, so that none is lost and none ends the process.
package final class SignalEvents: Sendable {
  private let core: SignalCore
  /// Where the calls are made.
  let thread: pthread_t

  package init(
    _ signals: [Int32],
    onSignal: @escaping @Sendable (Int32) -> Void
  ) throws(FileSystemError) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let arrivals = signalfd(-1, &set, Int32(SFD_CLOEXEC))
    let wake = eventfd(0, Int32(EFD_CLOEXEC))
    guard arrivals >= 0, wake >= 0 else { throw FileSystemError(errno: errno, "take", "signals") }
    core = SignalCore(arrivals: arrivals, wake: wake, onSignal: onSignal)
    let argument = Unmanaged.passRetained(core)
    var started = pthread_t()
    let result = pthread_create(
      &started,
      nil,
      { pointer in
        if let pointer {
          Unmanaged<SignalCore>.fromOpaque(pointer).takeRetainedValue().waitUntilStopped()
        }
        return nil
      },
      argument.toOpaque()
    )
    guard result == 0 else {
      argument.release()
      throw FileSystemError(errno: result, "take", "signals")
    }
    thread = started
  }

  deinit {
    eventfd_write(core.wake, 1)
    if pthread_equal(thread, pthread_self()) == 0 {
      pthread_join(thread, nil)
    } else {
      pthread_detach(thread)
    }
    close(core.arrivals)
    close(core.wake)
  }
}

private final class SignalCore: Sendable {
  let arrivals: Int32
  let wake: Int32
  private let onSignal: @Sendable (Int32) -> Void

  init(arrivals: Int32, wake: Int32, onSignal: @escaping @Sendable (Int32) -> Void) {
    self.arrivals = arrivals
    self.wake = wake
    self.onSignal = onSignal
  }

  func waitUntilStopped() {
    while true {
      var waiting = [
        pollfd(fd: arrivals, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) >= 0 || errno == EINTR else { return }
      if waiting[1].revents != 0 { return }
      guard waiting[0].revents != 0 else { continue }
      var information = signalfd_siginfo()
      let size = MemoryLayout<signalfd_siginfo>.size
      guard read(arrivals, &information, size) == size else { continue }
      onSignal(Int32(bitPattern: information.ssi_signo))
    }
  }
}
