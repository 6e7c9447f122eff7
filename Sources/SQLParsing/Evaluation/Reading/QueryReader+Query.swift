import Catalog

/// `WITH … SELECT … FROM … WHERE …`.
extension QueryReader {
  mutating func query() -> QueryTree {
    guard depth < Self.deepest else {
      skipTo(")")
      return QueryTree(body: .values([]))
    }
    depth += 1
    defer { depth -= 1 }
    var tables: [CommonTable] = []
    var isRecursive = false
    if take("with") {
      isRecursive = take("recursive")
      repeat { tables.append(commonTable()) } while take(",") && !isAtEnd
    }
    var extras = Extras()
    let body = combined(&extras)
    var tree = QueryTree(body: body)
    tree.tables = tables
    tree.isRecursive = isRecursive
    tree.into = extras.into
    tree.isStrict = extras.isStrict
    tree.intoTable = extras.intoTable
    tail(&tree)
    if take("into") { into(&extras) }
    if !extras.into.isEmpty { tree.into = extras.into }
    return tree
  }

  /// `INTO` stands inside a `SELECT` but belongs to the statement.
  private struct Extras {
    var into: [Expression] = []
    var isStrict = false
    var intoTable: IntoTable?
  }

  private mutating func tail(_ tree: inout QueryTree) {
    if take("order", "by") { tree.order = orderItems() }
    var count = 0
    while count < 8 {
      count += 1
      if take("limit") {
        if take("all") { continue }
        tree.limit = expression()
        // MySQL's `LIMIT offset, count`.
        if take(",") {
          tree.offset = tree.limit
          tree.limit = expression()
        }
      } else if take("offset") {
        tree.offset = expression()
        _ = take("rows") || take("row")
      } else if take("fetch") {
        _ = take("first") || take("next")
        tree.limit = atAny(["row", "rows"]) ? .literal(.integer(1)) : expression()
        _ = take("rows") || take("row")
        if !take("only") { take("with", "ties") }
      } else if at("for"), ["update", "share", "no", "key"].contains(word(1).key) {
        index += 1
        while !isAtEnd, !at(")"), !at(";"), !at("into"), !at("loop") { index += 1 }
      } else {
        break
      }
    }
  }

  private mutating func commonTable() -> CommonTable {
    let name = identifier() ?? ""
    var table = CommonTable(name: name, columns: at("(") ? identifierList() : [], query: nil)
    take("as")
    if take("not") { take("materialized") } else { take("materialized") }
    guard take("(") else { return table }
    if startsQuery { table.query = query() }
    skipTo(")")
    take(")")
    if dialect == .postgres, at("search") || at("cycle") {
      while !isAtEnd, !at(","), !atAny(["select", "insert", "update", "delete", "values", "("]) {
        // `BY a, b` is a list; another table is a name and AS.
        repeat { index += 1 } while at(",") && !at("as", 2) && !at("(", 2)
      }
    }
    return table
  }

  private mutating func combined(_ extras: inout Extras) -> QueryBody {
    var left = body(&extras)
    var count = 0
    while atAny(["union", "intersect", "except", "minus"]), count < 60 {
      let operation = keyText()
      index += 1
      count += 1
      let isAll = take("all")
      take("distinct")
      let right = body(&extras)
      left = .combined(operation, isAll: isAll, left, right)
    }
    return left
  }

  private mutating func body(_ extras: inout Extras) -> QueryBody {
    if take("(") {
      let inner = query()
      skipTo(")")
      take(")")
      return .nested(inner)
    }
    if take("values") {
      var rows: [[Expression]] = []
      repeat {
        take("row")
        guard take("(") else { break }
        rows.append(expressions(until: ")"))
      } while take(",")
      return .values(rows)
    }
    if take("table") {
      var select = SelectTree()
      select.items = [SelectItem(expression: .star([]))]
      if let name = qualifiedName() { select.from = [.table(name, alias: nil, columns: [])] }
      return .select(select)
    }
    guard take("select") else { return .values([]) }
    return .select(select(&extras))
  }

  private mutating func select(_ extras: inout Extras) -> SelectTree {
    var select = SelectTree()
    if take("distinct") {
      select.isDistinct = true
      if take("on"), take("(") { skipParentheses() }
    } else {
      _ = take("all") || take("distinctrow")
    }
    while dialect.isMySQLFamily,
      atAny(["high_priority", "straight_join", "sql_no_cache", "sql_calc_found_rows"])
    { index += 1 }
    select.items = selectItems()
    if at("into") {
      index += 1
      into(&extras)
      if select.items.isEmpty { select.items = selectItems() }
    }
    if take("from") {
      repeat { select.from.append(fromItem()) } while take(",") && !isAtEnd
    }
    if at("into") {
      index += 1
      into(&extras)
    }
    if take("where") { select.condition = expression() }
    if take("group", "by") {
      _ = take("all") || take("distinct")
      repeat { select.groups.append(groupItem()) } while take(",") && !isAtEnd
      take("with", "rollup")
    }
    if take("having") { select.having = expression() }
    if take("window") {
      while !isAtEnd, !at(")"), !at(";"), !at("order"), !at("limit"), !at("union") {
        if take("(") { skipParentheses() } else { index += 1 }
      }
    }
    return select
  }

  private mutating func groupItem() -> Expression {
    if atAny(["rollup", "cube", "grouping"]) {
      take("grouping")
      index += 1
      if take("(") { skipParentheses() }
      return .opaque
    }
    return expression()
  }

  /// `INTO [STRICT] a, b` or PostgreSQL's `INTO [TEMP] TABLE name`.
  private mutating func into(_ extras: inout Extras) {
    if at("outfile") || at("dumpfile") {
      while !isAtEnd, !at("from"), !at(";") { index += 1 }
      return
    }
    let isTemporary = atAny(["temp", "temporary"])
    if isTemporary || at("unlogged") { index += 1 }
    let isTable = take("table") || isTemporary
    extras.isStrict = take("strict")
    if isTable {
      if let name = qualifiedName() {
        extras.intoTable = IntoTable(name: name, isTemporary: isTemporary)
      }
      return
    }
    repeat {
      let word = word()
      if word.kind == .userVariable {
        index += 1
        extras.into.append(.userVariable(text(of: word)))
        continue
      }
      guard let name = identifier() else { break }
      var target = Expression.name([name])
      while at("."), let next = member() { target = appended(target, next) }
      if at("["), dialect == .postgres {
        index += 1
        let slot = expression()
        take("]")
        target = .element(target, slot)
      }
      extras.into.append(target)
    } while take(",") && !isAtEnd
  }

  private mutating func member() -> String? {
    index += 1
    return identifier()
  }

  private func appended(_ target: Expression, _ name: String) -> Expression {
    if case .name(let parts) = target { return .name(parts + [name]) }
    return target
  }

  mutating func orderItems() -> [OrderItem] {
    var items: [OrderItem] = []
    repeat {
      let start = index
      var item = OrderItem(expression: expression())
      if take("desc") { item.isDescending = true } else { take("asc") }
      if take("using") { index += 1 }
      if take("nulls") { index += 1 }
      items.append(item)
      if index == start { break }
    } while take(",") && !isAtEnd
    return items
  }

  /// Words that may follow a select item and are no alias.
  static let notAliases: WordSet = [
    "from", "where", "group", "having", "order", "limit", "offset", "union", "intersect",
    "except", "into", "on", "using", "inner", "left", "right", "full", "cross", "natural", "join",
    "window", "fetch", "for", "returning", "loop", "then", "as", "and", "or", "set", "minus",
    "straight_join", "tablesample", "partition", "force", "use", "ignore", "do", "when", "end",
    "with", "lateral", "is", "not", "in",
  ]

  private mutating func selectItems() -> [SelectItem] {
    var items: [SelectItem] = []
    guard !atAny(["from", "into", "where", ")", ";", "union"]), !isAtEnd else { return items }
    repeat {
      let start = index
      var item = SelectItem(expression: expression())
      item.text = text(from: start, to: index)
      if take("as") {
        item.alias = alias()
      } else if word().kind == .quoted
        || (word().kind == .plain && !Self.notAliases.contains(word().key))
        || (word().kind == .string && dialect != .postgres)
      {
        item.alias = alias()
      }
      items.append(item)
      if index == start {
        index += 1
        break
      }
    } while take(",") && !isAtEnd
    return items
  }

  private mutating func alias() -> String? {
    if word().kind == .string {
      let text = text()
      index += 1
      return text
    }
    return identifier()
  }
}
