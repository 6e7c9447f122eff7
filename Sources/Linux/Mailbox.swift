import Glibc

/// Letters from any thread; one reader sleeps until one comes or a time is up.
///
/// A condition variable on the monotonic clock: an idle daemon wakes up for its deadlines and for
/// nothing else.
package final class Mailbox<Letter: Sendable>: @unchecked Sendable {
  // Guarded by `mutex`.
  private var letters: [Letter] = []
  private var isNudged = false
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

  /// Ends the reader's sleep, since its deadline is another.
  package func nudge() {
    pthread_mutex_lock(&mutex)
    isNudged = true
    pthread_cond_signal(&arrived)
    pthread_mutex_unlock(&mutex)
  }

  /// Sleeps until there is a letter or a nudge, or the deadline (monotonic nanoseconds) passes.
  package func sleep(until deadline: UInt64) {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    var time = timespec()
    time.tv_sec = Int(deadline / 1_000_000_000)
    time.tv_nsec = Int(deadline % 1_000_000_000)
    while letters.isEmpty, !isNudged {
      if pthread_cond_timedwait(&arrived, &mutex, &time) == ETIMEDOUT { break }
    }
    isNudged = false
  }

  /// All letters there are, in order.
  package func take() -> [Letter] {
    pthread_mutex_lock(&mutex)
    defer { pthread_mutex_unlock(&mutex) }
    let taken = letters
    letters = []
    return taken
  }
}
