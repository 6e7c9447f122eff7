/// A query on rows, by `DB::table()` or a model: none of its rows are known.
///
/// What it gives is unknown, and taken as from a table without rows where something has to be
/// decided; changes of rows do nothing here.
final class QueryObject: PHPNative {
  let table: String
  var className: String { "Illuminate\\Database\\Query\\Builder" }

  init(table: String) { self.table = table }

  private func rows(_ assumed: PHPValue) -> PHPValue {
    .unknown(PHPUnknown("the rows of " + table, assuming: assumed))
  }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "get", "all", "pluck", "cursor", "lazy", "lazybyid", "lazybyiddesc", "paginate",
      "simplepaginate", "findmany", "getmodels", "getcollection", "fromquery", "hydrate":
      return rows(.array(PHPArray()))
    case "first", "find", "value", "sole", "firstwhere", "solevalue", "max", "min", "avg":
      return rows(.null)
    case "firstorfail", "findorfail", "firstornew", "firstorcreate", "updateorcreate", "create",
      "forcecreate", "make", "findornew", "createorfirst", "firstor", "createquietly":
      return .unknown("a row of " + table)
    case "exists", "existsor": return rows(.bool(false))
    case "doesntexist": return rows(.bool(true))
    case "count", "sum", "average", "getcountforpagination": return rows(.int(0))
    case "insert", "insertorignore", "updateorinsert", "upsert", "truncate", "insertusing",
      "insertgetid", "update", "updatequietly", "delete", "forcedelete", "increment",
      "decrement", "restore", "touch", "incrementeach", "decrementeach", "destroy", "unguard",
      "reguard", "withoutevents", "withoutsyncingtosearch", "flusheventlisteners", "insertgetids",
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
          try call.evaluator.probe(closure, "the rows of " + table, isAssumedEmpty: true)
        }
      }
      return .bool(true)
    case "tosql", "torawsql": return .unknown("the text of a query")
    case "getconnection": return .object(PHPObject(ConnectionObject(connection: nil)))
    default:
      return call.this
    }
  }

  func property(_ name: String) -> PHPValue? { rows(.null) }
}
