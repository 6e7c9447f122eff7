import Catalog

/// MySQL's compound statements.
extension ProceduralReader {
  mutating func compoundStatement() -> ProceduralStatement.Kind? {
    var label: String?
    if reader.at(":", 1), reader.word().kind == .plain || reader.word().kind == .quoted {
      label = reader.identifier()
      reader.index += 1
    }
    switch reader.word().key {
    case "begin":
      reader.index += 1
      reader.take("not", "atomic")
      return .block(compoundBlock(label))
    case "if":
      reader.index += 1
      return choice()
    case "case":
      reader.index += 1
      return selection()
    case "while":
      reader.index += 1
      let condition = reader.expression()
      skip(to: "do")
      return compoundLoop(label, .whileTrue(condition), "while")
    case "loop":
      reader.index += 1
      return compoundLoop(label, .endless, "loop")
    case "repeat": return repetition(label)
    case "leave", "iterate":
      let isExit = reader.at("leave")
      reader.index += 1
      let label = reader.identifier()
      finish()
      return isExit
        ? .exit(label: label, condition: nil) : .next(label: label, condition: nil)
    case "return":
      reader.index += 1
      let value = reader.expression()
      finish()
      return .returning(value)
    case "open", "fetch", "close": return compoundCursor()
    case "signal", "resignal": return signal()
    case "get":
      finish()
      return .nothing
    case "commit", "rollback", "start", "savepoint":
      finish()
      return .nothing
    default: return sql()
    }
  }

  private mutating func compoundLoop(
    _ label: String?,
    _ kind: Loop.Kind,
    _ word: WordKey
  ) -> ProceduralStatement.Kind {
    let body = statements(until: ["end"])
    reader.take("end")
    reader.take(word)
    if !reader.at(";") { _ = reader.identifier() }
    reader.take(";")
    return .loop(Loop(label: label, kind: kind, body: body))
  }

  private mutating func repetition(_ label: String?) -> ProceduralStatement.Kind {
    reader.index += 1
    let body = statements(until: ["until", "end"])
    var kind = Loop.Kind.endless
    if reader.take("until") { kind = .untilTrue(reader.expression()) }
    skip(to: "end")
    reader.take("repeat")
    if !reader.at(";") { _ = reader.identifier() }
    reader.take(";")
    return .loop(Loop(label: label, kind: kind, body: body))
  }

  private mutating func compoundBlock(_ label: String?) -> ProceduralBlock {
    var block = ProceduralBlock(label: label)
    while !reader.isAtEnd {
      let start = reader.index
      if reader.take(";") { continue }
      guard reader.take("declare") else { break }
      declaration(&block)
      if reader.index == start { break }
    }
    block.body = statements(until: ["end"])
    reader.take("end")
    if !reader.at(";"), reader.word().kind == .plain || reader.word().kind == .quoted {
      _ = reader.identifier()
    }
    reader.take(";")
    return block
  }

  private mutating func declaration(_ block: inout ProceduralBlock) {
    if reader.at("handler", 1), reader.at("continue") || reader.at("exit") || reader.at("undo") {
      let isExit = !reader.at("continue")
      reader.index += 2
      reader.take("for")
      let conditions = handledConditions(block)
      let body = statement().map { [$0] } ?? []
      block.handlers.append(
        ProceduralBlock.Handler(isExit: isExit, conditions: conditions, body: body)
      )
      return
    }
    var names: [String] = []
    repeat {
      guard let name = reader.identifier() else { break }
      names.append(name.lowercased())
    } while reader.take(",") && !reader.isAtEnd
    if reader.take("condition") {
      reader.take("for")
      // A name for a condition reads as a variable that holds it.
      var declaration = ProceduralBlock.Declaration(
        name: names.first ?? "",
        type: TypeName("condition")
      )
      if reader.take("sqlstate") { reader.take("value") }
      declaration.value = .literal(.text(reader.text()))
      block.declarations.append(declaration)
      return finish()
    }
    if reader.take("cursor") {
      reader.take("for")
      var declaration = ProceduralBlock.Declaration(
        name: names.first ?? "",
        type: TypeName("cursor")
      )
      declaration.cursor = reader.query()
      block.declarations.append(declaration)
      return finish()
    }
    let type = reader.typeName()
    let value: Expression? = reader.take("default") ? reader.expression() : nil
    for name in names {
      block.declarations.append(
        ProceduralBlock.Declaration(name: name, type: type, value: value)
      )
    }
    finish()
  }

  private mutating func handledConditions(_ block: ProceduralBlock) -> [HandledCondition] {
    var conditions: [HandledCondition] = []
    repeat {
      let word = reader.word()
      if word.kind == .number {
        conditions.append(.number(Int(reader.text(of: word)) ?? 0))
        reader.index += 1
      } else if reader.take("sqlstate") {
        reader.take("value")
        conditions.append(.state(reader.text()))
        reader.index += 1
      } else if reader.take("sqlexception") {
        conditions.append(.exception)
      } else if reader.take("sqlwarning") {
        conditions.append(.warning)
      } else if reader.take("not", "found") {
        conditions.append(.notFound)
      } else if let name = reader.identifier() {
        let declared = block.declarations.first { $0.name == name.lowercased() }
        if case .literal(.text(let text))? = declared?.value {
          conditions.append(Int(text).map { .number($0) } ?? .state(text))
        }
      }
    } while reader.take(",") && !reader.isAtEnd
    return conditions
  }

  private mutating func compoundCursor() -> ProceduralStatement.Kind {
    let verb = reader.word().key
    reader.index += 1
    if verb == "fetch" {
      reader.take("next")
      reader.take("from")
    }
    let name = (reader.identifier() ?? "").lowercased()
    var targets: [Expression] = []
    if verb == "fetch", reader.take("into") { targets = self.targets() }
    finish()
    switch verb {
    case "open": return .open(name, query: nil, dynamic: nil)
    case "close": return .close(name)
    default: return .fetch(name, into: targets)
    }
  }

  private mutating func signal() -> ProceduralStatement.Kind {
    var raise = ProceduralStatement.Raise(isError: true, state: "45000")
    raise.isAgain = reader.at("resignal")
    reader.index += 1
    if reader.take("sqlstate") {
      reader.take("value")
      raise.state = reader.text()
      raise.isAgain = false
    }
    while !reader.isAtEnd, !reader.at(";") {
      if reader.at("message_text"), reader.at("=", 1) {
        reader.index += 2
        raise.message = reader.expression()
        continue
      }
      reader.index += 1
    }
    reader.take(";")
    return .raise(raise)
  }
}
