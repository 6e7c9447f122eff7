import Glibc

/// Letters for one reader, from any thread; the reader sleeps until one comes or a time is up.
///
/// A condition variable on the monotonic clock: an idle daemon wakes up for its deadlines and for
/// nothing else.
package final class Mailbox<Letter: Sendable>: @unchecked Sendable {
  // Guarded by `mutex`.
  private var letters: [Letter] = []
  private var mutex = pthread_mutex_t()
  private var arrived = pthread_cond_t()

  package init() {
    pthread_mutex_init(&mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(&arrived, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(&arrived)
    pthread_mutex_destroy(&mutex)
  }

  package func post(_ letter: Letter) {
    pthread_mutex_lock(&mutex)
    letters.append(letter)
    pthread_cond_signal(&arrived)
    pthread_mutex_unlock(&mutex)
  }

  /// All letters there are, in order; none where the deadline (monotonic nanoseconds) passes
  /// first.
  package func take(until deadline: UInt64?) -> [Letter] {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    while letters.isEmpty {
      guard let deadline else {
        pthread_cond_wait(&arrived, &mutex)
        continue
      }
      var time = timespec()
      time.tv_sec = Int(deadline / 1_000_000_000)
      time.tv_nsec = Int(deadline % 1_000_000_000)
      if pthread_cond_timedwait(&arrived, &mutex, &time) == ETIMEDOUT { break }
    }
    let taken = letters
    letters = []
    return taken
  }
}
