import Catalog

/// The items of `FROM` and their joins.
extension QueryReader {
  mutating func fromItem() -> FromItem {
    var left = singleItem()
    var count = 0
    while count < 100 {
      count += 1
      let start = index
      let isNatural = take("natural")
      var kind = FromItem.JoinKind.inner
      if take("inner") {
      } else if take("cross") {
        kind = .cross
      } else if at("left"), at("join", 1) || at("outer", 1) {
        index += 1
        kind = .left
      } else if at("right"), at("join", 1) || at("outer", 1) {
        index += 1
        kind = .right
      } else if at("full"), at("join", 1) || at("outer", 1) {
        index += 1
        kind = .full
      }
      take("outer")
      guard take("join") || (dialect.isMySQLFamily && take("straight_join")) else {
        index = start
        break
      }
      let right = singleItem()
      var condition = FromItem.JoinCondition.none
      if isNatural {
        condition = .natural
      } else if take("on") {
        condition = .on(expression())
      } else if take("using") {
        condition = .using(identifierList())
        if take("as") { _ = identifier() }
      }
      left = .join(kind, left, right, condition)
    }
    return left
  }

  private static let unknown = FromItem.table(QualifiedName(""), alias: nil, columns: [])

  private mutating func singleItem() -> FromItem {
    guard depth < Self.deepest else {
      index += 1
      return Self.unknown
    }
    depth += 1
    defer { depth -= 1 }
    take("lateral")
    take("only")
    if at("(") {
      if parenthesesHoldQuery {
        index += 1
        let query = query()
        skipTo(")")
        take(")")
        let (alias, columns) = label()
        return .query(query, alias: alias, columns: columns)
      }
      index += 1
      let inner = fromItem()
      skipTo(")")
      take(")")
      _ = label()
      return inner
    }
    if at("rows"), at("from", 1) {
      index += 2
      if take("(") { skipParentheses() }
      take("with", "ordinality")
      let (alias, columns) = label()
      let call = FunctionCall(name: QualifiedName("rows_from"), arguments: [.opaque])
      return .function(call, alias: alias, columns: columns, withOrdinality: false)
    }
    guard let name = qualifiedName() else {
      index += 1
      return Self.unknown
    }
    if at("("), case .call(let call) = call(name) {
      let withOrdinality = take("with", "ordinality")
      let (alias, columns) = label()
      return .function(call, alias: alias, columns: columns, withOrdinality: withOrdinality)
    }
    take("*")
    if at("partition"), at("(", 1) {
      index += 2
      skipParentheses()
    }
    if dialect == .mariadb, at("for"), at("system_time", 1) { skipSystemTime() }
    let (alias, columns) = label()
    while atAny(["use", "force", "ignore"]), at("index", 1) || at("key", 1) {
      index += 2
      if take("for") { index += 1 }
      if take("(") { skipParentheses() }
    }
    if take("tablesample") {
      index += 1
      if take("(") { skipParentheses() }
      if take("repeatable"), take("(") { skipParentheses() }
    }
    if take("indexed", "by") { index += 1 }
    return .table(name, alias: alias, columns: columns)
  }

  /// MariaDB's `FOR SYSTEM_TIME ALL | AS OF … | BETWEEN … AND … | FROM … TO …`.
  private mutating func skipSystemTime() {
    index += 2
    if take("all") { return }
    _ = take("as", "of") || take("between") || take("from")
    _ = take("timestamp") || take("transaction")
    repeat { _ = expression() } while take("and") || take("to")
  }

  /// `[AS] alias [(columns)]`.
  private mutating func label() -> (String?, [String]) {
    var alias: String?
    if take("as") {
      alias = at("(") ? nil : identifier()
    } else if word().kind == .quoted
      || (word().kind == .plain && !Self.notAliases.contains(word().key) && !at("indexed"))
    {
      alias = identifier()
    }
    return (alias, at("(") ? identifierList() : [])
  }
}
