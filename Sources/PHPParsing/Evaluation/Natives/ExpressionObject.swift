/// `DB::raw(…)` and `new Expression(…)`: text that goes into a statement as it is.
package final class ExpressionObject: PHPNative {
  package let value: PHPValue
  package var className: String { "Illuminate\\Database\\Query\\Expression" }
  package var text: String? { value.text }

  package init(_ value: PHPValue) { self.value = value }

  package func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "getvalue", "__tostring": value
    default: nil
    }
  }
}

/// An object of a class whose source is not in the project: its methods give unknown values.
package final class OpaqueObject: PHPNative {
  package let className: String

  package init(_ className: String) { self.className = className }

  package func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? { nil }
}

/// An exception of PHP or the framework.
final class ExceptionObject: PHPNative {
  let className: String
  let message: String
  let code: PHPValue
  let previous: PHPValue

  init(
    className: String,
    message: String,
    code: PHPValue = .int(0),
    previous: PHPValue = .null
  ) {
    self.className = className
    self.message = message
    self.code = code
    self.previous = previous
  }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch call.method {
    case "getmessage": .string(message)
    case "getcode": code
    case "getprevious": previous
    case "gettraceasstring", "getfile": .string("")
    case "getline": .int(0)
    case "gettrace": .array(PHPArray())
    default: nil
    }
  }
}
