import ControlAPI

/// The runs that requests with an `Idempotency-Key` started, the latest few hundred.
///
/// A key is kept with the start of its run, not with the end, so that a request which comes
/// while the first one is still being answered starts nothing either.
actor RepeatedRequests {
  private static let limit = 256

  private var starts: [String: Task<RunReport, any Error>] = [:]
  private var order: [String] = []

  /// The run of the key, and whether an earlier request started it; failures are not kept.
  func run(
    _ key: String,
    start: @escaping @Sendable () async throws(Problem) -> RunReport
  ) async throws -> (RunReport, isRepeated: Bool) {
    if let earlier = starts[key] { return (try await earlier.value, true) }
    let task = Task<RunReport, any Error> { try await start() }
    starts[key] = task
    order.append(key)
    if order.count > Self.limit { starts[order.removeFirst()] = nil }
    do {
      return (try await task.value, false)
    } catch {
      starts[key] = nil
      order.removeAll { $0 == key }
      throw error
    }
  }
}
