import Catalog

/// An expression of SQL, as far as decisions about a schema can hang on one.
///
/// What is not understood becomes `opaque` and evaluates to unknown; it still bounds the text it
/// was written in, so the rest of the statement stays readable.
indirect enum Expression: Sendable {
  case literal(SQLValue)
  case name([String])
  /// `*` or `t.*`.
  case star([String])
  /// `$1`, 1-based.
  case parameter(Int)
  /// MySQL's `@name`.
  case userVariable(String)
  /// MySQL's `@@name`, without scope.
  case systemVariable(String)
  /// MySQL's `@name := value`.
  case assignment(String, Expression)
  case negated(Expression)
  case not(Expression)
  /// Three or more operands stay flat, so that a long chain is not a deep tree.
  case all([Expression])
  case any([Expression])
  case concatenation([Expression])
  case binary(String, Expression, Expression)
  case call(FunctionCall)
  case cast(Expression, TypeName)
  case choice(operand: Expression?, arms: [Arm], otherwise: Expression?)
  case exists(QueryTree)
  case subquery(QueryTree)
  case arrayQuery(QueryTree)
  case array([Expression])
  case row([Expression])
  case inList(Expression, [Expression])
  case inQuery(Expression, QueryTree)
  case between(Expression, Expression, Expression)
  case like(Expression, pattern: Expression, kind: LikeKind)
  case isNull(Expression)
  case isTruth(Expression, Bool)
  case isSame(Expression, Expression)
  /// `left op ANY (right)` or `ALL`.
  case quantified(Expression, String, isAll: Bool, Expression)
  case element(Expression, Expression)
  case slice(Expression, Expression?, Expression?)
  case field(Expression, String)
  case opaque

  /// `WHEN condition THEN value`.
  struct Arm: Sendable {
    var condition: Expression
    var value: Expression
  }

  enum LikeKind: Sendable {
    case like, caselessLike, similar, regex, caselessRegex
  }
}

/// A call of a function in an expression.
struct FunctionCall: Sendable {
  /// Folded, without its schema where that is `pg_catalog`.
  var name: QualifiedName
  var arguments: [Expression]
  /// `name => value`, in parallel to `arguments`; nil for positional ones.
  var argumentNames: [String?] = []
  var isDistinct = false
  /// `count(*)`.
  var isStar = false
  var order: [OrderItem] = []
  var filter: Expression?
  /// `OVER (…)`: evaluated as unknown, typed as the function.
  var isWindow = false
}

struct OrderItem: Sendable {
  var expression: Expression
  var isDescending = false
}
