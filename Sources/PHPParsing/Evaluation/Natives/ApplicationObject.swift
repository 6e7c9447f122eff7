/// `app()` and `App::…`: the container, as far as it can be answered without running it.
final class ApplicationObject: PHPNative {
  var className: String { "Illuminate\\Foundation\\Application" }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    switch call.method {
    case "environment": return environment(call)
    case "islocal": return .bool(evaluator.environmentName == "local")
    case "isproduction": return .bool(evaluator.environmentName == "production")
    case "runningunittests": return .bool(evaluator.environmentName == "testing")
    case "runninginconsole": return .bool(true)
    case "make", "makewith", "get":
      return try evaluator.resolve(call.arguments.value(0, "abstract") ?? .null)
    case "basepath", "path", "databasepath", "configpath", "storagepath", "resourcepath",
      "publicpath":
      let folder = call.method == "path" ? "app" : String(call.method.dropLast(4))
      let name = folder == "base" ? "" : folder
      return .string(projectPath(name, call.arguments.first?.value.text))
    case "getlocale", "currentlocale": return evaluator.configured("app.locale")
    case "bound", "has", "providerisloaded", "configurationiscached": return .bool(false)
    case "version": return evaluator.frameworkMajor.map { .string(String($0) + ".0.0") }
    case "singleton", "bind", "instance", "setlocale", "forgetinstance", "terminating":
      return .null
    default: return nil
    }
  }

  private func environment(_ call: PHPNativeCall) -> PHPValue {
    let name = call.evaluator.environmentName
    var wanted: [String] = []
    for argument in call.arguments {
      if case .array(let list) = argument.value {
        wanted += list.values.compactMap(\.text)
      } else if let text = argument.value.text {
        wanted.append(text)
      }
    }
    if call.arguments.isEmpty { return .string(name) }
    return .bool(
      wanted.contains { pattern in
        pattern == name
          || pattern.hasSuffix("*") && name.hasPrefix(String(pattern.dropLast()))
      }
    )
  }

  private func projectPath(_ folder: String, _ rest: String?) -> String {
    let path = projectRoot + folder
    guard let rest, !rest.isEmpty else {
      return path.hasSuffix("/") ? String(path.dropLast()) : path
    }
    return path + (path.hasSuffix("/") ? "" : "/") + rest.drop { $0 == "/" }
  }
}
