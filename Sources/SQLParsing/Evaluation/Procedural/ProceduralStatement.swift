import Catalog

/// A statement of PL/pgSQL or of MySQL's compound language: one tree for both.
struct ProceduralStatement: Sendable {
  var kind: Kind
  /// Byte offset in the code it was read from.
  var start: Int

  indirect enum Kind: Sendable {
    case block(ProceduralBlock)
    case assign(Expression, Expression)
    case choice([Branch], otherwise: [ProceduralStatement])
    /// `CASE`: without `ELSE` and without a match it raises `case_not_found`.
    case selection(Expression?, [Branch], otherwise: [ProceduralStatement]?)
    case loop(Loop)
    case exit(label: String?, condition: Expression?)
    case next(label: String?, condition: Expression?)
    case returning(Expression?)
    /// `RETURN NEXT` and `RETURN QUERY`.
    case returnRows(Expression?, QueryTree?)
    case raise(Raise)
    case perform(QueryTree)
    /// `EXECUTE text [INTO targets] [USING values]`.
    case execute(Expression, into: [Expression], using: [Expression])
    case diagnostics([(target: Expression, item: String)])
    case open(String, query: QueryTree?, dynamic: Expression?)
    case fetch(String, into: [Expression])
    case close(String)
    case nothing
    /// Any other statement of SQL, by its byte range.
    case sql(Range<Int>)
  }

  struct Branch: Sendable {
    /// More than one in `WHEN a, b THEN` of a `CASE`.
    var conditions: [Expression]
    var body: [ProceduralStatement]
  }

  struct Raise: Sendable {
    /// `exception`, or a level that only prints.
    var isError: Bool
    var condition: String?
    var state: String?
    var message: Expression?
    /// `RAISE;` and `RESIGNAL` in a handler.
    var isAgain = false
  }
}

struct ProceduralBlock: Sendable {
  var label: String?
  var declarations: [Declaration] = []
  var body: [ProceduralStatement] = []
  /// PL/pgSQL: the block's operations are undone before one of these runs.
  var exceptions: [(conditions: [HandledCondition], body: [ProceduralStatement])] = []
  /// MySQL: what runs where a statement of the block fails.
  var handlers: [Handler] = []

  struct Declaration: Sendable {
    var name: String
    var type: TypeName
    var value: Expression?
    var cursor: QueryTree?
    /// `ALIAS FOR name`.
    var alias: String?
  }

  struct Handler: Sendable {
    var isExit: Bool
    var conditions: [HandledCondition]
    var body: [ProceduralStatement]
  }
}

struct Loop: Sendable {
  enum Kind: Sendable {
    case endless
    case whileTrue(Expression)
    /// MySQL's `REPEAT … UNTIL`.
    case untilTrue(Expression)
    case range(String, from: Expression, to: Expression, by: Expression?, isReverse: Bool)
    case query([Expression], QueryTree)
    case dynamic([Expression], Expression, using: [Expression])
    case cursor([Expression], String)
    case elements([Expression], Expression)
  }

  var label: String?
  var kind: Kind
  var body: [ProceduralStatement]
}
