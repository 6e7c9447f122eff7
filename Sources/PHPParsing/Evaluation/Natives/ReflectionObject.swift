import Catalog

/// `new ReflectionClass(…)` of a class of the project: where it stands and what it is called.
final class ReflectionObject: PHPNative {
  private let declared: RuntimeClass
  var className: String { "ReflectionClass" }

  init(_ declared: RuntimeClass) { self.declared = declared }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let name = declared.declaration.name
    switch call.method {
    case "getfilename": return .string(projectRoot + declared.file.path)
    case "getname": return .string(name.text)
    case "getshortname": return .string(name.short)
    case "getnamespacename":
      return .string(String(name.text.dropLast(min(name.text.count, name.short.count + 1))))
    case "isabstract": return .bool(declared.declaration.modifiers.contains(.isAbstract))
    case "isinterface": return .bool(declared.declaration.kind == .interface)
    case "isenum": return .bool(declared.declaration.kind == .enumeration)
    case "hasmethod":
      return call.arguments.first?.value.text.map {
        .bool(declared.method(asciiLowercased($0)) != nil)
      }
    case "newinstance": return try call.evaluator.construct(declared, call.arguments)
    default: return nil
    }
  }
}
