import Catalog
import SourceText

@testable import SQLParsing

/// A world that keeps tables by name and writes down what it is told to do, as text.
///
/// A statement that defines something arrives whole, as the text of a comment on a schema: these
/// tests are about which statements run, not about what they mean. Only `CREATE TABLE t`,
/// `DROP TABLE t`, `ALTER TABLE t ADD COLUMN c` and `CREATE TYPE t` have an effect.
final class TestWorld: QuietWorld {
  struct State {
    var tables: [QualifiedName: Table] = [:]
    var types: [QualifiedName: SchemaObject] = [:]
    var routines: [QualifiedName: Routine] = [:]
    var log: [String] = []
    var path: [String] = []
  }

  let dialect: Dialect
  var state = State()
  var marks: [State] = []
  var diagnostics: [Diagnostic] = []
  private var nextID: UInt64 = 1

  init(_ dialect: Dialect) {
    self.dialect = dialect
    state.path = dialect.defaultSchema.map { [$0] } ?? []
  }

  func newID() -> ObjectID {
    nextID += 1
    return ObjectID(raw: nextID)
  }

  static let source = SourceReference(file: "0001.sql", line: 1, column: 1)

  func full(_ name: QualifiedName) -> QualifiedName {
    QualifiedName(name.name, schema: name.schema ?? state.path.first)
  }

  func add(_ table: Table) { state.tables[table.name] = table }

  func apply(_ operation: LocatedOperation, isTry: Bool) -> OperationOutcome {
    switch operation.operation {
    case .session(let setting):
      if case .searchPath(let path) = setting { state.path = path }
      state.log.append("SESSION \(setting)")
    case .markIncomplete(let names):
      state.log.append("INCOMPLETE " + names.map(\.description).joined(separator: ", "))
    case .createRoutine(let routine):
      let name = full(routine.name)
      state.routines[name] = Routine(
        id: newID(),
        name: name,
        isProcedure: routine.isProcedure,
        language: routine.language,
        parameters: routine.parameters,
        returnsTrigger: routine.returnsTrigger,
        body: routine.body,
        source: routine.bodySource
      )
    case .createTable(let definition):
      var table = Table(id: newID(), name: full(definition.name), source: operation.source)
      table.columns = (definition.queryColumns ?? []).map {
        Column(name: $0.name, type: $0.type ?? ColumnType("?"))
      }
      add(table)
      state.log.append(
        "TABLE " + definition.name.description + "("
          + table.columns.map { $0.name + " " + $0.type.text }.joined(separator: ", ") + ")"
      )
    case .comment(let comment): return run(comment.name.name, operation.source)
    case .alterTable(let statement):
      guard case .unknown(let text)? = statement.actions.first else { return .applied }
      return run(text, operation.source)
    default: state.log.append("?")
    }
    return .applied
  }

  private func run(_ text: String, _ source: SourceReference) -> OperationOutcome {
    var reader = QueryReader(Array(text.utf8), dialect: dialect)
    func failed(_ kind: OperationFailure.Kind) -> OperationOutcome {
      .failed(OperationFailure(kind, kind.rawValue, object: text))
    }
    if reader.take("create", "table") {
      let isSoft = reader.take("if", "not", "exists")
      guard let name = reader.qualifiedName() else { return .applied }
      if state.tables[full(name)] != nil { return isSoft ? .skipped : failed(.duplicateTable) }
      add(Table(id: newID(), name: full(name), source: source))
    } else if reader.take("drop", "table") {
      let isSoft = reader.take("if", "exists")
      guard let name = reader.qualifiedName() else { return .applied }
      guard state.tables.removeValue(forKey: full(name)) != nil else {
        return isSoft ? .skipped : failed(.undefinedTable)
      }
    } else if reader.take("create", "type") {
      guard let name = reader.qualifiedName() else { return .applied }
      if state.types[full(name)] != nil { return failed(.duplicateObject) }
      state.types[full(name)] = .enumType(
        EnumType(id: newID(), name: full(name), labels: [], source: source)
      )
    } else if reader.take("alter", "table") {
      guard let name = reader.qualifiedName() else { return .applied }
      guard var table = state.tables[full(name)] else { return failed(.undefinedTable) }
      if reader.take("add", "column"), let column = reader.identifier() {
        if table.column(column) != nil { return failed(.duplicateColumn) }
        table.columns.append(Column(name: column, type: ColumnType("integer")))
        state.tables[full(name)] = table
      }
    }
    let bytes = Array(text.utf8)
    let words = WordReader.words(bytes, dialect: dialect).dropLast()
    let plain = words.map { word in
      let text = word.text(in: bytes, dialect)
      return switch word.kind {
      case .string: "'" + text + "'"
      case .quoted: "\"" + text + "\""
      default: text
      }
    }.joined(separator: " ")
    state.log.append(plain)
    return .applied
  }

  func savepoint() -> Int {
    marks.append(state)
    return marks.count - 1
  }

  func rollback(to savepoint: Int) {
    guard savepoint < marks.count else { return }
    state = marks[savepoint]
    marks.removeLast(marks.count - savepoint)
  }

  func table(_ name: QualifiedName) -> Table? {
    if let schema = name.schema { return state.tables[QualifiedName(name.name, schema: schema)] }
    if state.path.isEmpty { return state.tables[name] }
    return state.path.lazy.compactMap { self.state.tables[QualifiedName(name.name, schema: $0)] }
      .first
  }

  func type(_ name: QualifiedName) -> SchemaObject? { state.types[full(name)] }
  func routine(_ name: QualifiedName) -> Routine? { state.routines[full(name)] }
  func tableOfIndex(_ name: QualifiedName) -> Table? {
    allTables().first { table in table.indexes.contains { $0.name == name.name } }
  }
  func tables(withConstraint name: String) -> [Table] {
    allTables().filter { table in
      ConstraintEntry.all(of: table, dialect: dialect).contains { $0.name == name }
    }
  }
  func hasSchema(_ name: String) -> Bool { schemas().contains(name) }
  func schemas() -> [String] { Set(state.tables.keys.compactMap(\.schema) + state.path).sorted() }
  func tableByID(_ id: ObjectID) -> Table? { state.tables.values.first { $0.id == id } }
  func allTables() -> [Table] { state.tables.values.sorted { $0.name < $1.name } }
  func allTypes() -> [SchemaObject] { state.types.sorted { $0.key < $1.key }.map(\.value) }
  func searchPath() -> [String] { state.path }
  func evaluateSQL(
    _ text: String,
    at source: SourceReference,
    isTry: Bool
  ) -> OperationOutcome { .applied }
  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
