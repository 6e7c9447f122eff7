import Catalog

/// Doctrine's schema manager and the tables it describes, as majors up to 10 offer it.
final class DoctrineObject: PHPNative {
  private let table: String?
  private let columnName: String?
  var className: String { "Doctrine\\DBAL\\Schema\\AbstractSchemaManager" }

  init(table: String? = nil, column: String? = nil) {
    self.table = table
    columnName = column
  }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    let argument = call.arguments.first?.value.text
    if let table { return describe(call, table, argument) }
    switch call.method {
    case "getdatabaseplatform", "registerdoctrinetypemapping", "markdoctrinetypecommented",
      "getschemamanager", "createschemamanager", "getconfiguration", "getschemaconfig":
      return call.this
    case "introspecttable", "listtabledetails":
      guard let argument else { return .unknown("a table whose name is not known") }
      return .object(PHPObject(DoctrineObject(table: unprefixed(argument, evaluator))))
    case "tablesexist":
      var names = [argument].compactMap { $0 }
      if case .array(let list)? = call.arguments.first?.value {
        names = list.values.compactMap(\.text)
        guard names.count == list.count else { return nil }
      }
      return .bool(names.allSatisfy { evaluator.table(unprefixed($0, evaluator)) != nil })
    case "listtableindexes", "listtableforeignkeys", "listtablecolumns":
      guard let argument else { return .unknown("a table whose name is not known") }
      return list(call.method, unprefixed(argument, evaluator), evaluator)
    case "listtablenames":
      return .array(
        PHPArray(list: evaluator.world.allTables().map { .string($0.name.name) })
      )
    case "getname" where columnName != nil: return columnName.map { .string($0) }
    default: return nil
    }
  }

  /// Doctrine's names carry the prefix already.
  private func unprefixed(_ name: String, _ evaluator: Evaluator) -> String {
    let prefix = evaluator.tablePrefix(nil)
    return !prefix.isEmpty && name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
  }

  private func describe(_ call: PHPNativeCall, _ table: String, _ argument: String?) -> PHPValue? {
    let evaluator = call.evaluator
    guard let found = evaluator.table(table) else { return .bool(false) }
    let wanted = asciiLowercased(argument ?? "")
    switch call.method {
    case "hasindex": return .bool(evaluator.indexes(of: found).contains { $0.name == wanted })
    case "hasforeignkey":
      return .bool(found.foreignKeys.contains { asciiLowercased($0.name ?? "") == wanted })
    case "hascolumn": return .bool(evaluator.hasColumn(table, wanted))
    case "hasprimarykey": return .bool(found.primaryKey != nil)
    case "getindexes": return list("listtableindexes", table, evaluator)
    case "getforeignkeys": return list("listtableforeignkeys", table, evaluator)
    case "getcolumns": return list("listtablecolumns", table, evaluator)
    default: return nil
    }
  }

  private func list(_ method: String, _ table: String, _ evaluator: Evaluator) -> PHPValue {
    guard let found = evaluator.table(table) else { return .array(PHPArray()) }
    var result = PHPArray()
    switch method {
    case "listtableindexes":
      for index in evaluator.indexes(of: found) {
        result[.string(index.name)] = .object(
          PHPObject(DescribedObject(name: index.name, columns: index.columns, index: index))
        )
      }
    case "listtableforeignkeys":
      for key in found.foreignKeys {
        result.append(
          .object(PHPObject(DescribedObject(name: key.name ?? "", columns: key.columns)))
        )
      }
    default:
      for column in found.columns {
        result[.string(column.name)] = .object(
          PHPObject(DescribedObject(name: column.name, columns: [column.name]))
        )
      }
    }
    return .array(result)
  }
}

/// An index, foreign key or column as Doctrine describes it.
final class DescribedObject: PHPNative {
  private let name: String
  private let columns: [String]
  private let index: DescribedIndex?
  var className: String { "Doctrine\\DBAL\\Schema\\AbstractAsset" }

  init(name: String, columns: [String], index: DescribedIndex? = nil) {
    self.name = name
    self.columns = columns
    self.index = index
  }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "getname": .string(name)
    case "getcolumns", "getlocalcolumns", "getunquotedcolumns", "getunquotedlocalcolumns":
      .array(PHPArray(list: columns.map { .string($0) }))
    case "isunique": index.map { .bool($0.isUnique) }
    case "isprimary": index.map { .bool($0.isPrimary) }
    default: nil
    }
  }
}
