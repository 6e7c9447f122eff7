import Catalog
import SourceText

/// `CREATE FUNCTION` and `CREATE PROCEDURE`: kept, since a later migration may call them.
extension DefinitionReader {
  mutating func createRoutine(orReplace: Bool) {
    guard reader.at("function") || reader.at("procedure") else { return }
    let isProcedure = reader.at("procedure")
    reader.index += 1
    let ifNotExists = ifNotExists()
    guard let name = reader.qualifiedName() else { return }
    let start = reader.index
    var parameters: [RoutineParameter] = []
    if reader.take("(") { parameters = self.parameters(isTable: false) }
    var routine = RoutineDefinition(
      name: name,
      isProcedure: isProcedure,
      language: .other,
      body: SQLText(""),
      bodySource: code.reference(reader.word().start)
    )
    routine.orReplace = orReplace
    routine.ifNotExists = ifNotExists
    if dialect.isMySQLFamily { compound(&routine) } else { postgres(&routine, &parameters) }
    routine.parameters = parameters
    routine.definition = SQLText(reader.text(from: start, to: reader.index))
    operations = [.createRoutine(routine)]
  }

  private mutating func parameters(isTable: Bool) -> [RoutineParameter] {
    var parameters: [RoutineParameter] = []
    while !reader.isAtEnd, !reader.at(")") {
      let start = reader.index
      var isOutput = isTable
      if reader.take("inout") || reader.take("out") {
        isOutput = true
      } else if reader.at("in") || reader.at("variadic") {
        reader.index += 1
        if reader.take("out") { isOutput = true }
      }
      parameters.append(parameter(isOutput))
      skipToComma()
      reader.take(",")
      if reader.index == start { reader.index += 1 }
    }
    reader.take(")")
    return parameters
  }

  private mutating func parameter(_ isOutput: Bool) -> RoutineParameter {
    let start = reader.index
    var name = reader.identifier()
    if name == nil || reader.at(",") || reader.at(")") || reader.at("=") || reader.at("default")
      || reader.at("(") || reader.at(".") || reader.at("[")
      || (name == "double" && reader.at("precision"))
      || (name == "character" && reader.at("varying")) || reader.at("with") || reader.at("without")
    {
      // A type alone.
      reader.index = start
      name = nil
    }
    var parameter = RoutineParameter(name: name, type: reader.typeName(), isOutput: isOutput)
    if reader.take("default") || reader.take("=") || reader.take(":=") {
      parameter.defaultValue = expressionText()
    }
    return parameter
  }

  private mutating func postgres(
    _ routine: inout RoutineDefinition,
    _ parameters: inout [RoutineParameter]
  ) {
    while !reader.isAtEnd, !reader.at(";") {
      let start = reader.index
      if reader.take("returns") {
        if reader.take("table"), reader.take("(") {
          parameters += self.parameters(isTable: true)
        } else {
          let type = reader.typeName()
          if type.name == "trigger" || type.name == "event_trigger" {
            routine.returnsTrigger = true
          }
        }
      } else if reader.take("language") {
        switch reader.text().lowercased() {
        case "plpgsql": routine.language = .plpgsql
        case "sql": routine.language = .sql
        default: routine.language = .other
        }
        reader.index += 1
      } else if reader.take("as") {
        let word = reader.word()
        guard word.kind == .string else { continue }
        routine.body = SQLText(reader.text(of: word))
        routine.bodySource = code.reference(word.contentStart)
        reader.index += 1
      } else if reader.take("return") {
        routine.language = .sql
        routine.bodySource = code.reference(reader.word().start)
        let start = reader.index
        while !reader.isAtEnd, !reader.at(";") { reader.index += 1 }
        routine.body = SQLText("SELECT " + reader.text(from: start, to: reader.index))
      } else if reader.take("begin", "atomic") {
        routine.language = .sql
        routine.bodySource = code.reference(reader.word().start)
        let start = reader.index
        while !reader.isAtEnd { reader.index += 1 }
        var end = reader.index
        while end > start, reader.words[end - 1].key != "end" { end -= 1 }
        routine.body = SQLText(reader.text(from: start, to: max(start, end - 1)))
      } else if reader.take("set") {
        // `SET search_path = …` holds while the function runs.
        while !reader.isAtEnd, !reader.at(";"), !reader.at("as"), !reader.at("language") {
          reader.index += 1
        }
      }
      if reader.index == start { reader.index += 1 }
    }
  }

  /// MySQL: characteristics, then one statement, mostly a block.
  private mutating func compound(_ routine: inout RoutineDefinition) {
    routine.language = .compound
    while !reader.isAtEnd {
      if reader.take("returns") {
        _ = reader.typeName()
      } else if reader.at("comment") || reader.at("language") {
        reader.index += 2
      } else if reader.at("not"), reader.at("deterministic", 1) {
        reader.index += 2
      } else if reader.take("deterministic") {
        continue
      } else if reader.at("contains") || reader.at("no"), reader.at("sql", 1) {
        reader.index += 2
      } else if reader.at("reads") || reader.at("modifies"), reader.at("sql", 1) {
        reader.index += 3
      } else if reader.at("sql"), reader.at("security", 1) {
        reader.index += 3
      } else {
        break
      }
    }
    let start = reader.index
    routine.bodySource = code.reference(reader.word().start)
    while !reader.isAtEnd { reader.index += 1 }
    routine.body = SQLText(reader.text(from: start, to: reader.index))
  }
}
