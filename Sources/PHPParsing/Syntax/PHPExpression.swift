package import SourceText

/// An expression and where it stands.
///
/// A class, so that a tree of millions of nodes costs one allocation each; immutable, so that
/// trees are shared between builds.
package final class PHPExpression: Sendable {
  package let kind: Kind
  package let span: ByteSpan

  package init(_ kind: Kind, _ span: ByteSpan) {
    self.kind = kind
    self.span = span
  }

  package enum Kind: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    /// Double quotes, heredoc or backticks with variables in them.
    case interpolated([PHPStringPart])
    /// `[…]` and `array(…)`; also the target of a destructuring assignment, and `list(…)`.
    case array([PHPArrayItem])
    /// Without the dollar sign.
    case variable(String)
    /// `$$name`, `${'name'}`.
    case variableVariable(PHPExpression)
    /// Resolved against imports and namespace; PHP falls back to the global one of the last part.
    case constant(PHPName)
    case classConstant(PHPClassReference, PHPMember)
    case property(PHPExpression, PHPMember, isNullsafe: Bool)
    case staticProperty(PHPClassReference, PHPMember)
    /// Index nil: `$array[]`.
    case index(PHPExpression, PHPExpression?)
    /// A function called by name, resolved like a constant.
    case call(PHPName, [PHPArgumentSyntax])
    case callValue(PHPExpression, [PHPArgumentSyntax])
    case methodCall(PHPExpression, PHPMember, [PHPArgumentSyntax], isNullsafe: Bool)
    case staticCall(PHPClassReference, PHPMember, [PHPArgumentSyntax])
    case new(PHPClassReference, [PHPArgumentSyntax])
    case newAnonymous(PHPClass, [PHPArgumentSyntax])
    /// `f(...)`: the call it would be, without arguments.
    case callableReference(PHPExpression)
    case unary(PHPUnaryOperator, PHPExpression)
    case binary(PHPBinaryOperator, PHPExpression, PHPExpression)
    case assign(PHPExpression, PHPExpression, isReference: Bool)
    case compoundAssign(PHPBinaryOperator, PHPExpression, PHPExpression)
    case increment(PHPExpression, by: Int, isPrefix: Bool)
    /// Middle nil: `a ?: b`.
    case ternary(PHPExpression, PHPExpression?, PHPExpression)
    case isset([PHPExpression])
    case empty(PHPExpression)
    case instanceOf(PHPExpression, PHPClassReference)
    case cast(PHPCast, PHPExpression)
    case closure(PHPFunction)
    case match(PHPExpression, [PHPMatchArm])
    case `throw`(PHPExpression)
    /// `include`, `require` and their `_once` forms.
    case include(PHPExpression)
    case exit(PHPExpression?)
    case print(PHPExpression)
    /// `yield`, `yield from`: a generator, which is never run.
    case yield(PHPExpression?)
    case magic(PHPMagicConstant)
    /// Nothing that is an expression; a diagnostic says so.
    case invalid
  }
}

/// A piece of an interpolated string.
package enum PHPStringPart: Sendable {
  case text(String)
  case expression(PHPExpression)
}

/// An element of an array literal or of a destructuring target.
package struct PHPArrayItem: Sendable {
  package let key: PHPExpression?
  /// Nil for a hole in `[, $b] = …`.
  package let value: PHPExpression?
  package let isSpread: Bool
  package let isReference: Bool
}

/// An argument as it is written.
package struct PHPArgumentSyntax: Sendable {
  package let name: String?
  package let value: PHPExpression
  package let isSpread: Bool
}

/// What stands behind `->` or `::`.
package enum PHPMember: Sendable {
  case name(PHPName)
  case dynamic(PHPExpression)

  /// The name in lower case where it is written out.
  package var lower: String? {
    if case .name(let name) = self { name.lower } else { nil }
  }

  package var text: String? {
    if case .name(let name) = self { name.text } else { nil }
  }
}

/// What stands before `::`, or behind `new` and `instanceof`.
package enum PHPClassReference: Sendable {
  /// Resolved against imports and namespace.
  case named(PHPName)
  case selfClass
  case parentClass
  case staticClass
  case dynamic(PHPExpression)

  package var name: PHPName? {
    if case .named(let name) = self { name } else { nil }
  }
}

package struct PHPMatchArm: Sendable {
  /// Empty for `default`.
  package let conditions: [PHPExpression]
  package let result: PHPExpression
}

package enum PHPUnaryOperator: Sendable {
  case plus, minus, not, bitNot, silence, clone
  /// `&$value` where it is not part of an assignment.
  case reference
}

package enum PHPBinaryOperator: Sendable {
  case add, subtract, multiply, divide, modulo, power, concatenate
  case bitAnd, bitOr, bitXor, shiftLeft, shiftRight
  case and, or, xor, coalesce
  case equal, notEqual, identical, notIdentical
  case less, lessOrEqual, greater, greaterOrEqual, spaceship
  /// `|>` of PHP 8.5.
  case pipe
}

package enum PHPCast: Sendable {
  case int, float, string, bool, array, object, unset
}

package enum PHPMagicConstant: Sendable {
  case line, file, directory, function, className, traitName, method, namespace
}
