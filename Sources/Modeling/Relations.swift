import Catalog

/// The relations of a table, sorted by kind and name.
func relations(
  of table: Table,
  _ className: String,
  in context: ModelContext
) -> [Relation] {
  var relations = Relations(of: table, className, in: context)
  relations.addOwners()
  relations.addMorphs()
  relations.addPivots(relations.addDependents())
  return relations.sorted
}

/// The relations of one table as they are found; those found first choose their names first.
private struct Relations: ~Copyable {
  private let table: Table
  private let className: String
  private let context: ModelContext
  /// What the framework takes for a foreign key that points here.
  private let defaultKey: String
  private var names: RelationNames
  private var found: [Relation] = []

  init(of table: Table, _ className: String, in context: ModelContext) {
    self.table = table
    self.className = className
    self.context = context
    defaultKey = snake(className) + "_" + context.keyName(of: table)
    names = RelationNames(
      of: table,
      pinned: context.options.pins.relations[table.name.description] ?? [:]
    )
  }

  /// Relations are large: what is sorted are their places.
  var sorted: [Relation] {
    let places = found.indices.sorted { left, right in
      found[left].kind == found[right].kind
        ? found[left].name < found[right].name
        : found[left].kind.rawValue < found[right].kind.rawValue
    }
    return places.elementsEqual(found.indices) ? found : places.map { found[$0] }
  }

  // MARK: belongsTo

  mutating func addOwners() {
    for slot in table.foreignKeys.indices {
      let key = table.foreignKeys[slot]
      guard key.columns.count == 1, key.target.columns.count == 1,
        let target = context.schema.target(of: key),
        let targetClass = context.className(of: target)
      else { continue }
      addOwner(key.columns[0], key.target.columns[0], target, targetClass)
    }
  }

  private mutating func addOwner(
    _ column: String,
    _ owner: String,
    _ target: Table,
    _ targetClass: String
  ) {
    let identity = "belongsTo \(column) \(target.name.description)"
    let name = names.name(identity) { place in
      switch place {
      case 0: camel(base(column, owner))
      case 1: camel(targetClass)
      default: nil
      }
    }
    let isNullable = table.columns.firstIndex(named: column).map { table.columns[$0].isNullable }
    found.append(
      Relation(
        kind: .belongsTo,
        name: name,
        target: targetClass,
        foreignKey: column,
        ownerKey: owner == context.keyName(of: target) ? nil : owner,
        isNullable: (isNullable ?? true) || target.hasColumn("deleted_at"),
        defaultForeignKey: snake(name) + "_" + owner,
        identity: identity
      )
    )
  }

  // MARK: morphTo

  mutating func addMorphs() {
    for column in table.columns where column.name.hasSuffix("_type") {
      let base = String(Substring(column.name.utf8.dropLast("_type".utf8.count)))
      guard !base.isEmpty, let id = table.columns.firstIndex(named: base + "_id"),
        holdsClassName(column), isMorphIndexed(base),
        !table.foreignKeys.contains(where: { $0.columns == [base + "_id"] })
      else { continue }
      let identity = "morphTo " + base
      found.append(
        Relation(
          kind: .morphTo,
          name: names.name(identity) { $0 == 0 ? camel(base) : nil },
          target: "",
          foreignKey: base,
          isNullable: table.columns[id].isNullable || column.isNullable,
          defaultForeignKey: base,
          identity: identity
        )
      )
    }
  }

  /// A column of numbers called `_type` numbers something else.
  private func holdsClassName(_ column: Column) -> Bool {
    switch family(of: column, in: context.schema) {
    case .string, .enumeration: true
    default: false
    }
  }

  /// Laravel's `morphs()` always makes an index or key on the pair.
  private func isMorphIndexed(_ base: String) -> Bool {
    let pair: Set = [base + "_type", base + "_id"]
    return table.indexes.contains { index in
      index.plainColumns.map { Set($0.prefix(2)) == pair } ?? false
    } || Set(table.primaryKey?.columns ?? []).isSuperset(of: pair)
  }

  // MARK: hasOne, hasMany

  /// The pivots among the tables that point here, which get relations after all others.
  mutating func addDependents() -> [Pivot] {
    var pivots: [Pivot] = []
    for id in table.referencedBy {
      guard let child = context.schema.table(id) else { continue }
      let pivot = context.pivot(child)
      if let pivot { pivots.append(pivot) }
      if pivot?.isPure != true { addDependents(child) }
    }
    return pivots
  }

  private mutating func addDependents(_ child: Table) {
    guard !child.isPartition, let childClass = context.className(of: child) else { return }
    let keys = child.foreignKeys.indices.filter { slot in
      child.foreignKeys[slot].columns.count == 1
        && table.id
          == (child.foreignKeys[slot].target.table
            ?? context.schema.target(of: child.foreignKeys[slot])?.id)
    }
    for slot in keys {
      guard let owner = child.foreignKeys[slot].target.columns.first else { continue }
      let column = child.foreignKeys[slot].columns[0]
      addDependent(child, childClass, column, owner, isOnly: keys.count == 1)
    }
  }

  private mutating func addDependent(
    _ child: Table,
    _ childClass: String,
    _ column: String,
    _ owner: String,
    isOnly: Bool
  ) {
    let base = base(column, owner)
    let isOne =
      child.primaryKey?.columns == [column]
      || child.hasUnique { $0.count == 1 && $0.first == column }
    let plain = camel(isOne ? childClass : pluralStudly(childClass))
    var first: String? = isOnly || snake(base) == snake(className) ? plain : nil
    if child.id == table.id { first = base == "parent" && !isOne ? "children" : nil }
    let identity = "has \(child.name.description).\(column)"
    let name = names.name(identity) { place in
      switch (place, first) {
      case (0, let first?): first
      case (0, nil), (1, _?): plain + "As" + studly(base)
      default: nil
      }
    }
    found.append(
      Relation(
        kind: isOne ? .hasOne : .hasMany,
        name: name,
        target: childClass,
        foreignKey: column,
        ownerKey: owner == context.keyName(of: table) ? nil : owner,
        isNullable: isOne,
        defaultForeignKey: defaultKey,
        identity: identity
      )
    )
  }

  // MARK: belongsToMany

  mutating func addPivots(_ pivots: [Pivot]) {
    for pivot in pivots {
      for (near, far) in [(pivot.keys.0, pivot.keys.1), (pivot.keys.1, pivot.keys.0)] {
        guard context.schema.target(of: near)?.id == table.id,
          let target = context.schema.target(of: far),
          let targetClass = context.className(of: target)
        else { continue }
        addPivot(pivot, near, far, target, targetClass)
      }
    }
  }

  private mutating func addPivot(
    _ pivot: Pivot,
    _ near: ForeignKey,
    _ far: ForeignKey,
    _ target: Table,
    _ targetClass: String
  ) {
    guard let nearColumn = near.columns.first, let farColumn = far.columns.first,
      let farOwner = far.target.columns.first
    else { return }
    let pivotName = pivot.table.name
    let plain = camel(pluralStudly(targetClass))
    let byBase = camel(pluralStudly(studly(base(farColumn, farOwner))))
    let through = plain + "Via" + studly(pivotName.name)
    let candidates = target.id == table.id ? [byBase, through] : [plain, byBase, through]
    let identity = "belongsToMany \(pivotName.description).\(nearColumn) \(farColumn)"
    found.append(
      Relation(
        kind: .belongsToMany,
        name: names.name(identity) { $0 < candidates.count ? candidates[$0] : nil },
        target: targetClass,
        foreignKey: nearColumn,
        isNullable: false,
        pivot: PivotLink(
          table: tableReference(pivotName),
          defaultTable: joiningTable(className, targetClass),
          relatedKey: farColumn,
          defaultRelatedKey: snake(targetClass) + "_" + context.keyName(of: target),
          payload: pivot.payload,
          hasTimestamps: pivot.hasTimestamps,
          className: pivot.isPure ? nil : context.className(of: pivot.table)
        ),
        defaultForeignKey: defaultKey,
        identity: identity
      )
    )
  }
}

/// What a foreign key's column says without the part that names the key: `author_id` as `author`.
func base(_ column: String, _ owner: String) -> String {
  let head = column.utf8.dropLast(owner.utf8.count)
  if head.last == 0x5F, head.count > 1, column.hasSuffix(owner) {
    return String(Substring(head.dropLast()))
  }
  for ending in ["_id", "_uuid", "_ulid", "Id", "_fk", "_code"] {
    let head = column.utf8.dropLast(ending.utf8.count)
    if !head.isEmpty, column.hasSuffix(ending) { return String(Substring(head)) }
  }
  for start in ["id_", "fk_"] {
    let rest = column.utf8.dropFirst(start.utf8.count)
    if !rest.isEmpty, column.hasPrefix(start) { return String(Substring(rest)) }
  }
  return column
}
