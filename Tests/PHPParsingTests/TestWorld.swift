import Catalog
import SourceText

/// A world of a few tables that writes down what happens to it.
final class TestWorld: QuietWorld {
  var dialect: Dialect
  var log: [String] = []
  /// Whether operations are written down whole.
  var isDetailed = false
  var tables: [String: Table] = [:]
  var files: [String: SourceFile] = [:]
  var settings: [String: String] = [:]
  private var nextID: UInt32 = 1
  private var marks: [(log: [String], tables: [String: Table])] = []

  init(dialect: Dialect) { self.dialect = dialect }

  func add(_ name: String, _ columns: [String]) {
    var table = Table(
      id: ObjectID(migration: 0, ordinal: nextID),
      name: QualifiedName(name),
      source: SourceReference(file: "before", line: 1, column: 1)
    )
    nextID += 1
    table.columns = columns.map { Column(name: $0, type: ColumnType("text")) }
    tables[name] = table
  }

  func apply(_ operation: LocatedOperation, isTry: Bool) -> OperationOutcome {
    if isDetailed {
      log.append(operationText(operation.operation))
      let length = log.count
      defer { log.removeLast(log.count - length) }
      return applyQuietly(operation.operation, isTry)
    }
    return applyQuietly(operation.operation, isTry)
  }

  private func applyQuietly(_ operation: SchemaOperation, _ isTry: Bool) -> OperationOutcome {
    switch operation {
    case .createTable(let definition): return create(definition, isTry)
    case .alterTable(let change): return alter(change, isTry)
    case .renameTables(let pairs):
      for pair in pairs {
        guard let table = tables.removeValue(forKey: pair.from.name) else {
          return fail(.undefinedTable, pair.from.name, isTry)
        }
        tables[pair.to.name] = table
        log.append("rename \(pair.from) to \(pair.to)")
      }
    case .drop(let statement) where statement.kind != .table:
      log.append("drop \(statement.kind.rawValue)")
    case .drop(let statement):
      for name in statement.names {
        if tables.removeValue(forKey: name.name) == nil {
          if statement.ifExists { continue }
          return fail(.undefinedTable, name.name, isTry)
        }
        log.append("drop \(name)")
      }
    case .markIncomplete(let names):
      log.append("incomplete " + names.map(\.description).joined(separator: ", "))
    case .noteRows(let name): tables[name.name]?.mayHaveRows = true
    case .session(let setting): log.append("session \(setting)")
    default: log.append("\(operation)")
    }
    return .applied
  }

  private func create(_ definition: TableDefinition, _ isTry: Bool) -> OperationOutcome {
    let name = definition.name.name
    if tables[name] != nil { return fail(.duplicateTable, name, isTry) }
    let definitions = definition.elements.compactMap { element -> ColumnDefinition? in
      if case .column(let column) = element { column } else { nil }
    }
    let columns = definitions.map(\.name)
    add(name, columns)
    for (slot, definition) in definitions.enumerated() {
      tables[name]?.columns[slot].type = ColumnType(sqliteDeclaredType(definition.type))
      tables[name]?.columns[slot].isNullable = definition.isNullable ?? true
      tables[name]?.columns[slot].defaultValue = definition.defaultValue
      tables[name]?.columns[slot].isAutoIncrement = definition.isAutoIncrement
    }
    log.append("create \(definition.name): " + columns.joined(separator: ", "))
    return .applied
  }

  private func alter(_ change: AlterTable, _ isTry: Bool) -> OperationOutcome {
    guard tables[change.name.name] != nil else {
      return fail(.undefinedTable, change.name.name, isTry)
    }
    var parts: [String] = []
    for action in change.actions {
      switch action {
      case .addColumn(let column, _):
        tables[change.name.name]?.columns.append(
          Column(name: column.name, type: ColumnType("text"))
        )
        parts.append("+" + column.name)
      case .dropColumn(let name, _, _):
        tables[change.name.name]?.columns.removeAll { $0.name == name }
        parts.append("-" + name)
      default: parts.append("\(action)")
      }
    }
    log.append("alter \(change.name): " + parts.joined(separator: ", "))
    return .applied
  }

  private func fail(
    _ kind: OperationFailure.Kind,
    _ name: String,
    _ isTry: Bool
  ) -> OperationOutcome {
    log.append("fails \(kind.rawValue) \(name)" + (isTry ? ", caught" : ""))
    return .failed(OperationFailure(kind, kind.rawValue + " " + name, object: name))
  }

  func savepoint() -> Int {
    marks.append((log, tables))
    return marks.count - 1
  }

  func rollback(to savepoint: Int) {
    log.append("rollback")
    tables = marks[savepoint].tables
    marks.removeLast(marks.count - savepoint)
  }

  func evaluateSQL(_ text: String, at source: SourceReference, isTry: Bool) -> OperationOutcome {
    log.append("sql " + text.split { $0 == "\n" || $0 == " " }.joined(separator: " "))
    return text.contains("FAIL")
      ? .failed(OperationFailure(.other, "refused", object: "")) : .applied
  }

  func report(_ diagnostic: Diagnostic) {
    let place = diagnostic.source.map { "\($0.position.line):\($0.position.column) " } ?? ""
    log.append("\(diagnostic.code) \(place)\(diagnostic.message)")
  }

  func table(_ name: QualifiedName) -> Table? { tables[name.name] }
  func file(_ path: String) -> SourceFile? { files[path] }
  func files(in folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
  }
  func setting(_ key: String) -> String? { settings[key] }
  func allTables() -> [Table] { tables.keys.sorted().compactMap { tables[$0] } }
}
