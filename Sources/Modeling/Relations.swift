import Catalog
import SourceText

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
    defaultKey = String(joining: snake(className), "_", context.keyName(of: table))
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
    let keys = table.foreignKeys
    for slot in keys.indices {
      guard keys[slot].columns.count == 1, keys[slot].target.columns.count == 1,
        let target = context.schema.target(of: keys[slot]),
        let targetClass = context.className(of: target)
      else { continue }
      addOwner(keys[slot].columns[0], keys[slot].target.columns[0], target, targetClass)
    }
  }

  private mutating func addOwner(
    _ column: String,
    _ owner: String,
    _ target: Table,
    _ targetClass: String
  ) {
    let identity = String(joining: "belongsTo ", column, " ", target.name.description)
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
        defaultForeignKey: String(joining: snake(name), "_", owner),
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
    let keys = child.foreignKeys
    let slots = keys.indices.filter { slot in
      keys[slot].columns.count == 1
        && table.id == (keys[slot].target.table ?? context.schema.target(of: keys[slot])?.id)
    }
    for slot in slots {
      guard let owner = keys[slot].target.columns.first else { continue }
      addDependent(child, childClass, keys[slot].columns[0], owner, isOnly: slots.count == 1)
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
    let identity = String(joining: "has ", child.name.description, ".", column)
    let name = names.name(identity) { place in
      switch (place, first) {
      case (0, let first?): first
      case (0, nil), (1, _?): String(joining: plain, "As", studly(base))
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
  let bytes = column.utf8
  let head = bytes.count - owner.utf8.count
  if head > 1, column.utf8.span[head - 1] == 0x5F, column.hasSuffix(owner) {
    return String(Substring(bytes.prefix(head - 1)))
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
