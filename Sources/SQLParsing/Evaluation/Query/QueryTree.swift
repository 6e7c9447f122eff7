import Catalog

/// A query: `WITH … SELECT … UNION … ORDER BY … LIMIT`.
struct QueryTree: Sendable {
  var tables: [CommonTable] = []
  var isRecursive = false
  var body: QueryBody
  var order: [OrderItem] = []
  var limit: Expression?
  var offset: Expression?
  /// `INTO` targets of a procedural or MySQL `SELECT`, as written.
  var into: [Expression] = []
  var isStrict = false
  /// PostgreSQL's `SELECT … INTO [TEMP] TABLE name`.
  var intoTable: IntoTable?

  init(body: QueryBody) { self.body = body }
}

struct IntoTable: Sendable {
  var name: QualifiedName
  var isTemporary: Bool
}

/// One `name AS (query)` of a `WITH`.
struct CommonTable: Sendable {
  var name: String
  var columns: [String]
  /// Nil for a statement that changes data; its `RETURNING` is not followed.
  var query: QueryTree?
}

indirect enum QueryBody: Sendable {
  case select(SelectTree)
  case values([[Expression]])
  /// `UNION`, `INTERSECT`, `EXCEPT`.
  case combined(String, isAll: Bool, QueryBody, QueryBody)
  case nested(QueryTree)
}

struct SelectTree: Sendable {
  var isDistinct = false
  var items: [SelectItem] = []
  var from: [FromItem] = []
  var condition: Expression?
  var groups: [Expression] = []
  var having: Expression?
}

struct SelectItem: Sendable {
  var expression: Expression
  var alias: String?
  /// The bytes of the expression, for MySQL and SQLite, which name a column by its text.
  var text: String = ""
}

indirect enum FromItem: Sendable {
  case table(QualifiedName, alias: String?, columns: [String])
  case query(QueryTree, alias: String?, columns: [String])
  case function(FunctionCall, alias: String?, columns: [String], withOrdinality: Bool)
  case join(JoinKind, FromItem, FromItem, JoinCondition)

  enum JoinKind: Sendable {
    case inner, left, right, full, cross
  }

  enum JoinCondition: Sendable {
    case none
    case on(Expression)
    case using([String])
    case natural
  }
}
