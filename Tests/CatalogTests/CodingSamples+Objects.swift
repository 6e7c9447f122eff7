import Catalog
import SourceText

extension CodingSamples {
  static let check = CheckConstraint(
    name: "c",
    expression: text,
    isNoInherit: true,
    isInherited: true,
    source: source
  )
  static let keyIndex = Index(
    name: "i",
    isUnique: true,
    isConstraint: true,
    servesForeignKey: "f",
    parts: [part],
    included: ["b"],
    predicate: text,
    method: "gist",
    kind: .spatial,
    nullsNotDistinct: true,
    source: source
  )
  static let foreignKey = ForeignKey(
    name: "f",
    columns: ["a"],
    target: ForeignTarget(table: other, name: name, columns: ["id"]),
    onDelete: .setDefault,
    onUpdate: .restrict,
    source: source
  )
  static let tableColumn = Column(
    name: "price",
    type: columnType,
    isNullable: false,
    defaultValue: text,
    isAutoIncrement: true,
    generation: Generation(.stored, text),
    comment: "c",
    characterSet: "utf8mb4",
    collation: "utf8mb4_bin",
    updatesTimestamp: true,
    history: ColumnChange.Kind.allCases.map { ColumnChange($0, at: source, before: "text") }
  )

  static var wholeTable: Table {
    var table = Table(
      id: table,
      name: name,
      kind: .partition,
      columns: [tableColumn],
      source: source
    )
    table.comment = "c"
    table.primaryKey = PrimaryKey(name: "p", columns: ["id", "code"], prefixLengths: [nil, 8])
    table.indexes = [keyIndex]
    table.foreignKeys = [foreignKey]
    table.checks = [check]
    table.referencedBy = [other]
    table.parents = [other]
    table.isTemporary = true
    table.characterSet = "utf8mb4"
    table.collation = "utf8mb4_bin"
    table.engine = "InnoDB"
    table.isComplete = false
    table.mayHaveRows = true
    table.notNulls = [NotNullConstraint(name: "given", column: "id", isNoInherit: true)]
    table.storage = "PARTITION BY LIST (a)"
    table.bounds = "FOR VALUES IN (1)"
    table.changedBy = ["one", "database/migrations/2024_01.sql"]
    return table
  }

  static var wholeView: View {
    var view = View(
      id: other,
      name: name,
      isMaterialized: true,
      columns: [viewColumn],
      dependencies: [table],
      query: text,
      source: source
    )
    view.indexes = [keyIndex]
    view.comment = "c"
    view.isComplete = false
    return view
  }

  static var enumType: EnumType {
    var type = EnumType(id: table, name: name, labels: ["a", "b"], source: source)
    type.comment = "c"
    return type
  }

  static var wholeDomain: Domain {
    var domain = Domain(
      id: table,
      name: name,
      type: columnType,
      isNullable: false,
      defaultValue: text,
      checks: [check],
      source: source
    )
    domain.comment = "c"
    return domain
  }

  static var objects: [SchemaObject] {
    [
      .table(wholeTable), .view(wholeView), .enumType(enumType), .domain(wholeDomain),
      .opaqueType(
        OpaqueType(
          id: table,
          name: name,
          kind: .composite,
          attributes: [viewColumn],
          source: source
        )
      ),
      .sequence(
        Sequence(id: table, name: name, owner: other, ownerColumn: "id", source: source)
      ),
      .routine(wholeRoutine),
    ]
  }

  static let outcomes: [OperationOutcome] =
    [.applied, .skipped]
    + OperationFailure.Kind.allCases.map { .failed(OperationFailure($0, "m", object: "o")) }

  static let diagnostics = Severity.allCases.map {
    Diagnostic(DiagnosticCode(310), $0, "what is the case", at: source, tables: ["t"])
  }

  static var wholeRoutine: Routine {
    var routine = Routine(
      id: table,
      name: name,
      isProcedure: true,
      language: .compound,
      parameters: [parameter],
      returnsTrigger: true,
      body: text,
      source: source
    )
    routine.overloads = [RoutineText(signature: ["integer"], text: text)]
    return routine
  }
}
