import Catalog
import SourceText

private let modelRoots: Set<String> = [
  "illuminate\\database\\eloquent\\model", "illuminate\\foundation\\auth\\user",
  "illuminate\\database\\eloquent\\relations\\pivot",
  "illuminate\\database\\eloquent\\relations\\morphpivot",
]

extension Evaluator {
  /// Whether a class of the project is an Eloquent model, by the class its line ends in.
  func isModel(_ declared: RuntimeClass) -> Bool {
    guard let root = declared.foreignRoot else { return false }
    return modelRoots.contains(root.lower) || isModelLike(root)
      || (declared.declaration.property("fillable") != nil)
      || (declared.declaration.property("guarded") != nil)
  }

  /// Whether a class that is not there is a model, by its name.
  func isModelLike(_ name: PHPName) -> Bool {
    modelRoots.contains(name.lower) || contains(name.lower, "\\models\\")
      || name.lower.hasSuffix("model")
  }

  /// Methods that a class of the project has from a class of the framework.
  func callInherited(
    _ declared: RuntimeClass,
    _ object: PHPObject,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue? {
    if name.lower == "getconnection", !isModel(declared) {
      return object.properties[.string("connection")] ?? .null
    }
    if name.lower == "loadmigrationsfrom" {
      loadMigrations(from: arguments.value(0, "paths") ?? .null)
      return .null
    }
    if isModel(declared) { return try callModel(declared, object, name, arguments) }
    if declared.isKind(of: "exception") || isExceptionRoot(declared.foreignRoot) {
      switch name.lower {
      case "getmessage": return object.properties[.string("message")] ?? .string("")
      case "getcode": return object.properties[.string("code")] ?? .int(0)
      case "__construct":
        object.properties[.string("message")] = arguments.value(0, "message") ?? .string("")
        return .null
      default: return nil
      }
    }
    return name.lower == "__construct" ? .null : nil
  }

  private func callModel(
    _ declared: RuntimeClass,
    _ object: PHPObject,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue? {
    switch name.lower {
    case "__construct", "fill", "settable", "setconnection":
      if name.lower == "settable" {
        object.properties[.string("table")] = arguments.value(0, "table") ?? .null
      }
      return name.lower == "__construct" ? .null : .object(object)
    case "gettable":
      if let table = object.properties[.string("table")], !table.isNull { return table }
      return .string(modelTable(declared.declaration.name))
    case "getkeyname": return object.properties[.string("primaryKey")]?.ifSet ?? .string("id")
    case "getkeytype":
      if try hasGeneratedKey(declared, object) { return .string("string") }
      return object.properties[.string("keyType")]?.ifSet ?? .string("int")
    case "getincrementing":
      if try hasGeneratedKey(declared, object) { return .bool(false) }
      return object.properties[.string("incrementing")]?.ifSet ?? .bool(true)
    case "getforeignkey":
      return .string(snake(declared.declaration.name.short) + "_id")
    case "getmorphclass": return .string(declared.name)
    case "getconnectionname": return object.properties[.string("connection")] ?? .null
    case "getconnection":
      return .object(
        PHPObject(
          ConnectionObject(connection: object.properties[.string("connection")]?.ifSet?.text)
        )
      )
    case "qualifycolumn":
      let table = try callMethod(.object(object), PHPName("getTable"), [])
      guard let table = table.text, let column = arguments.first?.value.text else { return nil }
      return .string(table + "." + column)
    case "save", "push", "saveorfail", "savequietly":
      noteRows(of: QueryObject(table: declared.declaration.name.short, model: declared))
      return .bool(true)
    case "update", "delete", "forcedelete", "touch": return .bool(true)
    default:
      let query = QueryObject(table: declared.declaration.name.short, model: declared)
      return try query.call(
        PHPNativeCall(
          method: name.lower,
          name: name.text,
          arguments: arguments,
          source: here,
          receiver: PHPObject(query),
          evaluator: self
        )
      )
    }
  }

  /// Whether the key is one of the columns that `HasUuids` or `HasUlids` fill.
  private func hasGeneratedKey(
    _ declared: RuntimeClass,
    _ object: PHPObject
  ) throws(PHPThrow) -> Bool {
    guard declared.usesTrait("hasuuids") || declared.usesTrait("hasulids") else { return false }
    guard declared.method("uniqueids") != nil else { return true }
    let key = try callMethod(.object(object), PHPName("getKeyName"), [])
    guard case .array(let filled) = try callMethod(.object(object), PHPName("uniqueIds"), [])
    else { return true }
    return filled.values.contains { isEqual($0, key) == true }
  }

  /// The table of a model that names none: the plural of its class in snake case.
  package func modelTable(_ name: PHPName) -> String {
    let words = snake(name.short)
    guard let underscore = words.utf8.lastIndex(of: 0x5F) else { return context.plural(words) }
    let last = String(words[words.utf8.index(after: underscore)...])
    return String(words[...underscore]) + context.plural(last)
  }

  /// Whether a value is an instance of a class; nil where an ancestor's source is missing.
  func isInstance(_ value: PHPValue, of name: PHPName) -> Bool? {
    switch value {
    case .object(let object):
      if asciiLowercased(object.className) == name.lower { return true }
      if let native = object.native {
        let lower = asciiLowercased(native.className)
        if native is ExceptionObject { return exceptionClass(lower, isKindOf: name.lower) }
        return lower == name.lower || nativeParents[lower]?.contains(name.lower) == true
      }
      if let declared = object.runtimeClass {
        if declared.isKind(of: name.lower) { return true }
        if let root = declared.foreignRoot, isExceptionRoot(root) {
          return exceptionClass(root.lower, isKindOf: name.lower)
        }
        return declared.foreignRoot == nil ? false : runtimeClass(name) != nil ? false : nil
      }
      return exceptionClass(asciiLowercased(object.className), isKindOf: name.lower)
    case .closure: return name.lower == "closure"
    case .enumCase(let enumCase):
      return asciiLowercased(enumCase.enumName) == name.lower || name.lower == "unitenum"
        || name.lower == "backedenum" && enumCase.backing != nil
    case .unknown: return nil
    default: return false
    }
  }

  /// Whether an exception of PHP or the framework is caught by a class; names in lower case.
  func exceptionClass(_ lower: String, isKindOf wanted: String) -> Bool {
    var current: String? = lower
    while let name = current {
      if name == wanted { return true }
      if wanted == "throwable",
        exceptionParents[name] != nil || name == "exception" || name == "error"
      {
        return true
      }
      current = exceptionParents[name]
    }
    return false
  }

  func isExceptionRoot(_ name: PHPName?) -> Bool {
    guard let name else { return false }
    return exceptionParents[name.lower] != nil || name.lower == "exception"
      || name.lower == "error"
  }
}

extension PHPValue {
  /// Nil where it is null.
  var ifSet: PHPValue? { isNull ? nil : self }
}

private let nativeParents: [String: Set<String>] = [
  "illuminate\\database\\query\\expression": ["illuminate\\contracts\\database\\query\\expression"],
  "illuminate\\support\\collection": [
    "illuminate\\support\\enumerable", "countable", "traversable",
  ],
  "illuminate\\database\\connection": [
    "illuminate\\database\\connectioninterface",
    "illuminate\\database\\connectionresolverinterface",
  ],
  "illuminate\\database\\query\\builder": ["illuminate\\database\\eloquent\\builder"],
]

/// The parent of each exception a migration may meet.
private let exceptionParents: [String: String] = [
  "illuminate\\database\\queryexception": "pdoexception",
  "illuminate\\database\\uniqueconstraintviolationexception":
    "illuminate\\database\\queryexception",
  "pdoexception": "runtimeexception",
  "doctrine\\dbal\\exception": "exception",
  "doctrine\\dbal\\driver\\exception": "exception",
  "runtimeexception": "exception",
  "logicexception": "exception",
  "errorexception": "exception",
  "invalidargumentexception": "logicexception",
  "badmethodcallexception": "badfunctioncallexception",
  "badfunctioncallexception": "logicexception",
  "domainexception": "logicexception",
  "lengthexception": "logicexception",
  "outofrangeexception": "logicexception",
  "outofboundsexception": "runtimeexception",
  "rangeexception": "runtimeexception",
  "overflowexception": "runtimeexception",
  "underflowexception": "runtimeexception",
  "unexpectedvalueexception": "runtimeexception",
  "jsonexception": "exception",
  "typeerror": "error",
  "valueerror": "error",
  "argumentcounterror": "typeerror",
  "arithmeticerror": "error",
  "divisionbyzeroerror": "arithmeticerror",
  "unhandledmatcherror": "error",
  "illuminate\\database\\eloquent\\modelnotfoundexception":
    "illuminate\\database\\recordsnotfoundexception",
  "illuminate\\database\\recordsnotfoundexception": "runtimeexception",
]
