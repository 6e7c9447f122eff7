package import SourceText

/// An instance of a class: of the project, with properties, or of the framework, with behaviour
/// of ours behind it.
package final class PHPObject {
  /// Fully qualified, without leading backslash, as declared.
  package let className: String
  package var properties: PHPArray
  /// What answers method calls where the class is one of the framework's.
  package let native: (any PHPNative)?

  package init(
    className: String,
    properties: PHPArray = PHPArray(),
    native: (any PHPNative)? = nil
  ) {
    self.className = className
    self.properties = properties
    self.native = native
  }

  package convenience init(_ native: any PHPNative) {
    self.init(className: native.className, native: native)
  }
}

/// An object of the framework whose methods are written in Swift: a Blueprint, a column of one,
/// the schema builder, a connection, a query, a collection, an expression.
package protocol PHPNative: AnyObject {
  /// The framework's class, fully qualified.
  var className: String { get }

  /// Calls a method; nil where the class has no such method, so that the evaluator looks for a
  /// macro of the application's and reports the call otherwise.
  func call(_ call: PHPNativeCall) -> PHPValue?

  /// Reads a property; nil where there is none.
  func property(_ name: String) -> PHPValue?
}

extension PHPNative {
  package func property(_ name: String) -> PHPValue? { nil }
}

/// A method call on an object of the framework.
package struct PHPNativeCall {
  /// Lower case, since PHP's method names know no case.
  package var method: String
  /// As it was written.
  package var name: String
  package var arguments: [PHPArgument]
  package var source: SourceReference
  /// The object the method is called on, for methods that return it.
  package var receiver: PHPObject
  package var evaluator: Evaluator

  package var this: PHPValue { .object(receiver) }
}
