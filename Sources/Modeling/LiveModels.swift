package import Catalog

/// A model before and after an update; nil where it was not or is no more.
package struct ModelChange: Sendable {
  package var old: Model?
  package var new: Model?

  package init(old: Model?, new: Model?) {
    self.old = old
    self.new = new
  }
}

/// The models of a schema that changes, kept up to date: only what a change can reach is modelled
/// again.
///
/// Holds the present schema, the names given and the models. Each changed object leads to the
/// tables that may see it (itself, what it points at, what points at it, the far ends of a pivot,
/// the users of a type), as far as the facet changed that they look at.
package struct LiveModels: Sendable {
  package private(set) var schema: PresentSchema
  package private(set) var models: [ObjectID: Model] = [:]
  private var context: ModelContext
  /// Tables with columns of a type, and domains over it.
  private var users: [ObjectID: Set<ObjectID>] = [:]
  private var claims: [ObjectID: [EnumKey]] = [:]

  package init(dialect: Dialect, options: ModelingOptions) {
    schema = PresentSchema(dialect: dialect)
    context = ModelContext(empty: schema, options)
  }

  /// The names given, for the lock file.
  package var pins: NamePins { context.options.pins }

  /// Brings schema, names and models up to date with objects that changed.
  ///
  /// - Parameter changes: with the forms before as this schema has them.
  package mutating func update(_ changes: [ObjectChange]) -> [ModelChange] {
    var affected: Set<ObjectID> = []
    let isFirst = models.isEmpty
    // The state as it was says whom the old form reached; then the new state likewise.
    for change in changes { reach(change.old, change.new, &affected) }
    // Nobody else may hold the schema while it changes, or all of it would be copied.
    context.schema = Schema(dialect: schema.dialect)
    for change in changes where change.old != nil {
      forget(change.id)
      schema.remove(change.id)
    }
    for object in changes.compactMap(\.new) { schema.insert(object) }
    context.schema = schema
    rename(changes, &affected)
    for change in changes { reach(change.new, change.old, &affected) }
    let changed = remodel(affected)
    pin(changed, changes)
    if isFirst {
      let present = Set(context.classes.tables.map(\.description))
      context.options.pins.keep(present.contains)
    }
    return changed
  }

  // MARK: Names

  private mutating func forget(_ id: ObjectID) {
    for key in claims.removeValue(forKey: id) ?? [] { context.enums.remove(key) }
    switch schema.object(id) {
    case .table(let table)?:
      context.classes.remove(table.name)
      for column in table.columns { removeUser(id, of: column.type.object) }
    case .view(let view)?: context.classes.remove(view.name)
    case .domain(let domain)?: removeUser(id, of: domain.type.object)
    default: break
    }
  }

  private mutating func rename(
    _ changes: [ObjectChange],
    _ affected: inout Set<ObjectID>
  ) {
    var named: [QualifiedName] = []
    for change in changes {
      let id = change.id
      switch change.new {
      case .table(let table)?:
        for column in table.columns { addUser(id, of: column.type.object) }
        if context.isModeled(table) { named.append(table.name) }
      case .view(let view)?: if context.isModeled(view) { named.append(view.name) }
      case .domain(let domain)?: addUser(id, of: domain.type.object)
      default: break
      }
    }
    context.classes.add(named, context.options)
    claimEnums(changes)
    for key in context.enums.settle() {
      switch key {
      case .type(let id): addUsers(of: id, to: &affected, depth: 0)
      case .column(let id, _): affected.insert(id)
      }
    }
  }

  private mutating func claimEnums(_ changes: [ObjectChange]) {
    for change in changes {
      let id = change.id
      switch change.new {
      case .enumType(let type)?: claim([EnumClaim(type)], by: id)
      case .table(let table)?:
        let name = context.className(of: table)
        claim(EnumClaim.claims(of: table, className: name, in: schema), by: id)
      default: break
      }
    }
  }

  private mutating func claim(_ found: [EnumClaim], by id: ObjectID) {
    if found.isEmpty { return }
    for claim in found { context.claim(claim) }
    claims[id] = found.map(\.key)
  }

  private mutating func addUser(_ user: ObjectID, of type: ObjectID?) {
    if let type { users[type, default: []].insert(user) }
  }

  private mutating func removeUser(_ user: ObjectID, of type: ObjectID?) {
    guard let type, users[type] != nil else { return }
    users[type]?.remove(user)
    if users[type]?.isEmpty == true { users[type] = nil }
  }

  /// The tables with columns of a type, domains over it included.
  package func tables(using type: ObjectID) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    addUsers(of: type, to: &found, depth: 0)
    return found.filter { schema.table($0) != nil }
  }

  // MARK: Reach

  /// Adds whom one form of an object reaches, as the schema is now, where the other differs in
  /// what they look at.
  private func reach(
    _ object: SchemaObject?,
    _ other: SchemaObject?,
    _ affected: inout Set<ObjectID>
  ) {
    switch object {
    case .table(let table)?:
      affected.insert(table.id)
      var second: Table?
      if case .table(let table)? = other { second = table }
      reach(table, second, &affected)
    case .view(let view)?: affected.insert(view.id)
    case .enumType(let type)?: addUsers(of: type.id, to: &affected, depth: 0)
    case .domain(let domain)?: addUsers(of: domain.id, to: &affected, depth: 0)
    default: break
    }
  }

  private func reach(_ table: Table, _ other: Table?, _ affected: inout Set<ObjectID>) {
    let isModeled = context.isModeled(table)
    let isOtherModeled = other.map(context.isModeled) ?? false
    if other.map({ isSameToTargets($0, table) }) != true { addTargets(of: table, to: &affected) }
    let parent = other.map { ParentFacet($0, isModeled: isOtherModeled) }
    if parent != ParentFacet(table, isModeled: isModeled) {
      for id in table.referencedBy {
        affected.insert(id)
        if let child = schema.table(id), child.foreignKeys.count == 2 {
          addTargets(of: child, to: &affected)
        }
      }
    }
  }

  /// Whether the tables that two forms of a table point at see no difference.
  private func isSameToTargets(_ one: Table, _ other: Table) -> Bool {
    let facets = [one, other].map { table in
      ChildFacet(
        table,
        isModeled: context.isModeled(table),
        isPivot: table.foreignKeys.count == 2 && context.pivot(table) != nil
      )
    }
    return facets[0] == facets[1]
  }

  private func addTargets(of table: Table, to affected: inout Set<ObjectID>) {
    for key in table.foreignKeys {
      if let target = schema.target(of: key) { affected.insert(target.id) }
    }
  }

  private func addUsers(of type: ObjectID, to affected: inout Set<ObjectID>, depth: Int) {
    for user in users[type] ?? [] where affected.insert(user).inserted && depth < 16 {
      if schema.domain(user) != nil { addUsers(of: user, to: &affected, depth: depth + 1) }
    }
  }

  // MARK: Models

  private mutating func remodel(_ affected: Set<ObjectID>) -> [ModelChange] {
    var changes: [ModelChange] = []
    for id in affected {
      let old = models[id]
      var new: Model?
      if let table = schema.table(id) {
        new = model(of: table, in: context)
      } else if let view = schema.views[id] {
        new = model(of: view, in: context)
      }
      guard old != new else { continue }
      models[id] = new
      changes.append(ModelChange(old: old, new: new))
    }
    return changes.sorted { ($0.className, $0.isGone ? 0 : 1) < ($1.className, $1.isGone ? 0 : 1) }
  }
}

extension LiveModels {
  /// Writes down the names given: a name that code was written against must not move later.
  ///
  /// Tables without a model of their own keep theirs too, lest another takes it.
  private mutating func pin(_ changes: [ModelChange], _ objects: [ObjectChange]) {
    for name in objects.compactMap({ $0.old?.modeledName }) where context.classes[name] == nil {
      context.options.pins.remove(table: name.description)
    }
    for name in objects.compactMap({ $0.new?.modeledName }) {
      if let given = context.classes[name] {
        context.options.pins.name(name.description, given)
      }
    }
    for change in changes {
      if let model = change.new {
        context.options.pins.record(model)
      } else if let model = change.old {
        context.options.pins.forgetRelations(of: model.tableName.description)
      }
    }
  }
}

extension SchemaObject {
  /// The name of what may get a class.
  fileprivate var modeledName: QualifiedName? {
    switch self {
    case .table(let table): table.name
    case .view(let view): view.name
    default: nil
    }
  }
}

extension ModelChange {
  fileprivate var className: String { new?.className ?? old?.className ?? "" }
  fileprivate var isGone: Bool { new == nil }
}
