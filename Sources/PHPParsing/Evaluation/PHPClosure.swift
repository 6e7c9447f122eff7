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
  /// `$this` inside, or null.
  package let this: PHPValue
  /// The class it stands in.
  let scope: RuntimeClass?

  init(
    _ target: Target,
    captured: [String: PHPSlot] = [:],
    this: PHPValue = .null,
    scope: RuntimeClass? = nil
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

/// The variables and surroundings of one running function.
final class Frame {
  var variables = VariableTable()
  /// An object or an enum case; null outside.
  let this: PHPValue
  /// The class the code stands in: `self`.
  let scope: RuntimeClass?
  /// The class it was called on: `static`.
  let called: RuntimeClass?
  let file: PHPFile
  let function: String

  init(
    file: PHPFile,
    this: PHPValue = .null,
    scope: RuntimeClass? = nil,
    called: RuntimeClass? = nil,
    function: String = ""
  ) {
    self.file = file
    self.this = this
    self.scope = scope
    self.called = called ?? scope
    self.function = function
  }

  func value(_ name: String) -> PHPValue? { variables[name]?.value }

  func set(_ name: String, _ value: PHPValue) {
    if let slot = variables[name] {
      slot.value = value
    } else {
      variables[name] = PHPSlot(value)
    }
  }

  func slot(_ name: String) -> PHPSlot {
    if let slot = variables[name] { return slot }
    let slot = PHPSlot(.null)
    variables[name] = slot
    return slot
  }
}
