import Catalog

/// What an update still has to do and what it has found so far.
struct Wave {
  enum Duty {
    case replay
    case evaluate
  }

  var pending: [Int32: Duty] = [:]
  var report = UpdateReport()
  /// Objects that were written, as they were before the update.
  private(set) var before: [ObjectID: SchemaObject?] = [:]
  private var heap: [(order: UInt64, slot: Int32)] = []
  /// While migrations are still being placed, places may change: the heap waits.
  private var isRunning = false

  /// Begins the work, now that every migration has its place.
  mutating func begin(_ orders: [UInt64]) {
    isRunning = true
    // Ascending order is a heap.
    heap = pending.keys.map { (orders[Int($0)], $0) }.sorted { $0.0 < $1.0 }
  }

  /// Puts a migration on the list; to evaluate wins over to replay.
  mutating func push(_ slot: Int32, order: UInt64, _ duty: Duty) {
    if let known = pending[slot] {
      if known == .replay { pending[slot] = duty }
      return
    }
    pending[slot] = duty
    guard isRunning else { return }
    heap.append((order, slot))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent].order <= heap[child].order { break }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  /// The first migration in order that is still to be done.
  mutating func pop() -> Int32? {
    while let top = heap.first {
      heap.swapAt(0, heap.count - 1)
      heap.removeLast()
      sink()
      if pending[top.slot] != nil { return top.slot }
    }
    return nil
  }

  private mutating func sink() {
    var parent = 0
    while true {
      let left = 2 * parent + 1
      guard left < heap.count else { return }
      let right = left + 1
      let child = right < heap.count && heap[right].order < heap[left].order ? right : left
      if heap[parent].order <= heap[child].order { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }

  mutating func remember(_ id: ObjectID, present: @autoclosure () -> SchemaObject?) {
    if before[id] == nil { before[id] = .some(present()) }
  }
}
