package import SourceText

/// A statement and where it stands.
package struct PHPStatement: Sendable {
  package let kind: Kind
  package let span: ByteSpan

  package enum Kind: Sendable {
    case expression(PHPExpression)
    case echo([PHPExpression])
    case ifElse([PHPBranch], otherwise: [PHPStatement]?)
    case whileLoop(PHPExpression, [PHPStatement])
    case doWhile([PHPStatement], PHPExpression)
    case forLoop(PHPForLoop)
    case foreach(PHPForeach)
    case switchCase(PHPExpression, [PHPSwitchArm])
    case `return`(PHPExpression?)
    /// How many levels.
    case `break`(Int)
    case `continue`(Int)
    case tryCatch(PHPTry)
    case block([PHPStatement])
    case unset([PHPExpression])
    case global([String])
    case staticVariables([PHPVariableDefault])
    case constants([PHPConstant])
    case function(PHPFunction)
    case classLike(PHPClass)
    case inlineHTML
    /// `declare`, `goto`, labels, `__halt_compiler`: nothing that computes a schema.
    case ignored
    /// Skipped by recovery; a diagnostic says why.
    case invalid
  }
}

package struct PHPBranch: Sendable {
  package let condition: PHPExpression
  package let body: [PHPStatement]
}

package struct PHPSwitchArm: Sendable {
  /// Nil for `default`.
  package let value: PHPExpression?
  package let body: [PHPStatement]
}

package final class PHPForLoop: Sendable {
  package let start: [PHPExpression]
  package let conditions: [PHPExpression]
  package let step: [PHPExpression]
  package let body: [PHPStatement]

  init(
    start: [PHPExpression],
    conditions: [PHPExpression],
    step: [PHPExpression],
    body: [PHPStatement]
  ) {
    self.start = start
    self.conditions = conditions
    self.step = step
    self.body = body
  }
}

package final class PHPForeach: Sendable {
  package let subject: PHPExpression
  package let key: PHPExpression?
  /// A variable, or an array to destructure into.
  package let value: PHPExpression
  package let isReference: Bool
  package let body: [PHPStatement]

  init(
    subject: PHPExpression,
    key: PHPExpression?,
    value: PHPExpression,
    isReference: Bool,
    body: [PHPStatement]
  ) {
    self.subject = subject
    self.key = key
    self.value = value
    self.isReference = isReference
    self.body = body
  }
}

package final class PHPTry: Sendable {
  package let body: [PHPStatement]
  package let catches: [PHPCatch]
  package let finally: [PHPStatement]?

  init(body: [PHPStatement], catches: [PHPCatch], finally: [PHPStatement]?) {
    self.body = body
    self.catches = catches
    self.finally = finally
  }
}

package struct PHPCatch: Sendable {
  package let types: [PHPName]
  package let variable: String?
  package let body: [PHPStatement]
}

/// `$name = value` of a `static` or property declaration.
package struct PHPVariableDefault: Sendable {
  package let name: String
  package let value: PHPExpression?
}
