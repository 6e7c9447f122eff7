import Catalog
import SourceText

/// Values with every field away from its default, so that a field that is not written is noticed.
enum CodingSamples {
  static let table = ObjectID(migration: 0, ordinal: 3)
  static let other = ObjectID(migration: 1, ordinal: 4_000_000_000)
  static let name = QualifiedName("zähler", schema: "öffentlich")
  static let text = SQLText("'a rather long text, in SQL, with \u{0} and é and e\u{301}'")
  static let source = SourceReference(file: "database/migrations/2024_01.sql", line: 12, column: 7)

  static let typeName = TypeName(
    "decimal",
    arguments: ["10", "2"],
    schema: "app",
    dimensions: 2,
    isUnsigned: true,
    isZerofill: true,
    isQuoted: true,
    characterSet: "utf8mb4",
    collation: "utf8mb4_bin",
    spelling: "DECIMAL(10, 2) UNSIGNED"
  )
  static let columnType = ColumnType("mood", object: table, dimensions: 1)
  static let viewColumn = {
    var column = ViewColumn("total", type: columnType, isNullable: false)
    column.defaultValue = text
    column.comment = "of it all"
    return column
  }()
  static let part = IndexPart(
    "lower(name)",
    isExpression: true,
    prefixLength: 10,
    isDescending: true,
    operatorClass: "gin_trgm_ops",
    exclusion: "="
  )
  static let details = IndexDetails(
    parts: [part],
    included: ["b"],
    predicate: text,
    method: "gin",
    nullsNotDistinct: true
  )
  static let reference = ReferenceClause(
    table: name,
    columns: ["id"],
    onDelete: .setNull,
    onUpdate: .cascade
  )
  static let constraintKinds: [ConstraintDefinition.Kind] = [
    .primaryKey(details), .unique(details), .foreignKey(columns: ["a"], reference), .check(text),
    .exclude(details), .usingIndex("by_name", isPrimaryKey: true), .notNull(column: "a"),
  ]
  static let constraints = constraintKinds.map {
    ConstraintDefinition(
      name: "c",
      $0,
      indexName: "i",
      ifNotExists: true,
      isNoInherit: true,
      span: ByteSpan(4, 90_000)
    )
  }
  static let index = IndexDefinition(
    name: "i",
    isUnique: true,
    kind: .fulltext,
    details: details,
    ifNotExists: true,
    span: ByteSpan(1, 2)
  )
  static let positions: [ColumnPosition] = [.last, .first, .after("id")]

  static func column(_ position: ColumnPosition) -> ColumnDefinition {
    var column = ColumnDefinition(name: "price", type: typeName, span: ByteSpan(5, 17))
    column.isNullable = false
    column.defaultValue = text
    column.identity = .byDefault
    column.isAutoIncrement = true
    column.generation = text
    column.generationKind = .virtual
    column.updatesTimestamp = true
    column.comment = "what it costs"
    column.position = position
    column.constraints = constraints
    return column
  }

  static let columns = positions.map(column)

  static var options: TableOptions {
    var options = TableOptions()
    options.comment = "c"
    options.engine = "InnoDB"
    options.characterSet = "utf8mb4"
    options.collation = "utf8mb4_bin"
    options.isStrict = true
    options.isWithoutRowID = true
    return options
  }

  static var definition: TableDefinition {
    var definition = TableDefinition(name: name, elements: columns.map { .column($0) })
    definition.elements += constraints.map { .constraint($0) }
    definition.elements.append(.index(index))
    definition.elements.append(
      .like(LikeClause(table: name, including: Set(LikeClause.Part.allCases.dropFirst(2))))
    )
    definition.ifNotExists = true
    definition.orReplace = true
    definition.isTemporary = true
    definition.kind = .partitioned
    definition.inherits = [name]
    definition.partitionOf = name
    definition.options = options
    definition.queryColumns = [viewColumn]
    definition.storage = "STRICT"
    definition.bounds = "DEFAULT"
    return definition
  }

  static let actions: [TableAction] = [
    .addColumn(columns[0], ifNotExists: true),
    .dropColumn("a", ifExists: true, cascade: true),
    .renameColumn("a", to: "b", ifExists: true), .modifyColumn(columns[1], ifExists: true),
    .changeColumn("a", columns[2], ifExists: true),
    .setType(column: "a", typeName, using: text, collation: "C"),
    .setDefault(column: "a", text), .dropDefault(column: "a"), .setNotNull(column: "a"),
    .dropNotNull(column: "a"), .setGenerated(column: "a", text),
    .dropExpression(column: "a", ifExists: true), .addIdentity(column: "a", .always),
    .dropIdentity(column: "a", ifExists: true), .addConstraint(constraints[0]),
    .dropConstraint("c", ifExists: true, cascade: true), .dropPrimaryKey,
    .dropForeignKey("f", ifExists: true), .dropCheck("c", ifExists: true),
    .renameConstraint("a", to: "b"), .setInheritance(constraint: "c", isNoInherit: true),
    .addIndex(index), .dropIndex("i", ifExists: true),
    .renameIndex("i", to: "j"), .rename(to: name), .setSchema("s"), .setOptions(options),
    .convert(characterSet: "utf8", collation: "utf8_bin"),
    .attachPartition(name, bounds: "DEFAULT"),
    .detachPartition(name), .inherit(name), .noInherit(name), .ignored, .unknown("ALTER what"),
  ]
  static let enumActions: [EnumAction] = [
    .addValue("a", position: .last, ifNotExists: true),
    .addValue("b", position: .before("a"), ifNotExists: false),
    .addValue("c", position: .after("a"), ifNotExists: false), .renameValue("a", to: "z"),
  ]
  static let domainActions: [DomainAction] = [
    .setDefault(nil), .setDefault(text), .setNotNull, .dropNotNull,
    .addConstraint(constraints[3]), .dropConstraint("c", ifExists: true),
    .renameConstraint("c", to: "d"),
  ]
  static let sessionSettings: [SessionSetting] = [
    .searchPath(["a", "b"]), .database("shop"), .foreignKeyChecks(true), .legacyAlterTable(true),
    .sqlMode("ANSI_QUOTES"), .explicitDefaultsForTimestamp(true),
  ]

  static var view: ViewDefinition {
    var view = ViewDefinition(name: name, query: text)
    view.isMaterialized = true
    view.orReplace = true
    view.ifNotExists = true
    view.isTemporary = true
    view.columns = [viewColumn]
    view.dependencies = [name]
    return view
  }

  static var domain: DomainDefinition {
    var domain = DomainDefinition(name: name, type: typeName)
    domain.isNullable = false
    domain.defaultValue = text
    domain.checks = constraints
    return domain
  }

  static var routine: RoutineDefinition {
    var routine = RoutineDefinition(
      name: name,
      isProcedure: true,
      language: .plpgsql,
      body: text,
      bodySource: source
    )
    routine.orReplace = true
    routine.ifNotExists = true
    routine.parameters = [parameter]
    routine.returnsTrigger = true
    routine.definition = text
    return routine
  }

  static let parameter = RoutineParameter(
    name: "p",
    type: typeName,
    defaultValue: text,
    isOutput: true
  )

  static var operations: [SchemaOperation] {
    [
      .createTable(definition),
      .alterTable(
        AlterTable(
          name: name,
          ifExists: true,
          isOnly: true,
          actions: actions,
          spans: [ByteSpan(3, 4)]
        )
      ),
      .renameTables([Renaming(from: name, to: QualifiedName("b"))]),
      .drop(DropStatement(.view, [name], ifExists: true, cascade: true, table: name)),
      .createIndex(CreateIndex(table: name, isOnly: true, index: index)),
      .renameIndex(name, to: "j", ifExists: true), .createView(view),
      .rename(.sequence, name, to: "b", ifExists: true),
      .setSchema(.type, name, to: "s", ifExists: true),
      .createEnum(name, labels: ["a", "b"]),
      .createDomain(domain), .createType(name, .range, attributes: columns),
      .createSequence(name, ifNotExists: true, ownedBy: name, column: "id"),
      .ownSequence(name, by: name, column: "id"), .createSchema("s", ifNotExists: true),
      .renameSchema("s", to: "t"),
      .comment(CommentStatement(kind: .table, name: name, column: "a", text: "t")),
      .createRoutine(routine), .markIncomplete(tables: [name]), .noteRows(name),
    ] + enumActions.map { .alterEnum(name, $0) } + domainActions.map { .alterDomain(name, $0) }
      + sessionSettings.map { .session($0) }
  }
}
