package import Catalog
import SourceText

/// The schema at every point of a chain of migrations, kept up to date as migrations change.
///
/// Each migration is evaluated against what lies before it and leaves a record: which names and
/// objects it read, absence included, which it wrote, and the trace of its questions and
/// operations. An update touches the keys that changed migrations wrote, before or now, and goes
/// forward: later migrations that read a touched key are repeated, from their trace where every
/// answer is the same, and what they write anew is touched in turn. Nothing here walks all
/// migrations or all tables for one change.
///
/// Not thread-safe: one loop owns it.
package final class History {
  package let dialect: Dialect
  /// Whether it is kept up to date.
  ///
  /// Then it remembers who read what, what each migration did and what an update changed; one that
  /// only says the schema at its points needs none of it.
  package let isUpdated: Bool
  package var project: ProjectContext
  package var evaluators: Evaluators
  /// What an earlier process recorded of a migration with this content, if anything.
  ///
  /// Asked before a migration is evaluated; the bytes are those of `recordedTrace(of:)` and are
  /// not trusted.
  package var findRecordedTrace: ((MigrationUnit) -> [UInt8]?)?

  let store = VersionedStore()
  var records: [MigrationRecord?] = []
  private var numbers: [String: UInt32] = [:]
  private var labels: [String] = []
  /// By the number of the label; nil where there is no such migration now.
  private var slots: [Int32?] = []
  private var freeSlots: [Int32] = []
  private(set) var first: Int32?
  private(set) var last: Int32?
  /// Who read what, by the number of the key, in the order of the migrations.
  var readers: [[Int32]] = []
  /// No migration behind this place has read anything, so nothing behind it can be touched.
  var lastReader: UInt64 = 0
  private var withDiagnostics: Set<Int32> = []
  private var answers = ProjectAnswers()
  let present = PresentReferrers()

  package init(
    dialect: Dialect,
    project: ProjectContext = ProjectContext(),
    evaluators: Evaluators,
    isUpdated: Bool = true
  ) {
    self.dialect = dialect
    self.isUpdated = isUpdated
    self.project = project
    self.evaluators = evaluators
  }

  package private(set) var count = 0

  package func contains(_ id: String) -> Bool { slot(of: id) != nil }

  /// The migration's bytes as they were last evaluated.
  package func unit(_ id: String) -> MigrationUnit? { record(id)?.unit }

  func slot(of id: String) -> Int32? { numbers[id].flatMap { slots[Int($0)] } }

  func record(_ id: String) -> MigrationRecord? { slot(of: id).flatMap { records[Int($0)] } }

  // MARK: Updating

  package func update(_ changes: MigrationChanges) -> UpdateReport {
    var wave = Wave()
    answers = ProjectAnswers()
    for id in changes.removed {
      guard let record = record(id) else { continue }
      withdraw(record, &wave)
      unlink(record)
      forget(record)
      wave.pending[record.slot] = nil
    }
    var last: MigrationRecord?
    for placement in changes.placed { last = place(placement, behind: last, &wave) }
    for question in changes.questions { touch(.project(question), after: nil, &wave) }
    if !isUpdated { repeatAll(&wave) }
    wave.begin(store.orders)
    while let slot = wave.pop() {
      guard let record = records[Int(slot)] else { continue }
      run(record, mustEvaluate: wave.pending.removeValue(forKey: slot) == .evaluate, &wave)
    }
    return isUpdated ? finish(wave) : wave.report
  }

  /// Nobody knows who read what, so everything that is not new is evaluated again.
  private func repeatAll(_ wave: inout Wave) {
    guard wave.pending.count < count else { return }
    for case let record? in records {
      wave.push(record.slot, order: store.orders[Int(record.slot)], .evaluate)
    }
  }

  /// Puts a migration at its place; most often behind the one that was placed last.
  private func place(
    _ placement: MigrationChanges.Placement,
    behind last: MigrationRecord?,
    _ wave: inout Wave
  ) -> MigrationRecord {
    let unit = placement.unit
    let predecessor = placement.after.flatMap {
      $0 == last?.unit.id ? last?.slot : self.slot(of: $0)
    }
    let number = number(of: unit.id)
    if let record = slots[Int(number)].flatMap({ records[Int($0)] }) {
      let isSame = record.unit == unit
      if record.previous == predecessor || predecessor == record.slot {
        if isSame { return record }
      } else {
        withdraw(record, &wave)
        unlink(record)
        link(record, after: predecessor)
      }
      record.unit = unit
      let known = wave.pending[record.slot]
      wave.push(
        record.slot,
        order: store.orders[Int(record.slot)],
        isSame && known != .evaluate ? .replay : .evaluate
      )
      return record
    }
    let slot = takeSlot()
    let record = MigrationRecord(
      unit: unit,
      slot: slot,
      ordinals: OrdinalBook(migration: number)
    )
    records[Int(slot)] = record
    slots[Int(number)] = slot
    count += 1
    link(record, after: predecessor)
    wave.push(slot, order: store.orders[Int(slot)], .evaluate)
    return record
  }

  /// Repeats or evaluates one migration and touches what it now writes differently.
  private func run(_ record: MigrationRecord, mustEvaluate: Bool, _ wave: inout Wave) {
    if !mustEvaluate || takeRecordedTrace(record), let draft = replay(record) {
      wave.report.work.replayed.append(record.unit.id)
      commit(draft, of: record, &wave)
      return
    }
    let draft = makeDraft(for: record)
    let world = HistoryWorld(
      draft: draft,
      project: project,
      evaluators: evaluators,
      answers: answers,
      keepsTrace: isUpdated
    )
    evaluators.migration(record.unit, world)
    // Exactly as large as it is: there are as many traces as migrations.
    record.trace = Array(world.trace[...])
    wave.report.work.evaluated.append(record.unit.id)
    commit(draft, of: record, &wave)
  }

  /// What the migration's last evaluation asked, did and said, for `findRecordedTrace` of another
  /// process; nil where there is no migration of that label.
  package func recordedTrace(of id: String) -> [UInt8]? {
    guard let record = record(id) else { return nil }
    return RecordedTrace.bytes(of: record.trace, unit: record.unit) { number in
      Int(number) < labels.count ? labels[Int(number)] : ""
    }
  }

  private func takeRecordedTrace(_ record: MigrationRecord) -> Bool {
    guard let bytes = findRecordedTrace?(record.unit),
      let steps = RecordedTrace.steps(in: bytes, unit: record.unit, number: number(of:))
    else { return false }
    record.trace = steps
    return true
  }

  func makeDraft(for record: MigrationRecord) -> Draft {
    record.ordinals.restart()
    let draft = Draft(
      dialect: dialect,
      store: store,
      order: store.orders[Int(record.slot)],
      label: record.unit.id,
      ordinals: record.ordinals,
      recordsReads: isUpdated
    )
    if record.unit.language == .sql {
      draft.lines = FileLines(record.unit.file)
    }
    return draft
  }

  /// Applies the recorded operations again; nil as soon as something comes out differently.
  private func replay(_ record: MigrationRecord) -> Draft? {
    let draft = makeDraft(for: record)
    var marks: [Int: Int] = [:]
    for (place, step) in record.trace.enumerated() {
      switch step {
      case .applied(let operation, let isTry, let outcome):
        guard draft.fold(operation, isTry: isTry) == outcome else { return nil }
      case .asked(let question, let answer):
        guard draft.answers(question, alike: answer, project: project) else { return nil }
      case .savepoint(let mark):
        let new = draft.savepoint()
        marks[mark] = new
        record.trace[place] = .savepoint(mark)
      case .rollback(let mark):
        guard let new = marks[mark] else { return nil }
        draft.rollback(to: new)
      case .reported(let diagnostic): draft.diagnostics.append(diagnostic)
      }
    }
    return draft
  }

  // MARK: Writing into the store

  private func commit(_ draft: Draft, of record: MigrationRecord, _ wave: inout Wave) {
    let slot = record.slot
    let order = store.orders[Int(slot)]
    for number in union(record.names, draft.nameWrites.keys) {
      let before = store.name(number, before: order)
      let old = store.name(number, at: slot).map(\.value) ?? before
      let new = draft.nameWrites[number] ?? before
      let version = new == before ? nil : Version(node: slot, value: new)
      store.setName(number, version, at: slot)
      if old != new { touchName(number, after: order, &wave) }
    }
    for id in union(record.tables, draft.tableWrites.keys) {
      let before = store.table(id, before: order)
      let known = store.table(id, at: slot)
      var new = draft.tableWrites[id] ?? before
      if new?.isTemporary == true { new = before }
      if isUpdated { wave.remember(id, present: presentObject(id)) }
      let isChange = !isSame(new, before)
      store.setTable(
        id,
        draft.tableWrites[id] == nil || !isChange ? nil : Version(node: slot, value: new),
        at: slot
      )
      new?.mentions(beyond: before, in: dialect) { store.addMentioner(id, of: $0) }
      let old = known.map(\.value) ?? before
      if known == nil ? isChange : !isSame(old, new) {
        touchTable(id, old, new, after: order, &wave)
      }
    }
    for id in union(record.others, draft.otherWrites.keys) {
      let before = store.other(id, before: order)
      let old = store.other(id, at: slot).map(\.value) ?? before
      let new = draft.otherWrites[id] ?? before
      if isUpdated { wave.remember(id, present: presentObject(id)) }
      store.setOther(id, new == before ? nil : Version(node: slot, value: new), at: slot)
      if let new { for mention in new.mentions { store.addMentioner(id, of: mention) } }
      if old != new { touchOther(id, old, new, after: order, &wave) }
    }
    record.names = Array(draft.nameWrites.keys)
    record.tables = Array(draft.tableWrites.keys)
    record.others = Array(draft.otherWrites.keys)
    if isUpdated { register(draft.reads, for: record) }
    if record.diagnostics != draft.diagnostics {
      record.diagnostics = draft.diagnostics
      wave.report.diagnosticsChanged.append(record.unit.id)
    }
    if record.diagnostics.isEmpty {
      withDiagnostics.remove(slot)
    } else {
      withDiagnostics.insert(slot)
    }
  }

  /// What was written before or is written now, each once.
  private func union<Key: Hashable>(_ before: [Key], _ now: some Collection<Key>) -> [Key] {
    before.isEmpty ? Array(now) : Array(Set(before).union(now))
  }

  private func isSame(_ left: Table?, _ right: Table?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.isSame(as: right)
  }

  /// Takes back everything a migration wrote and read.
  private func withdraw(_ record: MigrationRecord, _ wave: inout Wave) {
    let slot = record.slot
    let order = store.orders[Int(slot)]
    for number in record.names {
      guard let old = store.name(number, at: slot) else { continue }
      store.setName(number, nil, at: slot)
      if old.value != store.name(number, before: order) {
        touchName(number, after: order, &wave)
      }
    }
    for id in record.tables {
      guard let old = store.table(id, at: slot) else { continue }
      wave.remember(id, present: presentObject(id))
      store.setTable(id, nil, at: slot)
      touchTable(id, old.value, store.table(id, before: order), after: order, &wave)
    }
    for id in record.others {
      guard let old = store.other(id, at: slot) else { continue }
      wave.remember(id, present: presentObject(id))
      store.setOther(id, nil, at: slot)
      touchOther(id, old.value, store.other(id, before: order), after: order, &wave)
    }
    record.names = []
    record.tables = []
    record.others = []
    register([], for: record)
    if !record.diagnostics.isEmpty {
      record.diagnostics = []
      withDiagnostics.remove(slot)
      wave.report.diagnosticsChanged.append(record.unit.id)
    }
  }

  private func forget(_ record: MigrationRecord) {
    slots[Int(number(of: record.unit.id))] = nil
    count -= 1
    records[Int(record.slot)] = nil
    freeSlots.append(record.slot)
  }

  // MARK: Places

  private func number(of id: String) -> UInt32 {
    let next = UInt32(truncatingIfNeeded: labels.count)
    let number = entered(&numbers[id, default: next])
    if number == next {
      labels.append(id)
      slots.append(nil)
    }
    return number
  }

  /// Makes room for so many migrations, lest every growth hashes all of their labels again.
  func reserve(_ count: Int) {
    numbers.reserveCapacity(count)
  }

  private func takeSlot() -> Int32 {
    if let free = freeSlots.popLast() { return free }
    records.append(nil)
    store.orders.append(0)
    return Int32(truncatingIfNeeded: records.count - 1)
  }

  private func unlink(_ record: MigrationRecord) {
    if let previous = record.previous {
      records[Int(previous)]?.next = record.next
    } else {
      first = record.next
    }
    if let next = record.next {
      records[Int(next)]?.previous = record.previous
    } else {
      last = record.previous
    }
    record.previous = nil
    record.next = nil
  }

  private func link(_ record: MigrationRecord, after predecessor: Int32?) {
    let next = predecessor.map { records[Int($0)]?.next } ?? first
    record.previous = predecessor
    record.next = next
    if let predecessor {
      records[Int(predecessor)]?.next = record.slot
    } else {
      first = record.slot
    }
    if let next { records[Int(next)]?.previous = record.slot } else { last = record.slot }
    label(record)
  }

  /// Gives a migration its place: between its neighbours, or everybody a new one where the gap
  /// is used up.
  private func label(_ record: MigrationRecord) {
    let low = record.previous.map { store.orders[Int($0)] } ?? 0
    guard let next = record.next else {
      if low < UInt64.max - orderGap {
        store.orders[Int(record.slot)] = low + orderGap
        return
      }
      return relabel()
    }
    let high = store.orders[Int(next)]
    if high - low < 2 { return relabel() }
    store.orders[Int(record.slot)] = low + (high - low) / 2
  }

  private func relabel() {
    lastReader = UInt64.max
    var at = first
    var order = orderGap
    while let slot = at {
      store.orders[Int(slot)] = order
      order += orderGap
      at = records[Int(slot)]?.next
    }
  }

  /// Migrations with something to say, in order.
  func slotsWithDiagnostics() -> [Int32] {
    withDiagnostics.sorted { store.orders[Int($0)] < store.orders[Int($1)] }
  }
}

/// Distance of neighbours: forty insertions at one place before all are numbered anew, and room
/// for sixteen million migrations.
private let orderGap: UInt64 = 1 << 40
