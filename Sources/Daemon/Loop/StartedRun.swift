import Dispatch

/// A run that was begun, to be carried out on whatever thread has time for it.
///
/// Runs of one project, and whatever else is asked of its worker, follow one another.
struct StartedRun: Sendable {
  private let queue: DispatchQueue
  private let body: @Sendable () -> Void

  init(_ queue: DispatchQueue, _ body: @escaping @Sendable () -> Void) {
    self.queue = queue
    self.body = body
  }

  /// Carries it out on a thread of the queue.
  func carryOutElsewhere() { queue.async(execute: body) }

  /// Carries it out on this thread, which costs no other thread its sleep.
  func carryOut() { queue.sync(execute: body) }
}
