package import SourceText

/// An instance of a class: of the project, with properties, or of the framework, with behaviour
/// of ours behind it.
package final class PHPObject {
  /// Fully qualified, without leading backslash, as declared.
  package let className: String
  package var properties: PHPArray
  /// What answers method calls where the class is one of the framework's.
  package let native: (any PHPNative)?
  /// The class where its source is known.
  let runtimeClass: RuntimeClass?

  package init(
    className: String,
    properties: PHPArray = PHPArray(),
    native: (any PHPNative)? = nil
  ) {
    self.className = className
    self.properties = properties
    self.native = native
    runtimeClass = nil
  }

  init(_ runtimeClass: RuntimeClass) {
    className = runtimeClass.name
    properties = PHPArray()
    native = nil
    self.runtimeClass = runtimeClass
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

  /// The table that any call on it may change, without prefix; nil where it changes none.
  ///
  /// Where it is not certain that the call happens, the evaluator does not make it and marks
  /// this table incomplete instead.
  var touchedTable: String? { get }

  /// Calls a method; nil where the class has no such method, so that the evaluator looks for a
  /// macro of the application's and reports the call otherwise.
  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue?

  /// Reads a property; nil where there is none.
  func property(_ name: String) -> PHPValue?

  /// Sets a property: `$table->engine = 'InnoDB'`.
  func setProperty(_ name: String, _ value: PHPValue)

  /// What it is as a string; nil where it is none.
  var text: String? { get }
}

extension PHPNative {
  package var touchedTable: String? { nil }
  package func setProperty(_ name: String, _ value: PHPValue) {}
  package var text: String? { nil }
  package func property(_ name: String) -> PHPValue? { nil }
}

/// What unwinds the evaluation of a migration.
package enum PHPThrow: Error {
  /// A PHP exception, caught by `catch` of its class; the object waits in the evaluator, since
  /// errors are sendable and PHP's objects are not. Made by `Evaluator.exception`.
  case exception
  /// Fuel or depth used up, or something that cannot be evaluated; reported already.
  case stopped
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
