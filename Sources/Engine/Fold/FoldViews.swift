import Catalog
import SourceText

extension Draft {
  func createView(_ definition: ViewDefinition) throws(Refusal) -> OperationOutcome {
    if definition.isTemporary { return .applied }
    let name = creationName(definition.name)
    if let schema = name.schema, dialect == .postgres, !hasSchema(schema) {
      try assume(schema: schema)
    }
    var view = View(
      id: ObjectID(raw: 0),
      name: name,
      isMaterialized: definition.isMaterialized,
      columns: definition.columns ?? [],
      dependencies: dependencies(definition),
      query: definition.query,
      source: source
    )
    view.isComplete = definition.columns != nil
    if lookUp(key(.relation, name)) != nil {
      if definition.ifNotExists { return .skipped }
      guard definition.orReplace, let old = findView(name) else { throw duplicateTable(name) }
      view.id = old.id
      view.comment = old.comment
      view.indexes = old.indexes
      write(.view(view))
      return .applied
    }
    view.id = newID(name)
    create(.view(view), in: .relation)
    return .applied
  }

  private func dependencies(_ definition: ViewDefinition) -> [ObjectID] {
    var found: Set<ObjectID> = []
    for name in definition.dependencies {
      if case .object(let id)? = target(.relation, name) { found.insert(id) }
    }
    return found.sorted()
  }

  // MARK: Routines

  func createRoutine(_ definition: RoutineDefinition) throws(Refusal) -> OperationOutcome {
    let name = creationName(definition.name)
    let key = key(.routine, name)
    var id: ObjectID?
    if case .object(let known)? = lookUp(key) {
      if definition.ifNotExists { return .skipped }
      // PostgreSQL has many functions of one name; which one a call means is not decided here.
      if dialect != .postgres, !definition.orReplace {
        throw Refusal(
          .duplicateFunction,
          "\(name.name) already exists",
          object: name.name
        )
      }
      id = known
    }
    var routine = Routine(
      id: id ?? newID(name),
      name: name,
      isProcedure: definition.isProcedure,
      language: definition.language,
      parameters: definition.parameters,
      returnsTrigger: definition.returnsTrigger,
      body: definition.body,
      source: definition.bodySource
    )
    let signature = definition.parameters.filter { !$0.isOutput }.map { $0.type?.spelling ?? "" }
    if dialect == .postgres, let id, case .routine(let known)? = other(id) {
      routine.overloads = known.overloads.filter { $0.signature != signature }
    }
    routine.overloads.append(RoutineText(signature: signature, text: definition.definition))
    create(.routine(routine), in: .routine)
    return .applied
  }

  // MARK: Comments

  func comment(_ statement: CommentStatement) throws(Refusal) -> OperationOutcome {
    let text = nonEmpty(statement.text)
    if let column = statement.column {
      guard var table = findTable(statement.name) else {
        if findView(statement.name) != nil { return .applied }
        throw undefinedTable(statement.name)
      }
      let slot = try requireColumn(column, in: table)
      guard table.columns[slot].comment != text else { return .applied }
      table.columns[slot].comment = text
      table.columns[slot].history.append(ColumnChange(.commented, at: source))
      write(table)
      return .applied
    }
    switch statement.kind {
    case .table, .relation, .view, .materializedView:
      guard let object = findObject(.relation, statement.name) else {
        throw undefinedTable(statement.name)
      }
      if case .table(var table) = object, table.comment != text {
        table.comment = text
        write(table)
      } else if case .view(var view) = object {
        view.comment = text
        write(.view(view))
      }
    case .type, .domain:
      switch findObject(.type, statement.name) {
      case .enumType(var type)?:
        type.comment = text
        write(.enumType(type))
      case .domain(var domain)?:
        domain.comment = text
        write(.domain(domain))
      default: break
      }
    default: break
    }
    return .applied
  }
}
