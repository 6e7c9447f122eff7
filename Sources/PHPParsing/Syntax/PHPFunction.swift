package import SourceText

/// A function, method, closure or arrow function.
package final class PHPFunction: Sendable {
  /// Fully qualified for a function, plain for a method, empty for a closure.
  package let name: PHPName
  package let parameters: [PHPParameter]
  package let returnType: PHPType?
  /// An arrow function has one `return`.
  ///
  /// Nil for an abstract method.
  package let body: [PHPStatement]?
  /// Variables a closure takes along.
  package let uses: [PHPClosureUse]
  package let isArrow: Bool
  package let modifiers: PHPModifiers
  package let attributes: [PHPAttribute]
  package let span: ByteSpan

  init(
    name: PHPName,
    parameters: [PHPParameter],
    returnType: PHPType?,
    body: [PHPStatement]?,
    uses: [PHPClosureUse] = [],
    isArrow: Bool = false,
    modifiers: PHPModifiers = [],
    attributes: [PHPAttribute] = [],
    span: ByteSpan
  ) {
    self.name = name
    self.parameters = parameters
    self.returnType = returnType
    self.body = body
    self.uses = uses
    self.isArrow = isArrow
    self.modifiers = modifiers
    self.attributes = attributes
    self.span = span
  }
}

package struct PHPParameter: Sendable {
  package let name: String
  package let type: PHPType?
  package let defaultValue: PHPExpression?
  package let isVariadic: Bool
  package let isReference: Bool
  /// Not empty for a promoted constructor parameter.
  package let modifiers: PHPModifiers
}

package struct PHPClosureUse: Sendable {
  package let name: String
  package let isReference: Bool
}

/// A declared type: its class and built-in names, however they are combined.
package struct PHPType: Sendable {
  package let names: [PHPName]
  /// Declared with `?` or as a union with `null`.
  package let isNullable: Bool
}

package struct PHPAttribute: Sendable {
  package let name: PHPName
  package let arguments: [PHPArgumentSyntax]
}

package struct PHPModifiers: OptionSet, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  package static let isPublic = PHPModifiers(rawValue: 1)
  package static let isProtected = PHPModifiers(rawValue: 2)
  package static let isPrivate = PHPModifiers(rawValue: 4)
  package static let isStatic = PHPModifiers(rawValue: 8)
  package static let isAbstract = PHPModifiers(rawValue: 16)
  package static let isFinal = PHPModifiers(rawValue: 32)
  package static let isReadonly = PHPModifiers(rawValue: 64)
}
