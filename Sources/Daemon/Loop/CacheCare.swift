import Cache
import Dispatch
import Synchronization

/// Looks after the cache when nothing else is to be done, on a queue of its own: the loop never
/// waits for a disk.
final class CacheCare: Sendable {
  private let cache: SchemaCache
  private let queue = DispatchQueue(label: "modelgend.cache")
  private let isBusy = Atomic<Bool>(false)

  init(_ cache: SchemaCache) { self.cache = cache }

  /// Empties the log, makes room, and tries again a cache that is off.
  ///
  /// - Parameter checks: whether SQLite looks over the whole file as well.
  /// - Parameter group: what has to be done before.
  /// - Parameter whenDone: told what went wrong since the last time, each once.
  func tend(
    checks: Bool,
    after group: DispatchGroup,
    whenDone: @escaping @Sendable ([CacheProblem]) -> Void
  ) {
    guard !isBusy.exchange(true, ordering: .relaxed) else { return }
    group.notify(queue: queue) { [self] in
      if checks { _ = cache.check() }
      cache.idle()
      isBusy.store(false, ordering: .relaxed)
      whenDone(cache.takeProblems())
    }
  }
}
