import Catalog

/// A query on rows, by `DB::table()` or a model: none of its rows are known.
///
/// What it gives is unknown, and taken as from a table without rows where something has to be
/// decided and no migration put rows into it; that one does is all that is kept of changes.
final class QueryObject: PHPNative {
  /// For diagnostics: the table or the model.
  let table: String
  let model: RuntimeClass?
  var className: String { "Illuminate\\Database\\Query\\Builder" }

  init(table: String, model: RuntimeClass? = nil) {
    self.table = table
    self.model = model
  }

  private func rows(_ assumed: PHPValue, _ evaluator: Evaluator) -> PHPValue {
    guard evaluator.mayHaveRows(self) else {
      return .unknown(PHPUnknown("the rows of " + table, assuming: assumed))
    }
    return .unknown("the rows of " + table + ", into which migrations put some")
  }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "get", "all", "pluck", "cursor", "lazy", "lazybyid", "lazybyiddesc", "paginate",
      "simplepaginate", "findmany", "getmodels", "getcollection", "fromquery", "hydrate":
      return rows(.array(PHPArray()), call.evaluator)
    case "first", "find", "value", "sole", "firstwhere", "solevalue", "max", "min", "avg":
      return rows(.null, call.evaluator)
    case "firstorcreate", "updateorcreate", "create", "forcecreate", "createorfirst",
      "createquietly", "save", "saveorfail", "savequietly":
      call.evaluator.noteRows(of: self)
      return .unknown("a row of " + table)
    case "firstorfail", "findorfail", "firstornew", "make", "findornew", "firstor":
      return .unknown("a row of " + table)
    case "exists", "existsor": return rows(.bool(false), call.evaluator)
    case "doesntexist": return rows(.bool(true), call.evaluator)
    case "count", "sum", "average", "getcountforpagination": return rows(.int(0), call.evaluator)
    case "insert", "insertorignore", "updateorinsert", "upsert", "insertgetid", "insertgetids":
      if call.arguments.first?.value.mayBeEmptyList != true {
        call.evaluator.noteRows(of: self)
      }
      return .unknown("how many rows of " + table + " there are")
    case "truncate", "insertusing", "update", "updatequietly", "delete", "forcedelete", "increment",
      "decrement", "restore", "touch", "incrementeach", "decrementeach", "destroy", "unguard",
      "reguard", "withoutevents", "withoutsyncingtosearch", "flusheventlisteners",
      "preventlazyloading", "observe", "saving", "creating", "disablesearchsyncing":
      for argument in call.arguments {
        if case .closure(let closure) = argument.value {
          return try call.evaluator.call(closure, [])
        }
      }
      return .unknown("how many rows of " + table + " there are")
    case "each", "eachbyid", "chunk", "chunkbyid", "chunkbyiddesc", "chunkmap", "tap", "map":
      for argument in call.arguments {
        if case .closure(let closure) = argument.value {
          let isEmpty = !call.evaluator.mayHaveRows(self)
          try call.evaluator.probe(closure, "the rows of " + table, isAssumedEmpty: isEmpty)
        }
      }
      return .bool(true)
    case "tosql", "torawsql": return .unknown("the text of a query")
    case "getconnection": return .object(PHPObject(ConnectionObject(connection: nil)))
    default:
      return call.this
    }
  }

  func property(_ name: String) -> PHPValue? {
    .unknown(PHPUnknown("the rows of " + table, assuming: .null))
  }
}

extension PHPValue {
  /// A list without elements, or one that is empty where tables are.
  fileprivate var mayBeEmptyList: Bool {
    switch self {
    case .array(let list): list.isEmpty
    case .unknown(let unknown): unknown.assumed != nil
    default: false
    }
  }
}

extension Evaluator {
  /// Whether a migration put rows into the table of a query.
  func mayHaveRows(_ query: QueryObject) -> Bool {
    world.table(tableName(tableText(of: query)))?.mayHaveRows == true
  }

  /// Tells that the table of a query has rows from here on.
  func noteRows(of query: QueryObject) { noteRows(in: tableText(of: query)) }

  func noteRows(in table: String) {
    guard speculation == nil, !isForeign(connection) else { return }
    let name = tableName(table)
    guard let known = world.table(name), !known.mayHaveRows else { return }
    _ = world.apply(LocatedOperation(.noteRows(name), at: here), isTry: true)
  }

  /// The table of a query by its name: as given, or the one of its model.
  private func tableText(of query: QueryObject) -> String {
    guard let model = query.model else { return String(query.table.prefix { $0 != " " }) }
    let named = model.allProperties.last { $0.property.name == "table" }
    if let named, let value = named.property.defaultValue,
      let text = constantValue(value, in: named.owner.file, of: named.owner.declaration).text
    {
      return text
    }
    return modelTable(model.declaration.name)
  }
}
