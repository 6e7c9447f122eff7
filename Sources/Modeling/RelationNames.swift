import Catalog

/// The relations of one table with names that are free: no column, no member of the framework's
/// model, no other relation has them.
struct RelationNames {
  let table: Table
  let context: ModelContext
  private var taken: Set<String>
  private var found: [Relation] = []

  private let pinned: [String: String]
  /// The pinned names, which nothing else may take.
  private let kept: Set<String>

  init(table: Table, context: ModelContext) {
    self.table = table
    self.context = context
    taken = Set(table.columns.map { $0.name.lowercased() })
    pinned = context.options.pins.relations[table.name.description] ?? [:]
    kept = Set(pinned.values.map { $0.lowercased() })
  }

  mutating func all(className: String) -> [Relation] {
    addOwners()
    addMorphs()
    addDependents(className)
    addPivots(className)
    return found.sorted { ($0.kind.rawValue, $0.name) < ($1.kind.rawValue, $1.name) }
  }

  /// The name it had before, else the first candidate that is free, then the last one with
  /// `Relation` behind, then numbers.
  private mutating func name(_ candidates: [String], _ identity: String) -> String {
    let last = candidates.last ?? "related"
    let before = pinned[identity].map { [camel($0)] } ?? []
    let wanted = before + candidates.filter { !kept.contains($0.lowercased()) }
    let numbered = (1...99).lazy.map { last + "Relation" + ($0 == 1 ? "" : String($0)) }
    let name = wanted.first(where: isFree) ?? numbered.first(where: isFree) ?? last + "Relation"
    taken.insert(name.lowercased())
    return name
  }

  private func isFree(_ name: String) -> Bool {
    let lower = name.lowercased()
    return !name.isEmpty && name.first?.isNumber != true && !taken.contains(lower)
      && !reservedMembers.contains(lower)
  }

  // MARK: belongsTo

  private mutating func addOwners() {
    for key in table.foreignKeys where key.columns.count == 1 && key.target.columns.count == 1 {
      guard let target = context.schema.target(of: key),
        let targetClass = context.className(of: target), let column = key.columns.first,
        let owner = key.target.columns.first
      else { continue }
      let isSoft = target.column("deleted_at") != nil
      let identity = "belongsTo " + column + " " + target.name.description
      let name = name([camel(base(column, owner)), camel(targetClass)], identity)
      found.append(
        Relation(
          kind: .belongsTo,
          name: name,
          target: targetClass,
          foreignKey: column,
          ownerKey: owner == context.keyName(of: target) ? nil : owner,
          isNullable: (table.column(column)?.isNullable ?? true) || isSoft,
          defaultForeignKey: snake(name) + "_" + owner,
          identity: identity
        )
      )
    }
  }

  // MARK: morphTo

  private mutating func addMorphs() {
    for column in table.columns where column.name.hasSuffix("_type") {
      let base = String(column.name.dropLast("_type".count))
      guard !base.isEmpty, let id = table.column(base + "_id"),
        holdsClassName(column), isMorphIndexed(base),
        !table.foreignKeys.contains(where: { $0.columns == [id.name] })
      else { continue }
      found.append(
        Relation(
          kind: .morphTo,
          name: name([camel(base)], "morphTo " + base),
          target: "",
          foreignKey: base,
          isNullable: id.isNullable || column.isNullable,
          defaultForeignKey: base,
          identity: "morphTo " + base
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

  private mutating func addDependents(_ className: String) {
    for id in table.referencedBy {
      guard let child = context.schema.table(id), let childClass = context.className(of: child),
        !child.isPartition, context.pivot(child)?.isPure != true
      else { continue }
      let keys = child.foreignKeys.filter { key in
        key.columns.count == 1 && context.schema.target(of: key)?.id == table.id
      }
      for key in keys {
        guard let column = key.columns.first, let owner = key.target.columns.first else { continue }
        addDependent(child, childClass, column, owner, isOnly: keys.count == 1, className)
      }
    }
  }

  private mutating func addDependent(
    _ child: Table,
    _ childClass: String,
    _ column: String,
    _ owner: String,
    isOnly: Bool,
    _ className: String
  ) {
    let base = base(column, owner)
    let isOne = isUnique(child, column)
    let plain = camel(isOne ? childClass : pluralStudly(childClass))
    let qualified = plain + "As" + studly(base)
    let isSelf = child.id == table.id
    let isPlain = isOnly || snake(base) == snake(className)
    var candidates = isPlain ? [plain, qualified] : [qualified]
    if isSelf { candidates = base == "parent" && !isOne ? ["children", qualified] : [qualified] }
    let identity = "has " + child.name.description + "." + column
    found.append(
      Relation(
        kind: isOne ? .hasOne : .hasMany,
        name: name(candidates, identity),
        target: childClass,
        foreignKey: column,
        ownerKey: owner == context.keyName(of: table) ? nil : owner,
        isNullable: isOne,
        defaultForeignKey: snake(className) + "_" + context.keyName(of: table),
        identity: identity
      )
    )
  }

  private func isUnique(_ table: Table, _ column: String) -> Bool {
    table.primaryKey?.columns == [column] || table.uniqueColumns.contains([column])
  }

  // MARK: belongsToMany

  private mutating func addPivots(_ className: String) {
    for id in table.referencedBy {
      guard let joining = context.schema.table(id), let pivot = context.pivot(joining) else {
        continue
      }
      for (near, far) in [(pivot.keys.0, pivot.keys.1), (pivot.keys.1, pivot.keys.0)] {
        guard context.schema.target(of: near)?.id == table.id,
          let target = context.schema.target(of: far),
          let targetClass = context.className(of: target)
        else { continue }
        addPivot(pivot, near, far, target, targetClass, className)
      }
    }
  }

  private mutating func addPivot(
    _ pivot: Pivot,
    _ near: ForeignKey,
    _ far: ForeignKey,
    _ target: Table,
    _ targetClass: String,
    _ className: String
  ) {
    guard let nearColumn = near.columns.first, let farColumn = far.columns.first,
      let farOwner = far.target.columns.first
    else { return }
    let plain = camel(pluralStudly(targetClass))
    let byBase = camel(pluralStudly(studly(base(farColumn, farOwner))))
    let through = plain + "Via" + studly(pivot.table.name.name)
    let candidates = target.id == table.id ? [byBase, through] : [plain, byBase, through]
    let identity =
      "belongsToMany " + pivot.table.name.description + "." + nearColumn + " " + farColumn
    found.append(
      Relation(
        kind: .belongsToMany,
        name: name(candidates, identity),
        target: targetClass,
        foreignKey: nearColumn,
        isNullable: false,
        pivot: PivotLink(
          table: tableReference(pivot.table.name),
          defaultTable: joiningTable(className, targetClass),
          relatedKey: farColumn,
          defaultRelatedKey: snake(targetClass) + "_" + context.keyName(of: target),
          payload: pivot.payload,
          hasTimestamps: pivot.hasTimestamps,
          className: pivot.isPure ? nil : context.className(of: pivot.table)
        ),
        defaultForeignKey: snake(className) + "_" + context.keyName(of: table),
        identity: identity
      )
    )
  }
}

/// What a foreign key's column says without the part that names the key: `author_id` as `author`.
func base(_ column: String, _ owner: String) -> String {
  if column.hasSuffix("_" + owner), column.count > owner.count + 1 {
    return String(column.dropLast(owner.count + 1))
  }
  for ending in ["_id", "_uuid", "_ulid", "Id", "_fk", "_code"]
  where column.hasSuffix(ending) && column.count > ending.count {
    return String(column.dropLast(ending.count))
  }
  for start in ["id_", "fk_"] where column.hasPrefix(start) && column.count > start.count {
    return String(column.dropFirst(start.count))
  }
  return column
}
