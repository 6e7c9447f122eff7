import Catalog
import SourceText

extension Evaluator {
  /// A function by its full name; PHP falls back to the global one of its last part.
  func callFunction(
    _ name: PHPName,
    _ arguments: [PHPArgument],
    _ frame: Frame?
  ) throws(PHPThrow) -> PHPValue {
    if let (function, file) = functions[name.lower] {
      return try call(function, arguments, Frame(file: file, function: function.name.short))
    }
    let short = asciiLowercased(name.short)
    if let (function, file) = functions[short] {
      return try call(function, arguments, Frame(file: file, function: function.name.short))
    }
    if let result = try callFramework(short, arguments, frame) { return result }
    if let (function, file) = loadedFunction(name.lower) ?? loadedFunction(short) {
      return try call(function, arguments, Frame(file: file, function: function.name.short))
    }
    if let result = try callWithCallback(short, arguments) { return result }
    let values = arguments.map(\.value)
    if let result = typeFunction(short, values) { return result }
    if let unknown = firstUnknown(values) {
      try warnIfTouched(arguments, short + "()")
      guard case .unknown(let part) = unknown, part.assumed != nil else {
        return .unknown(unknown.unknownPart ?? PHPUnknown("the result of " + short + "()"))
      }
      let assumed = values.map { $0.unknownPart?.assumed ?? $0 }
      let result = stringFunction(short, assumed) ?? arrayFunction(short, assumed)
      return .unknown(PHPUnknown(part.reason, assuming: result))
    }
    if let result = stringFunction(short, values) ?? arrayFunction(short, values)
      ?? numberFunction(short, values)
    {
      return bounded(result)
    }
    try warnIfTouched(arguments, short + "()")
    return .unknown("the result of " + short + "()")
  }

  /// A function of the files that composer loads; asked once names of PHP are ruled out.
  private func loadedFunction(_ lower: String) -> (PHPFunction, PHPFile)? {
    if Self.ofPHP.contains(lower) { return nil }
    if !hasLoadedFunctions {
      hasLoadedFunctions = true
      for file in context.functionFiles(self) {
        for function in file.functions { functions[function.name.lower] = (function, file) }
      }
    }
    return functions[lower]
  }

  /// The functions that migrations call most, so that these do not read the application's files.
  private static let ofPHP: Set<String> = [
    "sprintf", "in_array", "count", "json_encode", "json_decode", "is_array", "trim", "explode",
    "implode", "str_replace", "strtolower", "strtoupper", "array_values", "array_keys",
    "array_map", "array_merge", "array_filter", "intval", "is_null", "is_string", "substr",
    "strlen", "array_key_exists", "array_unique", "str_starts_with", "str_contains", "ucfirst",
  ]

  /// Helpers of Laravel and functions of PHP that look around.
  private func callFramework(
    _ name: String,
    _ arguments: [PHPArgument],
    _ frame: Frame?
  ) throws(PHPThrow) -> PHPValue? {
    let first = arguments.first?.value
    switch name {
    case "config":
      guard let first else { return .object(PHPObject(ConfigObject())) }
      if case .array(let values) = first {
        for (key, value) in values.pairs {
          if case .string(let text) = key { configuration[text] = value }
        }
        return .null
      }
      guard let key = first.text else { return first }
      return configured(key, default: arguments.value(1, "default"))
    case "env":
      guard let key = first?.text else { return .unknown("a variable of the environment") }
      if let text = context.environment(key, self) { return literal(text) }
      return arguments.value(1, "default") ?? .null
    case "app", "resolve":
      guard let first else { return .object(PHPObject(ApplicationObject())) }
      return try resolve(first)
    case "base_path", "database_path", "app_path", "config_path", "storage_path",
      "resource_path", "public_path", "lang_path":
      let method = String(name.prefix { $0 != "_" })
      let folder = method == "base" ? "" : method == "resource" ? "resources" : method
      return path(folder, first)
    case "module_path":
      let root = configured("modules.paths.modules").text?.ifNotEmpty ?? projectRoot + "Modules"
      guard let name = first?.text else { return first ?? .null }
      let rest = arguments.value(1, "path")?.text ?? ""
      return .string(root + "/" + name + (rest.isEmpty || rest.hasPrefix("/") ? "" : "/") + rest)
    case "collect":
      try countObject()
      return collect(first ?? .null)
    case "head", "last":
      guard case .array(let array)? = first else { return nil }
      return (name == "head" ? array.values.first : array.last) ?? .bool(false)
    case "data_get":
      guard let first, let key = arguments.value(1, "key")?.text else { return nil }
      return arrFunction("get", [first, .string(key), arguments.value(2, "default") ?? .null])
    case "optional": return arguments.count == 1 ? first : nil
    case "str": return stringable(first ?? .string(""))
    case "value":
      guard case .closure(let closure)? = first else { return first ?? .null }
      return try call(closure, Array(arguments.dropFirst()))
    case "tap":
      guard let first else { return .null }
      if case .closure(let closure)? = arguments.value(1, "callback") {
        _ = try call(closure, [PHPArgument(first)])
      }
      return first
    case "with":
      guard case .closure(let closure)? = arguments.value(1, "callback") else { return first }
      return try call(closure, [PHPArgument(first ?? .null)])
    case "rescue": return try rescue(arguments)
    case "throw_if", "throw_unless":
      if let truth = first?.truth, truth == (name == "throw_if") {
        throw exception("RuntimeException", arguments.value(2, "parameters")?.text ?? "")
      }
      return first
    case "abort": throw exception("RuntimeException", arguments.value(1, "message")?.text ?? "")
    case "now", "today", "time", "microtime", "date", "uniqid", "random_int", "mt_rand", "rand":
      return .unknown("the present time or chance (" + name + "())")
    case "file_get_contents", "file": return readFile(first ?? .null)
    case "glob": return glob(first ?? .null)
    case "file_exists", "is_file", "is_readable": return fileExists(first ?? .null)
    case "class_exists", "interface_exists", "enum_exists", "trait_exists":
      guard let text = first?.text else { return first }
      return classExists(PHPName(text.utf8.first == 0x5C ? String(text.dropFirst()) : text))
    case "method_exists", "property_exists": return try memberExists(name, arguments)
    case "function_exists":
      let wanted = asciiLowercased(first?.text ?? "")
      return functions[wanted] != nil ? .bool(true) : .unknown("whether a function exists")
    case "defined": return .bool(false)
    case "get_class": return first.map { .string($0.typeName) }
    case "class_basename":
      if case .object(let object)? = first { return .string(PHPName(object.className).short) }
      return first?.text.map { .string(PHPName($0).short) }
    case "compact": return compact(arguments, frame)
    case "func_get_args", "get_object_vars", "debug_backtrace":
      return .unknown("the result of " + name + "()")
    case "set_time_limit", "ini_set", "error_reporting", "logger", "info", "dump", "error_log",
      "report", "ob_start", "gc_collect_cycles", "sleep", "usleep", "unlink", "copy", "mkdir",
      "event", "dispatch", "memory_get_usage", "var_dump", "assert", "printf", "trigger_error":
      return .null
    case "call_user_func":
      return try callValue(first ?? .null, Array(arguments.dropFirst()))
    case "call_user_func_array":
      guard case .array(let list)? = arguments.value(1, "args") else { return nil }
      return try callValue(first ?? .null, list.values.map { PHPArgument($0) })
    default: return nil
    }
  }

  private func path(_ folder: String, _ rest: PHPValue?) -> PHPValue {
    if let rest, rest.isUnknown { return rest }
    let base = folder.isEmpty ? String(projectRoot.dropLast()) : projectRoot + folder
    guard let text = rest?.text, !text.isEmpty else { return .string(base) }
    return .string(base + "/" + text.drop { $0 == "/" })
  }

  private func collect(_ value: PHPValue) -> PHPValue {
    switch value {
    case .unknown: value
    case .array(let array): CollectionObject.value(array)
    case .null: CollectionObject.value(PHPArray())
    case .object(let object) where object.native is CollectionObject: value
    default: CollectionObject.value([value])
    }
  }

  private func rescue(_ arguments: [PHPArgument]) throws(PHPThrow) -> PHPValue {
    catches.append([PHPName("Throwable")])
    let level = catches.count
    let depthBefore = depth
    do throws(PHPThrow) {
      let result = try callValue(arguments.first?.value ?? .null, [])
      catches.removeLast()
      return result
    } catch {
      catches.removeLast(max(0, catches.count - level + 1))
      depth = depthBefore
      guard case .exception = error else { throw error }
      thrown = nil
      return arguments.value(1, "rescue") ?? .null
    }
  }

  private func classExists(_ name: PHPName) -> PHPValue {
    if runtimeClass(name) != nil || facade(name) != nil { return .bool(true) }
    if name.lower.hasPrefix("illuminate\\") { return .unknown("whether " + name.text + " exists") }
    return .unknown("whether " + name.text + " exists, whose source is not in the project")
  }

  private func memberExists(
    _ name: String,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue {
    let declared: RuntimeClass?
    switch arguments.first?.value {
    case .object(let object)?: declared = object.runtimeClass
    case .string(let text)?: declared = runtimeClass(PHPName(text))
    default: declared = nil
    }
    let member = arguments.value(1, name == "method_exists" ? "method" : "property")?.text ?? ""
    guard let declared else { return .unknown("whether " + member + " exists") }
    let exists =
      name == "method_exists"
      ? declared.method(asciiLowercased(member)) != nil
      : declared.allProperties.contains { $0.property.name == member }
    if exists { return .bool(true) }
    return declared.foreignRoot == nil ? .bool(false) : .unknown("whether " + member + " exists")
  }

  private func compact(_ arguments: [PHPArgument], _ frame: Frame?) -> PHPValue {
    var array = PHPArray()
    for argument in arguments {
      guard let name = argument.value.text, let frame else { continue }
      array[.string(name)] = frame.value(name) ?? .null
    }
    return .array(array)
  }

  private func callWithCallback(
    _ name: String,
    _ arguments: [PHPArgument]
  ) throws(PHPThrow) -> PHPValue? {
    switch name {
    case "array_map":
      guard let callback = arguments.value(0, "callback"),
        let array = arguments.value(1, "array"), arguments.count == 2
      else { return nil }
      guard let items = iterated(array) else { return array }
      var result = PHPArray()
      for (key, value) in items.pairs {
        result[key] = callback.isNull ? value : try callValue(callback, [PHPArgument(value)])
      }
      return .array(result)
    case "array_filter":
      guard let array = arguments.value(0, "array") else { return nil }
      guard let items = iterated(array) else { return array }
      let callback = arguments.value(1, "callback") ?? .null
      let mode = arguments.value(2, "mode")?.integer ?? 0
      var result = PHPArray()
      for (key, value) in items.pairs {
        let given =
          mode == 2
          ? [PHPArgument(key.value)]
          : mode == 1 ? [PHPArgument(value), PHPArgument(key.value)] : [PHPArgument(value)]
        let answer = callback.isNull ? value : try callValue(callback, given)
        guard let holds = answer.truth else { return .unknown("which elements are selected") }
        if holds { result[key] = value }
      }
      return .array(result)
    case "array_walk":
      guard let array = arguments.value(0, "array"), let items = iterated(array),
        let callback = arguments.value(1, "callback")
      else { return nil }
      for (key, value) in items.pairs {
        _ = try callValue(callback, [PHPArgument(value), PHPArgument(key.value)])
      }
      return .bool(true)
    case "array_reduce":
      guard let array = arguments.value(0, "array"), let items = iterated(array),
        let callback = arguments.value(1, "callback")
      else { return nil }
      var carry = arguments.value(2, "initial") ?? .null
      for value in items.values {
        carry = try callValue(callback, [PHPArgument(carry), PHPArgument(value)])
      }
      return carry
    default: return nil
    }
  }

  /// Functions that change a variable they are given; nil for all others.
  func callReferenced(
    _ name: PHPName,
    _ arguments: [PHPArgumentSyntax],
    _ frame: Frame
  ) throws(PHPThrow) -> PHPValue? {
    let short = asciiLowercased(name.short)
    switch short {
    case "array_push", "array_pop", "array_shift", "array_unshift", "sort", "rsort", "ksort",
      "asort", "end", "reset", "current", "next", "usort", "uasort", "uksort", "settype":
      break
    case "preg_match", "preg_match_all":
      if arguments.count > 2 { try assign(.unknown("a match"), to: arguments[2].value, frame) }
      return nil
    default: return nil
    }
    guard let target = arguments.first?.value else { return nil }
    let rest = try evaluate(Array(arguments.dropFirst()), frame).map(\.value)
    let current = try evaluate(target, frame)
    guard case .array(var array) = current else { return current.isUnknown ? current : .null }
    var result = PHPValue.null
    switch short {
    case "end": return array.last ?? .bool(false)
    case "reset", "current": return array.values.first ?? .bool(false)
    case "next": return .unknown("the place in an array")
    case "array_push":
      for value in rest { array.append(value) }
      result = .int(array.count)
    case "array_pop": result = array.removeLast() ?? .null
    case "array_shift":
      result = array.values.first ?? .null
      array = merged(PHPArray(), PHPArray(array.pairs.dropFirst()))
    case "array_unshift":
      array = merged(PHPArray(list: rest), array)
      result = .int(array.count)
    case "sort", "rsort":
      let sorted = array.values.sorted { (compare($0, $1) ?? 0) < 0 }
      array = PHPArray(list: short == "sort" ? sorted : sorted.reversed())
    case "asort": array = PHPArray(array.pairs.sorted { (compare($0.1, $1.1) ?? 0) < 0 })
    case "ksort":
      array = PHPArray(array.pairs.sorted { (compare($0.0.value, $1.0.value) ?? 0) < 0 })
    default: return .unknown("an array in another order")
    }
    try assign(.array(array), to: target, frame)
    return result
  }
}
