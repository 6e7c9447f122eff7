package import SourceText

/// A class, interface, trait or enum.
package final class PHPClass: Sendable {
  package enum Kind: Sendable {
    case classKind, interface, trait, enumeration
  }

  package let kind: Kind
  /// Fully qualified; empty for an anonymous class.
  package let name: PHPName
  /// The interfaces it extends are in `interfaces` for an interface.
  package let parent: PHPName?
  package let interfaces: [PHPName]
  package let traits: [PHPName]
  /// `use A, B { A::x insteadof B; x as y; }`.
  package let traitRules: [PHPTraitRule]
  package let constants: [PHPConstant]
  package let cases: [PHPConstant]
  package let properties: [PHPProperty]
  package let methods: [PHPFunction]
  package let attributes: [PHPAttribute]
  package let modifiers: PHPModifiers
  package let span: ByteSpan

  init(
    kind: Kind,
    name: PHPName,
    parent: PHPName?,
    interfaces: [PHPName],
    members: Members,
    attributes: [PHPAttribute],
    modifiers: PHPModifiers,
    span: ByteSpan
  ) {
    self.kind = kind
    self.name = name
    self.parent = parent
    self.interfaces = interfaces
    traits = members.traits
    traitRules = members.traitRules
    constants = members.constants
    cases = members.cases
    properties = members.properties
    methods = members.methods
    self.attributes = attributes
    self.modifiers = modifiers
    self.span = span
  }

  /// What stands between the braces, as the parser collects it.
  struct Members {
    var traits: [PHPName] = []
    var traitRules: [PHPTraitRule] = []
    var constants: [PHPConstant] = []
    var cases: [PHPConstant] = []
    var properties: [PHPProperty] = []
    var methods: [PHPFunction] = []
  }

  package func method(_ lower: String) -> PHPFunction? {
    methods.first { $0.name.lower == lower }
  }

  package func constant(_ name: String) -> PHPConstant? {
    constants.first { $0.name == name }
  }

  package func property(_ name: String) -> PHPProperty? {
    properties.first { $0.name == name }
  }
}

/// `const NAME = value`, and `case NAME = value` of an enum.
package struct PHPConstant: Sendable {
  package let name: String
  /// Nil for a pure enum case.
  package let value: PHPExpression?
  package let span: ByteSpan
}

package struct PHPProperty: Sendable {
  package let name: String
  package let type: PHPType?
  package let defaultValue: PHPExpression?
  package let modifiers: PHPModifiers
}

package struct PHPTraitRule: Sendable {
  package let trait: PHPName?
  package let method: PHPName
  /// Nil for `insteadof` and for a mere change of visibility.
  package let alias: PHPName?
  package let insteadOf: [PHPName]
}
