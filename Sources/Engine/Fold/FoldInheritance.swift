import Catalog
import SourceText

/// What an action on a PostgreSQL table means for its partitions and for what inherits from it.
enum InheritedAction {
  case action(TableAction)
  /// A check under the name that it got at the top.
  case check(ConstraintDefinition)
  case dropCheck(String)
  case renameCheck(String, to: String)
  case dropPrimaryKey
  case dropIndex(Index)
}

extension Draft {
  /// The consequences of an action that has turned `before` into `after`.
  func consequences(
    of action: TableAction,
    before: Table,
    after: Table
  ) -> [InheritedAction] {
    let isPartitioned = after.kind == .partitioned
    switch action {
    case .addColumn(let column, _):
      return additions(of: column, checks: after.checks.dropFirst(before.checks.count), after)
    case .dropColumn, .renameColumn, .setType, .setNotNull, .dropNotNull, .setDefault, .dropDefault,
      .setGenerated, .dropExpression:
      return [.action(action)]
    case .addConstraint(var definition):
      switch definition.kind {
      case .check:
        definition.name = after.checks.last?.name
        return definition.isNoInherit ? [] : [.check(definition)]
      case .notNull: return definition.isNoInherit ? [] : [.action(action)]
      case .foreignKey: definition.name = after.foreignKeys.last?.name
      default: definition.name = nil
      }
      return isPartitioned ? [.action(.addConstraint(definition))] : []
    case .dropConstraint(let name, _, _):
      return losses(of: name, from: before)
    case .renameConstraint(let name, let new):
      let isShared = before.checks.contains { $0.name == name && !$0.isNoInherit }
      return isShared ? [.renameCheck(name, to: new)] : []
    case .setInheritance(let name, let isNoInherit):
      guard !isNoInherit, let constraint = notNull(name, of: after) else { return [] }
      return [.action(.setNotNull(column: constraint.column))]
    default: return []
    }
  }

  /// A new column, with its checks; its keys only in partitions.
  private func additions(
    of declared: ColumnDefinition,
    checks: ArraySlice<CheckConstraint>,
    _ table: Table
  ) -> [InheritedAction] {
    var column = declared
    column.constraints = []
    var found: [InheritedAction] = []
    var names = checks.map(\.name)[...]
    for var constraint in declared.constraints {
      switch constraint.kind {
      case .check:
        constraint.name = names.popFirst() ?? nil
        if !constraint.isNoInherit { found.append(.check(constraint)) }
      case .notNull where constraint.isNoInherit: column.isNullable = nil
      case .notNull: column.constraints.append(constraint)
      case .foreignKey where table.kind == .partitioned:
        constraint.name = table.foreignKeys.last?.name
        column.constraints.append(constraint)
      default:
        guard table.kind == .partitioned else { continue }
        constraint.name = nil
        column.constraints.append(constraint)
      }
    }
    // One that a child has already becomes the parent's too.
    return [.action(.addColumn(column, ifNotExists: true))] + found
  }

  private func losses(of name: String, from table: Table) -> [InheritedAction] {
    if let check = table.checks.first(where: { $0.name == name }) {
      return check.isNoInherit ? [] : [.dropCheck(name)]
    }
    if let constraint = notNull(name, of: table) {
      return constraint.isNoInherit ? [] : [.action(.dropNotNull(column: constraint.column))]
    }
    guard table.kind == .partitioned else { return [] }
    if table.primaryKey?.name == name { return [.dropPrimaryKey] }
    if let key = table.foreignKeys.first(where: { $0.name == name }) {
      return [.action(.dropForeignKey(key.name ?? "", ifExists: true))]
    }
    return table.indexes.first { $0.name == name && $0.isConstraint }.map { [.dropIndex($0)] } ?? []
  }

  /// Hands on what was done to a table.
  func recurse(_ actions: [InheritedAction], from table: Table) throws(Refusal) {
    guard !actions.isEmpty else { return }
    for child in children(of: table) {
      var copy = child
      for action in actions { try apply(action, of: table, to: &copy) }
      guard copy != child else { continue }
      write(copy)
      try recurse(actions, from: copy)
    }
  }

  private func apply(
    _ action: InheritedAction,
    of parent: Table,
    to child: inout Table
  ) throws(Refusal) {
    switch action {
    case .action(.addConstraint(let definition)):
      if !hasEqual(definition, child) { try addConstraint(definition, to: &child) }
    case .action(let action):
      _ = try apply(action, to: &child, at: source, span: .empty)
    case .check(let definition): try addInheritedCheck(definition, to: &child)
    case .dropCheck(let name):
      let isElsewhere = otherParents(of: child, than: parent).contains { other in
        other.checks.contains { $0.name == name && !$0.isNoInherit }
      }
      if !isElsewhere { child.checks.removeAll { $0.name == name && $0.isInherited } }
    case .renameCheck(let name, let new):
      for slot in child.checks.indices where child.checks[slot].name == name {
        child.checks[slot].name = new
      }
    case .dropPrimaryKey: child.primaryKey = nil
    case .dropIndex(let index):
      if let slot = child.indexes.firstIndex(where: { isAlike($0, index) }) {
        child.indexes.remove(at: slot)
      }
    }
  }

  private func otherParents(of child: Table, than parent: Table) -> [Table] {
    child.parents.filter { $0 != parent.id }.compactMap { table($0) }
  }

  /// Whether a partition's own key serves as its part of the whole's.
  private func hasEqual(_ definition: ConstraintDefinition, _ child: Table) -> Bool {
    switch definition.kind {
    case .primaryKey(let details):
      return child.primaryKey.map { $0.columns == details.parts.map(\.text) } ?? false
    case .unique(let details):
      return child.indexes.contains {
        $0.isConstraint && $0.isUnique && $0.parts == details.parts
      }
    case .foreignKey(let columns, let clause):
      return child.foreignKeys.contains {
        $0.columns == columns && $0.target.name.name == clause.table.name
          && (clause.columns.isEmpty || $0.target.columns == clause.columns)
      }
    default: return false
    }
  }

  /// A partition's part of an index of the whole has no other mark than being the same.
  func isAlike(_ left: Index, _ right: Index) -> Bool {
    left.parts == right.parts && left.isUnique == right.isUnique
      && left.predicate == right.predicate && left.method == right.method
      && (!right.isConstraint || left.isConstraint)
  }

  /// A parent's check in a child, where one of that name may stand already:
  /// https://www.postgresql.org/docs/15/ddl-inherit.html.
  private func addInheritedCheck(
    _ definition: ConstraintDefinition,
    to child: inout Table
  ) throws(Refusal) {
    guard case .check(let expression) = definition.kind, let name = definition.name else { return }
    guard let own = child.checks.first(where: { $0.name == name }) else {
      try addCheck(expression, definition, column: nil, to: &child)
      child.checks[child.checks.count - 1].isInherited = true
      return
    }
    if own.isNoInherit {
      throw Refusal(
        .duplicateObject,
        "constraint \"\(name)\" conflicts with non-inherited constraint on relation"
          + " \"\(child.name.name)\"",
        object: name
      )
    }
    if own.expression != expression { throw duplicateConstraint(name, of: child) }
  }

  /// What PostgreSQL does not do to a parent alone.
  func refuseAlone(_ action: TableAction, on table: Table) throws(Refusal) {
    let message: String
    switch action {
    case .addColumn: message = "column must be added to child tables too"
    case .addConstraint(let definition):
      guard case .check = definition.kind, !definition.isNoInherit else { return }
      message = "constraint must be added to child tables too"
    case .renameColumn(let name, _, _):
      message = "inherited column \"\(name)\" must be renamed in child tables too"
    case .setType(let column, _, _, _):
      message = "type of inherited column \"\(column)\" must be changed in child tables too"
    default: return
    }
    throw Refusal(.invalidDefinition, message, object: table.name.name)
  }

  /// What a child cannot undo.
  func requireOwn(_ name: String, of table: Table, _ verb: String) throws(Refusal) {
    guard dialect == .postgres, table.checks.contains(where: { $0.name == name && $0.isInherited })
    else { return }
    throw Refusal(
      .invalidDefinition,
      "cannot \(verb) inherited constraint \"\(name)\" of relation \"\(table.name.name)\"",
      object: name
    )
  }

  /// A child that a parent lets go of keeps what it had as its own.
  func keepInherited(_ checks: [CheckConstraint], in child: inout Table) {
    for slot in child.checks.indices
    where checks.contains(where: {
      $0.name == child.checks[slot].name
    }) {
      child.checks[slot].isInherited = false
    }
  }

  /// PostgreSQL 18: only NOT NULL can be given to children or kept from them afterwards.
  func setInheritance(
    _ name: String,
    isNoInherit: Bool,
    of table: inout Table
  ) throws(Refusal) {
    guard let constraint = notNull(name, of: table) else {
      let isKnown = constraintNames(of: table).contains(name)
      throw Refusal(
        isKnown ? .invalidDefinition : .undefinedObject,
        "constraint \"\(name)\" of relation \"\(table.name.name)\" "
          + (isKnown ? "is not a not-null constraint" : "does not exist"),
        object: name
      )
    }
    table.notNulls.removeAll { $0.name == name }
    table.notNulls.append(
      NotNullConstraint(name: name, column: constraint.column, isNoInherit: isNoInherit)
    )
  }

  func addNotNull(
    _ definition: ConstraintDefinition,
    on name: String,
    to table: inout Table
  ) throws(Refusal) {
    let slot = try requireColumn(name, in: table)
    table.columns[slot].isNullable = false
    let column = table.columns[slot].name
    if definition.isNoInherit { try refuseNoInherit(in: table) }
    if definition.name != nil || definition.isNoInherit {
      table.notNulls.append(
        NotNullConstraint(
          name: definition.name ?? freeConstraintName(column, "not_null", in: table),
          column: column,
          isNoInherit: definition.isNoInherit
        )
      )
    }
  }

  func refuseNoInherit(in table: Table) throws(Refusal) {
    guard table.kind == .partitioned else { return }
    throw Refusal(
      .invalidDefinition,
      "cannot add NO INHERIT constraint to partitioned table \"\(table.name.name)\"",
      object: table.name.name
    )
  }

  /// `CREATE TABLE … INHERITS` may declare again what it inherits.
  func becomesOwn(
    _ name: String,
    _ expression: SQLText,
    _ definition: ConstraintDefinition,
    in table: inout Table
  ) -> Bool {
    guard !definition.isNoInherit, peekTable(table.id) == nil,
      let slot = table.checks.firstIndex(where: { $0.name == name && $0.isInherited }),
      table.checks[slot].expression == expression
    else { return false }
    table.checks[slot].isInherited = table.kind == .partition
    return true
  }
}
