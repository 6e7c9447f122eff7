import Catalog
import SourceText

/// The schema as one migration sees and changes it.
///
/// Reads fall through to the history before the migration and are recorded, absence included;
/// writes stay here until the migration is done. Everything that gives operations their meaning
/// is written as extensions of this type, one file for each group of operations.
final class Draft {
  let dialect: Dialect
  let store: VersionedStore
  /// What lies before this place is visible.
  let order: UInt64
  /// The migration's label, for `Table.changedBy`.
  let label: String

  /// By the number of the name as something that is read.
  private(set) var nameWrites: [Int32: NameTarget?] = [:]
  private(set) var tableWrites: [ObjectID: Table?] = [:]
  private(set) var otherWrites: [ObjectID: SchemaObject?] = [:]
  /// The numbers of what was read, each once.
  private(set) var reads: [Int32] = []
  private let reading: UInt32
  /// Whether more than names is recorded, which have their numbers in any case.
  private let recordsReads: Bool
  /// The object that was read last, which most often is the one that is written next.
  private var lastRead: (id: ObjectID, number: Int32)?
  /// Mentions written by this migration, again more than is true.
  private(set) var localMentions: [Mention: Set<ObjectID>] = [:]
  /// Temporary tables by name: they end with the migration and never leave the draft.
  var temporary: [String: ObjectID] = [:]
  var session = FoldSession()
  /// MySQL's current database as earlier migrations left it, once it was asked for.
  var databaseBefore: String?
  /// Tables that the statement in hand drops as one.
  var goingTogether: Set<ObjectID> = []
  var diagnostics: [Diagnostic] = []
  /// Where the operation being applied was written.
  var source: SourceReference
  /// The operation stands where its failure is caught.
  var isTry = false
  let ordinals: OrdinalBook
  /// For turning the places of columns and actions into lines; nil where spans mean nothing.
  var lines: FileLines?

  private var undo: [UndoStep] = []
  private var savepointCount = 0

  init(
    dialect: Dialect,
    store: VersionedStore,
    order: UInt64,
    label: String,
    ordinals: OrdinalBook,
    session: FoldSession = FoldSession(),
    recordsReads: Bool = true
  ) {
    self.dialect = dialect
    self.store = store
    self.order = order
    self.label = label
    self.ordinals = ordinals
    self.session = session
    self.recordsReads = recordsReads
    source = SourceReference(file: label, line: 1, column: 1)
    reading = store.reads.beginReading()
    reads.reserveCapacity(24)
  }

  // MARK: Reading

  func read(_ key: ReadKey) {
    if recordsReads { note(store.reads.number(of: key)) }
  }

  /// Records that what has this number was read.
  func note(_ number: Int32) {
    if store.reads.isFirst(number, in: reading) { reads.append(number) }
  }

  /// Records that a name was read; its number serves for what is done with it then.
  func note(_ key: NameKey) -> Int32 {
    let number = store.reads.number(of: .name(key))
    note(number)
    return number
  }

  func lookUp(_ key: NameKey) -> NameTarget? { peek(note(key)) }

  /// Looks without recording; only for what a recorded read already covers.
  func peek(_ number: Int32) -> NameTarget? {
    if let written = nameWrites[number] { return written }
    return store.name(number, before: order)
  }

  func table(_ id: ObjectID) -> Table? {
    readObject(id)
    return peekTable(id)
  }

  private func readObject(_ id: ObjectID) {
    guard recordsReads, lastRead?.id != id else { return }
    let number = store.reads.number(of: .object(id))
    lastRead = (id, number)
    note(number)
  }

  func peekTable(_ id: ObjectID) -> Table? {
    if let written = tableWrites[id] { return written }
    return store.table(id, before: order)
  }

  /// The table, read for one part of it only.
  func table(_ id: ObjectID, for facets: Facet...) -> Table? {
    for facet in facets { read(.facet(id, facet)) }
    return peekTable(id)
  }

  func other(_ id: ObjectID) -> SchemaObject? {
    read(.object(id))
    return peekOther(id)
  }

  func peekOther(_ id: ObjectID) -> SchemaObject? {
    if let written = otherWrites[id] { return written }
    return store.other(id, before: order)
  }

  /// Whatever has this identity.
  func object(_ id: ObjectID) -> SchemaObject? {
    if let table = peekTable(id) {
      read(.object(id))
      return .table(table)
    }
    return other(id)
  }

  /// Identities of the objects that may mention this one; each must be looked at.
  func mentioners(of mention: Mention) -> Set<ObjectID> {
    read(.mentions(mention))
    var found = store.mentioners(of: mention)
    if let local = localMentions[mention] { found.formUnion(local) }
    return found
  }

  // MARK: Writing

  func write(_ key: NameKey, _ target: NameTarget?) {
    write(store.reads.number(of: .name(key)), target)
  }

  /// The name with that number.
  func write(_ number: Int32, _ target: NameTarget?) {
    undo.append(.name(number, nameWrites[number]))
    nameWrites[number] = .some(target)
  }

  func write(_ table: Table, isChange: Bool = true) {
    var table = table
    if isChange, table.changedBy.last != label, !table.isTemporary {
      table.changedBy.append(label)
    }
    // What is written was made of what was there.
    readObject(table.id)
    let written = tableWrites[table.id]
    let old = written ?? store.table(table.id, before: order)
    table.mentions(beyond: old, in: dialect) { localMentions[$0, default: []].insert(table.id) }
    undo.append(.table(table.id, written))
    tableWrites[table.id] = .some(table)
    syncNames(old: old, new: table)
  }

  func remove(_ table: Table) {
    read(.object(table.id))
    undo.append(.table(table.id, tableWrites[table.id]))
    syncNames(old: peekTable(table.id), new: nil)
    tableWrites[table.id] = .some(nil)
  }

  func write(_ object: SchemaObject) {
    let id = object.id
    read(.object(id))
    for mention in object.mentions { localMentions[mention, default: []].insert(id) }
    undo.append(.other(id, otherWrites[id]))
    otherWrites[id] = .some(object)
  }

  func removeOther(_ id: ObjectID) {
    undo.append(.other(id, otherWrites[id]))
    otherWrites[id] = .some(nil)
  }

  /// A new identity; the same for the same name in the same migration, whatever stands around it.
  func newID(_ name: QualifiedName) -> ObjectID { ordinals.id(for: name) }

  // MARK: Undoing

  /// Runs one statement: all of it or nothing.
  func atomically(_ body: () throws(Refusal) -> OperationOutcome) -> OperationOutcome {
    let mark = undo.count
    let oldSession = session
    let oldTemporary = temporary
    do throws(Refusal) {
      let outcome = try body()
      if savepointCount == 0 { undo.removeAll(keepingCapacity: true) }
      return outcome
    } catch {
      unwind(to: mark)
      session = oldSession
      temporary = oldTemporary
      return .failed(error.failure)
    }
  }

  func savepoint() -> Int {
    savepointCount += 1
    undo.append(.session(session, temporary))
    return undo.count - 1
  }

  func rollback(to savepoint: Int) { unwind(to: savepoint) }

  private func unwind(to mark: Int) {
    while undo.count > max(0, mark), let step = undo.popLast() {
      switch step {
      case .name(let key, let old): nameWrites[key] = old
      case .table(let id, let old): tableWrites[id] = old
      case .other(let id, let old): otherWrites[id] = old
      case .session(let old, let oldTemporary):
        session = old
        temporary = oldTemporary
      }
    }
  }

  private enum UndoStep {
    case name(Int32, NameTarget??)
    case table(ObjectID, Table??)
    case other(ObjectID, SchemaObject??)
    case session(FoldSession, [String: ObjectID])
  }
}

/// Why the statement being applied was refused.
struct Refusal: Error {
  var failure: OperationFailure

  init(_ kind: OperationFailure.Kind, _ message: String, object: String) {
    failure = OperationFailure(kind, message, object: object)
  }
}
