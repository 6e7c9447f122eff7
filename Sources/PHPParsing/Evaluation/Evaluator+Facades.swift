import Catalog
import SourceText

/// The framework's static fronts that migrations use.
enum Facade {
  case schema, database, application, config, artisan, string, array, file, blueprint, builder
  /// Has no effect on a schema and gives nothing that is known: logs, caches, queues.
  case inert
}

private let facades: [(name: String, facade: Facade)] = [
  ("schema", .schema), ("db", .database), ("app", .application), ("config", .config),
  ("artisan", .artisan), ("str", .string), ("arr", .array), ("file", .file), ("log", .inert),
  ("cache", .inert), ("storage", .inert), ("event", .inert), ("queue", .inert), ("bus", .inert),
  ("mail", .inert), ("http", .inert), ("auth", .inert), ("hash", .inert), ("crypt", .inert),
  ("redis", .inert), ("notification", .inert), ("session", .inert), ("lang", .inert),
  ("url", .inert), ("route", .inert), ("view", .inert), ("validator", .inert),
  ("process", .inert), ("date", .inert),
]

private let facadeNames = WordIndex(facades.map(\.name))

private func facade(named name: String) -> Facade? {
  facadeNames.place(of: name).map { facades[$0].facade }
}

extension Evaluator {
  /// The front a class is: by its full name, by the alias without namespace, or as another
  /// package's `Facades\DB`.
  func facade(_ name: PHPName) -> Facade? {
    let lower = name.lower
    guard lower.utf8.contains(0x5C) else { return PHPParsing.facade(named: lower) }
    switch lower {
    case "illuminate\\support\\str": return .string
    case "illuminate\\support\\arr": return .array
    case "illuminate\\database\\schema\\blueprint": return .blueprint
    case "illuminate\\database\\schema\\builder": return .builder
    default: break
    }
    let marker = "\\facades\\"
    guard let position = offset(of: marker, in: lower) else { return nil }
    let short = lower.utf8.dropFirst(position + marker.utf8.count)
    return PHPParsing.facade(named: String(decoding: short, as: UTF8.self))
  }

  func callFacade(
    _ facade: Facade,
    _ className: PHPName,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    switch facade {
    case .schema, .builder:
      return try callOn(SchemaObject(connection: connection), name, arguments)
    case .database: return try callOn(ConnectionObject(connection: connection), name, arguments)
    case .application: return try callOn(ApplicationObject(), name, arguments)
    case .config: return config(name, arguments)
    case .artisan: return try callArtisan(name, arguments)
    case .string:
      if name.lower == "of" { return stringable(arguments.first?.value ?? .string("")) }
      let values = arguments.map(\.value)
      return firstUnknown(values) ?? strFunction(name.lower, values)
        ?? .unknown("the result of Str::" + name.text + "()")
    case .array:
      let values = arguments.map(\.value)
      if let result = arrFunction(name.lower, values) { return result }
      // The rest are methods of collections, under the same names.
      if case .array(let array)? = values.first, Self.ofCollections.contains(name.lower) {
        let collection = CollectionObject(array)
        let rest = Array(arguments.dropFirst())
        let result = try callNative(collection, PHPObject(collection), name, rest)
        guard case .object(let object) = result,
          let made = object.native as? CollectionObject
        else { return result }
        return .array(made.items)
      }
      return .unknown("the result of Arr::" + name.text + "()")
    case .file: return try callFile(name, arguments)
    case .blueprint: return blueprintStatic(name, arguments)
    case .inert:
      try warnIfTouched(arguments, className.text + "::" + name.text + "()")
      return .unknown("the result of " + className.text + "::" + name.text + "()")
    }
  }

  private static let ofCollections: Set<String> = [
    "first", "last", "flatten", "map", "mapwithkeys", "keyby", "sort", "sortdesc", "dot",
  ]

  private func callOn(
    _ native: any PHPNative,
    _ name: PHPName,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    try callNative(native, PHPObject(native), name, arguments)
  }

  func stringable(_ value: PHPValue) -> PHPValue {
    value.text.map { .object(PHPObject(StringableObject($0))) } ?? value
  }

  func firstUnknown(_ values: [PHPValue]) -> PHPValue? { values.first(where: \.isUnknown) }

  private func blueprintStatic(_ name: PHPName, _ arguments: [PHPArgument]) -> PHPValue {
    switch name.lower {
    case "macro":
      if let macro = arguments.value(0, "name")?.text,
        case .closure(let closure)? = arguments.value(1, "macro")
      {
        macros["illuminate\\database\\schema\\blueprint::" + asciiLowercased(macro)] = closure
      }
      return .null
    case "hasmacro":
      let wanted = asciiLowercased(arguments.first?.value.text ?? "")
      let owner = "illuminate\\database\\schema\\blueprint"
      return .bool(
        macros[owner + "::" + wanted] != nil || context.macro(wanted, of: owner, self) != nil
      )
    default: return .unknown("the result of Blueprint::" + name.text + "()")
    }
  }

  private func config(_ name: PHPName, _ arguments: [PHPArgument]) -> PHPValue {
    guard let key = arguments.value(0, "key")?.text else {
      return .unknown("a setting whose key is not known")
    }
    switch name.lower {
    case "get", "string", "integer", "boolean", "array", "float":
      return configured(key, default: arguments.value(1, "default"))
    case "has": return .bool(!configured(key).isNull)
    case "set":
      configuration[key] = arguments.value(1, "value") ?? .null
      return .null
    default: return .unknown("the result of Config::" + name.text + "()")
    }
  }

  /// `config('file.key')`: set in this migration, configured, or read from the project's file.
  func configured(_ key: String, default fallback: PHPValue? = nil) -> PHPValue {
    if let known = configuration[key] { return known }
    if let text = world.setting("config." + key) {
      let value = literal(text)
      configuration[key] = value
      return value
    }
    if key == "database.default" { return .string(defaultConnection) }
    return rawConfiguration(key) ?? fallback ?? .null
  }

  /// A key as the files have it, without what the dialect in use makes of it; nil where no file
  /// and no package has it.
  func rawConfiguration(_ key: String) -> PHPValue? {
    var parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let fileName = parts.removeFirst()
    let root = configuration[fileName] ?? loadConfiguration(fileName)
    configuration[fileName] = root
    if !root.isNull, let value = dig(root, parts) { return value }
    if let set = configuration[fileName + "." + (parts.first ?? "")] {
      return dig(set, Array(parts.dropFirst()))
    }
    guard let known = context.defaultConfiguration(fileName, self) else { return nil }
    return dig(known, parts)
  }

  private func dig(_ root: PHPValue, _ parts: [String]) -> PHPValue? {
    var value = root
    for part in parts {
      switch value {
      case .array(let array):
        guard let inner = array[part] else { return nil }
        value = inner
      case .unknown: return value
      default: return nil
      }
    }
    return value
  }

  private func loadConfiguration(_ name: String) -> PHPValue {
    for folder in ["config/", "app/Config/"] {
      if let file = context.file(folder + name + ".php", self) { return returnValue(of: file) }
    }
    return .null
  }

  /// A configured text as a value, as `env()` reads it.
  func literal(_ text: String) -> PHPValue {
    switch asciiLowercased(text) {
    case "true", "(true)": .bool(true)
    case "false", "(false)": .bool(false)
    case "null", "(null)": .null
    case "empty", "(empty)": .string("")
    default: .string(text)
    }
  }

  /// `app()->environment()`: as configured, production otherwise.
  var environmentName: String {
    if let configured = world.setting("config.app.env") ?? world.setting("env.APP_ENV") {
      return configured
    }
    return "production"
  }

  /// `app('name')`, `app(Some::class)`, `resolve(…)`.
  func resolve(_ abstract: PHPValue) throws(PHPThrow) -> PHPValue {
    guard let name = abstract.text else { return .unknown("a service whose name is computed") }
    switch asciiLowercased(name) {
    case "db", "illuminate\\database\\databasemanager", "db.connection",
      "illuminate\\database\\connectionresolverinterface", "illuminate\\database\\connection",
      "illuminate\\database\\connectioninterface":
      return .object(PHPObject(ConnectionObject(connection: connection)))
    case "db.schema", "illuminate\\database\\schema\\builder":
      return .object(PHPObject(SchemaObject(connection: connection)))
    case "config", "illuminate\\contracts\\config\\repository",
      "illuminate\\config\\repository":
      return .object(PHPObject(ConfigObject()))
    case "app", "illuminate\\contracts\\foundation\\application",
      "illuminate\\foundation\\application", "illuminate\\container\\container":
      return .object(PHPObject(ApplicationObject()))
    default: break
    }
    let className = PHPName(name)
    if let declared = runtimeClass(className) { return try makeService(declared) }
    return .object(PHPObject(OpaqueObject(name)))
  }

  /// An instance as the container would build it, its typed parameters resolved in turn.
  private func makeService(_ declared: RuntimeClass) throws(PHPThrow) -> PHPValue {
    guard let constructor = declared.method("__construct") else {
      return try construct(declared, [])
    }
    var arguments: [PHPArgument] = []
    try enter()
    defer { depth -= 1 }
    for parameter in constructor.function.parameters where parameter.defaultValue == nil {
      guard let type = parameter.type?.names.first else {
        arguments.append(PHPArgument(.unknown("what the container gives"), name: parameter.name))
        continue
      }
      let value = try resolve(.string(type.text))
      arguments.append(PHPArgument(value, name: parameter.name))
    }
    return try construct(declared, arguments)
  }
}

/// `config()` without arguments: the repository.
final class ConfigObject: PHPNative {
  var className: String { "Illuminate\\Config\\Repository" }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    try call.evaluator.callFacade(
      .config,
      PHPName(className),
      PHPName(call.name),
      call.arguments
    )
  }
}
