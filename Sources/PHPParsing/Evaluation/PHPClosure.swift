/// Something that can be called: a closure with what it captured, or the name of a function.
package final class PHPClosure {
  package enum Target {
    case function(PHPFunction, PHPFile)
    case named(String)
    /// `[$object, 'name']`, `$object->name(...)`.
    case method(PHPValue, String)
    /// `Foo::name(...)`.
    case staticMethod(className: String, String)
  }

  package let target: Target
  /// Variables of `use`, or all of an arrow function's surroundings.
  let captured: [String: PHPSlot]
  package let this: PHPObject?
  /// The class whose private members it sees; lower case.
  let scope: PHPClassScope?

  init(
    _ target: Target,
    captured: [String: PHPSlot] = [:],
    this: PHPObject? = nil,
    scope: PHPClassScope? = nil
  ) {
    self.target = target
    self.captured = captured
    self.this = this
    self.scope = scope
  }
}

/// A variable: shared where a reference is taken.
final class PHPSlot {
  var value: PHPValue

  init(_ value: PHPValue) { self.value = value }
}

/// The class that code stands in, for `self`, `static` and `parent`.
final class PHPClassScope {
  let declaration: PHPClass
  let file: PHPFile

  init(declaration: PHPClass, file: PHPFile) {
    self.declaration = declaration
    self.file = file
  }
}
