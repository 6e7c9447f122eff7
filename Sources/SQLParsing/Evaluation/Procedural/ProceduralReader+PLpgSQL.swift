import Catalog

/// PL/pgSQL.
extension ProceduralReader {
  mutating func plpgsqlStatement() -> ProceduralStatement.Kind? {
    var label: String?
    if reader.take("<<") {
      label = reader.identifier()
      reader.take(">>")
    }
    let word = reader.word()
    switch word.key {
    case "declare", "begin": return .block(plpgsqlBlock(label))
    case "if":
      reader.index += 1
      return choice()
    case "case":
      reader.index += 1
      return selection()
    case "loop", "while", "for", "foreach": return plpgsqlLoop(label)
    case "exit", "continue": return leave()
    case "return": return plpgsqlReturn()
    case "raise":
      reader.index += 1
      return raise()
    case "perform":
      reader.index += 1
      return perform()
    case "execute":
      reader.index += 1
      return execute()
    case "get":
      reader.index += 1
      return diagnostics()
    case "null":
      finish()
      return .nothing
    case "assert", "commit", "rollback", "move":
      finish()
      return .nothing
    case "open", "fetch", "close": return plpgsqlCursor()
    default: return plpgsqlAssignment() ?? sql()
    }
  }

  mutating func plpgsqlBlock(_ label: String?) -> ProceduralBlock {
    var block = ProceduralBlock(label: label)
    if reader.take("declare") {
      while !reader.isAtEnd, !reader.at("begin") {
        let start = reader.index
        reader.take("declare")
        if let declaration = plpgsqlDeclaration() { block.declarations.append(declaration) }
        if reader.index == start { reader.index += 1 }
      }
    }
    reader.take("begin")
    block.body = statements(until: ["exception", "end"])
    if reader.take("exception") {
      while reader.take("when") {
        var conditions: [HandledCondition] = []
        repeat {
          if reader.take("sqlstate") {
            conditions.append(.state(reader.text()))
            reader.index += 1
          } else if let name = reader.identifier() {
            conditions.append(name == "others" ? .others : .named(name))
          }
        } while reader.take("or") && !reader.isAtEnd
        skip(to: "then")
        block.exceptions.append((conditions, statements(until: ["when", "end"])))
      }
    }
    reader.take("end")
    if !reader.at(";") { _ = reader.identifier() }
    reader.take(";")
    return block
  }

  private mutating func plpgsqlDeclaration() -> ProceduralBlock.Declaration? {
    guard let name = reader.identifier() else {
      finish()
      return nil
    }
    var declaration = ProceduralBlock.Declaration(name: name, type: TypeName(""))
    if reader.take("alias") {
      reader.take("for")
      declaration.alias =
        reader.word().kind == .parameter ? "$" + reader.text() : reader.keyText()
      finish()
      return declaration
    }
    reader.take("constant")
    _ = reader.take("no") && reader.take("scroll")
    reader.take("scroll")
    if reader.take("cursor") {
      if reader.take("(") { reader.skipParentheses() }
      _ = reader.take("for") || reader.take("is")
      declaration.cursor = reader.query()
      finish()
      return declaration
    }
    declaration.type = reader.typeName()
    if reader.take("collate") { _ = reader.qualifiedName() }
    reader.take("not", "null")
    if reader.take(":=") || reader.take("=") || reader.take("default") {
      declaration.value =
        reader.at("select") ? .subquery(reader.query()) : selectExpression()
    }
    finish()
    return declaration
  }

  private mutating func plpgsqlLoop(_ label: String?) -> ProceduralStatement.Kind {
    var kind = Loop.Kind.endless
    if reader.take("while") {
      kind = .whileTrue(reader.expression())
    } else if reader.take("foreach") {
      let targets = targets()
      if reader.take("slice") { reader.index += 1 }
      reader.take("in")
      reader.take("array")
      kind = .elements(targets, reader.expression())
    } else if reader.take("for") {
      kind = forLoop()
    }
    skip(to: "loop")
    let body = statements(until: ["end"])
    reader.take("end")
    reader.take("loop")
    if !reader.at(";") { _ = reader.identifier() }
    reader.take(";")
    return .loop(Loop(label: label, kind: kind, body: body))
  }

  private mutating func forLoop() -> Loop.Kind {
    let targets = targets()
    reader.take("in")
    if reader.take("execute") {
      let text = reader.expression()
      var using: [Expression] = []
      if reader.take("using") {
        repeat { using.append(reader.expression()) } while reader.take(",") && !reader.isAtEnd
      }
      return .dynamic(targets, text, using: using)
    }
    if reader.startsQuery, !isRange() { return .query(targets, reader.query()) }
    let isReverse = reader.take("reverse")
    let first = reader.expression()
    guard reader.take("..") else {
      if case .name(let parts) = first, let name = parts.last { return .cursor(targets, name) }
      if case .call(let call) = first { return .cursor(targets, call.name.name) }
      return .query(targets, QueryTree(body: .values([[.opaque]])))
    }
    let last = reader.expression()
    let by: Expression? = reader.take("by") ? reader.expression() : nil
    guard case .name(let parts)? = targets.first, let name = parts.first else { return .endless }
    return .range(name, from: first, to: last, by: by, isReverse: isReverse)
  }

  /// Whether `(SELECT …)` begins a range `(SELECT …) .. n`.
  private func isRange() -> Bool {
    var offset = 0
    var open = 0
    while reader.word(offset).kind != .end, !(reader.at("loop", offset) && open == 0) {
      if reader.at("(", offset) { open += 1 }
      if reader.at(")", offset) { open -= 1 }
      if reader.at("..", offset), open == 0 { return true }
      offset += 1
    }
    return false
  }

  private mutating func leave() -> ProceduralStatement.Kind {
    let isExit = reader.at("exit")
    reader.index += 1
    var label: String?
    if !reader.at("when"), !reader.at(";") { label = reader.identifier() }
    let condition: Expression? = reader.take("when") ? reader.expression() : nil
    finish()
    return isExit
      ? .exit(label: label, condition: condition) : .next(label: label, condition: condition)
  }

  private mutating func plpgsqlReturn() -> ProceduralStatement.Kind {
    reader.index += 1
    if reader.take("next") {
      let value: Expression? = reader.at(";") ? nil : reader.expression()
      finish()
      return .returnRows(value, nil)
    }
    if reader.take("query") {
      let query: QueryTree? = reader.startsQuery ? reader.query() : nil
      finish()
      return .returnRows(query == nil ? .opaque : nil, query)
    }
    if reader.take(";") { return .returning(nil) }
    let value: Expression =
      reader.at("select") || reader.at("with") ? .subquery(reader.query()) : selectExpression()
    finish()
    return .returning(value)
  }

  /// An expression, which PL/pgSQL runs as `SELECT expression`: it may go on with `FROM`.
  mutating func selectExpression() -> Expression {
    let start = reader.index
    let value = reader.expression()
    guard reader.at("from") || reader.at("where") else { return value }
    reader.index = start
    return .subquery(bareQuery())
  }

  /// A query without its `SELECT`.
  private mutating func bareQuery() -> QueryTree {
    var select = SelectTree()
    repeat {
      select.items.append(SelectItem(expression: reader.expression()))
    } while reader.take(",") && !reader.isAtEnd
    if reader.take("from") {
      repeat { select.from.append(reader.fromItem()) } while reader.take(",") && !reader.isAtEnd
    }
    if reader.take("where") { select.condition = reader.expression() }
    var tree = QueryTree(body: .select(select))
    if reader.take("order", "by") { tree.order = reader.orderItems() }
    if reader.take("limit") { tree.limit = reader.expression() }
    return tree
  }

  private mutating func perform() -> ProceduralStatement.Kind {
    let query = reader.startsQuery ? reader.query() : bareQuery()
    finish()
    return .perform(query)
  }

  private mutating func execute() -> ProceduralStatement.Kind {
    let text = reader.expression()
    var into: [Expression] = []
    var using: [Expression] = []
    for _ in 0..<2 {
      if reader.take("into") {
        reader.take("strict")
        into = targets()
      }
      if reader.take("using") {
        repeat { using.append(reader.expression()) } while reader.take(",") && !reader.isAtEnd
      }
    }
    finish()
    return .execute(text, into: into, using: using)
  }

  private mutating func diagnostics() -> ProceduralStatement.Kind {
    _ = reader.take("current") || reader.take("stacked")
    reader.take("diagnostics")
    var items: [(target: Expression, item: String)] = []
    repeat {
      guard let target = targets().first else { break }
      _ = reader.take("=") || reader.take(":=")
      items.append((target, reader.keyText()))
      reader.index += 1
    } while reader.take(",") && !reader.isAtEnd
    finish()
    return .diagnostics(items)
  }

  private mutating func plpgsqlCursor() -> ProceduralStatement.Kind? {
    let verb = reader.word().key
    reader.index += 1
    if verb == "close" {
      let name = reader.identifier() ?? ""
      finish()
      return .close(name)
    }
    if verb == "open" {
      let name = reader.identifier() ?? ""
      if reader.take("for") {
        if reader.take("execute") {
          let text = reader.expression()
          finish()
          return .open(name, query: nil, dynamic: text)
        }
        let query = reader.query()
        finish()
        return .open(name, query: query, dynamic: nil)
      }
      finish()
      return .open(name, query: nil, dynamic: nil)
    }
    _ = reader.take("next")
    _ = reader.take("from") || reader.take("in")
    let name = reader.identifier() ?? ""
    reader.take("into")
    let targets = targets()
    finish()
    return .fetch(name, into: targets)
  }

  /// `name := value;`, `name = value;`, `name.field := …`, `name[i] := …`.
  private mutating func plpgsqlAssignment() -> ProceduralStatement.Kind? {
    let start = reader.index
    guard reader.word().kind == .plain || reader.word().kind == .quoted,
      let first = reader.identifier()
    else { return nil }
    var parts = [first]
    while reader.at("."), let next = field() { parts.append(next) }
    var target = Expression.name(parts)
    if reader.take("[") {
      target = .element(target, reader.expression())
      reader.take("]")
    }
    guard reader.take(":=") || reader.take("=") else {
      reader.index = start
      return nil
    }
    let value: Expression =
      reader.at("select") ? .subquery(reader.query()) : selectExpression()
    finish()
    return .assign(target, value)
  }

  private mutating func field() -> String? {
    reader.index += 1
    return reader.identifier()
  }

  private static let levels: WordSet = ["debug", "log", "info", "notice", "warning"]

  private mutating func raise() -> ProceduralStatement.Kind {
    var raise = ProceduralStatement.Raise(isError: true)
    if reader.at(";") {
      reader.index += 1
      raise.isAgain = true
      return .raise(raise)
    }
    if reader.atAny(Self.levels) {
      raise.isError = false
      finish()
      return .raise(raise)
    }
    reader.take("exception")
    if reader.word().kind == .string {
      raise.message = .literal(.text(reader.text()))
    } else if reader.take("sqlstate") {
      raise.state = reader.text()
    } else if reader.word().kind == .plain, !reader.at("using") {
      raise.condition = reader.keyText()
    }
    while !reader.isAtEnd, !reader.at(";") {
      if reader.at("errcode"), reader.at("=", 1) || reader.at(":=", 1) {
        let code = reader.text(2)
        if code.utf8.count == 5, code.uppercased() == code {
          raise.state = code
        } else {
          raise.condition = code.lowercased()
        }
      }
      if reader.at("message"), reader.at("=", 1), reader.word(2).kind == .string {
        raise.message = .literal(.text(reader.text(2)))
      }
      reader.index += 1
    }
    reader.take(";")
    return .raise(raise)
  }
}
