import Catalog
import SourceText

extension SchemaObject {
  func ask(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "hastable", "hasview", "hascolumn", "hascolumns", "hasindex", "getcolumnlisting",
      "getcolumntype", "getcolumns", "getindexes", "getindexlisting", "getforeignkeys":
      break
    case "gettables", "gettablelisting", "getalltables":
      return tables(call)
    case "getviews", "gettypes": return .array(PHPArray())
    default: return nil
    }
    let evaluator = call.evaluator
    try evaluator.checkTransaction()
    let subject = call.arguments.value(0, call.method == "hasview" ? "view" : "table") ?? .null
    guard let name = try evaluator.text(of: subject) else {
      return .unknown(subject.unknownPart ?? PHPUnknown("a table whose name is not known"))
    }
    if evaluator.isForeign(connection) {
      return .unknown("the schema of the connection " + (connection ?? ""))
    }
    switch call.method {
    case "hastable":
      return .bool(evaluator.table(name) != nil || evaluator.isBookkeeping(name))
    case "hasview":
      return .bool(evaluator.world.view(evaluator.tableName(name)) != nil)
    case "hascolumn":
      let column = call.arguments.value(1, "column") ?? .null
      guard let text = try evaluator.text(of: column) else { return column }
      return .bool(evaluator.hasColumn(name, text))
    case "hascolumns":
      guard case .array(let columns)? = call.arguments.value(1, "columns") else {
        return .unknown("a list of columns")
      }
      for column in columns.values {
        guard let text = try evaluator.text(of: column) else { return column }
        if !evaluator.hasColumn(name, text) { return .bool(false) }
      }
      return .bool(true)
    case "hasindex":
      return .bool(
        evaluator.hasIndex(
          name,
          call.arguments.value(1, "index") ?? .null,
          call.arguments.value(2, "type") ?? .null
        )
      )
    case "getcolumntype":
      let column = call.arguments.value(1, "column") ?? .null
      return evaluator.columnType(name, try evaluator.text(of: column) ?? "")
    default: return list(call.method, evaluator, name)
    }
  }

  private func list(_ method: String, _ evaluator: Evaluator, _ name: String) -> PHPValue {
    guard let table = evaluator.table(name) else { return .array(PHPArray()) }
    switch method {
    case "getcolumnlisting":
      return .array(PHPArray(list: table.columns.map { .string($0.name) }))
    case "getcolumns":
      return .array(PHPArray(list: table.columns.map { evaluator.describe($0) }))
    case "getindexlisting":
      return .array(
        PHPArray(list: evaluator.indexes(of: table).map { .string($0.name) })
      )
    case "getforeignkeys":
      return .array(PHPArray(list: table.foreignKeys.map { evaluator.describe($0) }))
    default:
      return .array(PHPArray(list: evaluator.indexes(of: table).map(\.described)))
    }
  }

  private func tables(_ call: PHPNativeCall) -> PHPValue {
    let evaluator = call.evaluator
    let names = evaluator.world.allTables().map(\.name)
    if call.method == "gettablelisting" {
      let isQualified = call.arguments.value(1, "schemaQualified")?.truth ?? false
      return .array(
        PHPArray(list: names.map { .string(isQualified ? $0.description : $0.name) })
      )
    }
    return .array(
      PHPArray(
        list: names.map { name in
          .array(
            PHPArray([
              (.string("name"), .string(name.name)),
              (.string("schema"), name.schema.map { .string($0) } ?? .null),
            ])
          )
        }
      )
    )
  }

  func configure(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    switch call.method {
    case "connection":
      let name = call.arguments.value(0, "name")?.text
      return .object(PHPObject(SchemaObject(connection: name == "" ? nil : name)))
    case "getconnection":
      return .object(PHPObject(ConnectionObject(connection: connection)))
    case "enableforeignkeyconstraints", "disableforeignkeyconstraints":
      let isOn = call.method.utf8.first == 0x65
      if evaluator.speculation == nil {
        _ = evaluator.world.apply(
          LocatedOperation(.session(.foreignKeyChecks(isOn)), at: call.source),
          isTry: true
        )
      }
      return .bool(true)
    case "withoutforeignkeyconstraints":
      let source = call.source
      if evaluator.speculation == nil {
        _ = evaluator.world.apply(
          LocatedOperation(.session(.foreignKeyChecks(false)), at: source),
          isTry: true
        )
      }
      let result = try evaluator.callValue(call.arguments.value(0, "callback") ?? .null, [])
      if evaluator.speculation == nil {
        _ = evaluator.world.apply(
          LocatedOperation(.session(.foreignKeyChecks(true)), at: source),
          isTry: true
        )
      }
      return result
    case "defaultstringlength":
      evaluator.defaultStringLength = call.arguments.value(0, "length")?.integer
    case "defaultmorphkeytype":
      evaluator.defaultMorphKeyType = call.arguments.value(0, "type")?.text
    case "morphusinguuids": evaluator.defaultMorphKeyType = "uuid"
    case "morphusingulids": evaluator.defaultMorphKeyType = "ulid"
    case "blueprintresolver", "setconnection",
      "usenativeschemaoperationsifpossible", "createdatabase", "dropdatabaseifexists":
      return call.this
    case "macro": return try macro(call)
    default: return nil
    }
    return .null
  }

  private func macro(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue {
    if let name = call.arguments.value(0, "name")?.text,
      case .closure(let closure)? = call.arguments.value(1, "macro")
    {
      call.evaluator.macros[asciiLowercased(className) + "::" + asciiLowercased(name)] = closure
    }
    return .null
  }
}
