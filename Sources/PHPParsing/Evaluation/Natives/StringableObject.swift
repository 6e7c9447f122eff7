/// `Str::of(…)`: a text with methods; each is the `Str` function of that name on it.
final class StringableObject: PHPNative {
  let value: String
  var className: String { "Illuminate\\Support\\Stringable" }
  var text: String? { value }

  init(_ value: String) { self.value = value }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "tostring", "value", "__tostring": return .string(value)
    case "append":
      return wrapped(.string(value + call.arguments.compactMap(\.value.text).joined()))
    case "prepend":
      return wrapped(.string(call.arguments.compactMap(\.value.text).joined() + value))
    case "isempty": return .bool(value.isEmpty)
    case "isnotempty": return .bool(!value.isEmpty)
    case "exactly": return .bool(call.arguments.first?.value.text == value)
    case "explode":
      let list = stringFunction(
        "explode",
        [call.arguments.first?.value ?? .string(""), .string(value)]
      )
      guard case .array(let array)? = list else { return nil }
      return CollectionObject.value(array)
    default:
      var values = call.arguments.map(\.value)
      if call.method.hasPrefix("replace") || call.method == "remove" {
        values.append(.string(value))
      } else {
        values.insert(.string(value), at: 0)
      }
      return call.evaluator.strFunction(call.method, values).map { wrapped($0) }
    }
  }

  private func wrapped(_ value: PHPValue) -> PHPValue {
    if case .string(let text) = value { return .object(PHPObject(StringableObject(text))) }
    return value
  }
}
