import Catalog
import SourceText

extension Draft {
  func duplicateType(_ name: QualifiedName) -> Refusal {
    Refusal(.duplicateObject, "type \"\(name.name)\" already exists", object: name.name)
  }

  private func requireFreeType(_ name: QualifiedName) throws(Refusal) {
    if let schema = name.schema, dialect == .postgres, !hasSchema(schema) {
      try assume(schema: schema)
    }
    if lookUp(key(.type, name)) != nil { throw duplicateType(name) }
  }

  func createEnum(_ name: QualifiedName, labels: [String]) throws(Refusal) -> OperationOutcome {
    let name = creationName(name)
    try requireFreeType(name)
    let type = EnumType(id: newID(name), name: name, labels: labels, source: source)
    create(.enumType(type), in: .type)
    return .applied
  }

  func alterEnum(
    _ name: QualifiedName,
    _ action: EnumAction
  ) throws(Refusal) -> OperationOutcome {
    guard case .enumType(var type)? = findObject(.type, name) else {
      throw Refusal(.undefinedObject, "type \"\(name)\" does not exist", object: name.name)
    }
    func missing(_ label: String) -> Refusal {
      Refusal(
        .undefinedObject,
        "\"\(label)\" is not an existing enum label",
        object: label
      )
    }
    switch action {
    case .addValue(let label, let position, let ifNotExists):
      if type.labels.contains(label) {
        if ifNotExists { return .skipped }
        throw Refusal(
          .duplicateObject,
          "enum label \"\(label)\" already exists",
          object: label
        )
      }
      switch position {
      case .last: type.labels.append(label)
      case .before(let other):
        guard let slot = type.labels.firstIndex(of: other) else { throw missing(other) }
        type.labels.insert(label, at: slot)
      case .after(let other):
        guard let slot = type.labels.firstIndex(of: other) else { throw missing(other) }
        type.labels.insert(label, at: slot + 1)
      }
    case .renameValue(let label, let new):
      guard let slot = type.labels.firstIndex(of: label) else { throw missing(label) }
      if type.labels.contains(new) {
        throw Refusal(.duplicateObject, "enum label \"\(new)\" already exists", object: new)
      }
      type.labels[slot] = new
      renameDefaults(of: type.id, from: label, to: new)
    }
    write(.enumType(type))
    return .applied
  }

  /// Defaults hold the label by identity: they show its new name.
  private func renameDefaults(of type: ObjectID, from label: String, to new: String) {
    let prefix = quotedLiteral(label) + "::"
    for id in sortedByName(mentioners(of: .object(type))) {
      guard var table = table(id) else { continue }
      var isChanged = false
      for slot in table.columns.indices where table.columns[slot].type.object == type {
        guard let text = table.columns[slot].defaultValue?.text, text.hasPrefix(prefix) else {
          continue
        }
        let rest = text.dropFirst(prefix.count)
        table.columns[slot].defaultValue = SQLText(quotedLiteral(new) + "::" + rest)
        isChanged = true
      }
      if isChanged { write(table) }
    }
  }

  func createDomain(_ definition: DomainDefinition) throws(Refusal) -> OperationOutcome {
    let name = creationName(definition.name)
    try requireFreeType(name)
    var column = Column(name: name.name, type: ColumnType(""))
    let scratch = Table(id: ObjectID(raw: 0), name: name, source: source)
    try setType(definition.type, of: &column, in: scratch)
    var domain = Domain(
      id: newID(name),
      name: name,
      type: column.type,
      isNullable: definition.isNullable ?? true,
      defaultValue: catalogueDefault(definition.defaultValue, type: column.type),
      source: source
    )
    for check in definition.checks { addCheck(check, to: &domain) }
    create(.domain(domain), in: .type)
    return .applied
  }

  private func addCheck(_ definition: ConstraintDefinition, to domain: inout Domain) {
    switch definition.kind {
    case .check(let expression):
      let name = definition.name ?? freeDomainCheckName(domain)
      domain.checks.append(
        CheckConstraint(name: name, expression: expression, source: place(definition.span))
      )
    case .notNull: domain.isNullable = false
    default: break
    }
  }

  private func freeDomainCheckName(_ domain: Domain) -> String {
    var pass = 0
    while true {
      let name = postgresObjectName(
        domain.name.name,
        nil,
        "check" + (pass == 0 ? "" : String(pass))
      )
      if !domain.checks.contains(where: { $0.name == name }) { return name }
      pass += 1
    }
  }

  func alterDomain(
    _ name: QualifiedName,
    _ action: DomainAction
  ) throws(Refusal) -> OperationOutcome {
    guard case .domain(var domain)? = findObject(.type, name) else {
      throw Refusal(.undefinedObject, "type \"\(name)\" does not exist", object: name.name)
    }
    switch action {
    case .setDefault(let value):
      domain.defaultValue = catalogueDefault(value, type: domain.type)
    case .setNotNull: domain.isNullable = false
    case .dropNotNull: domain.isNullable = true
    case .addConstraint(let definition): addCheck(definition, to: &domain)
    case .dropConstraint(let check, let ifExists):
      guard let slot = domain.checks.firstIndex(where: { $0.name == check }) else {
        if ifExists { return .skipped }
        throw Refusal(
          .undefinedObject,
          "constraint \"\(check)\" of domain \"\(name)\" does not exist",
          object: check
        )
      }
      domain.checks.remove(at: slot)
    case .renameConstraint(let check, let new):
      guard let slot = domain.checks.firstIndex(where: { $0.name == check }) else {
        throw Refusal(
          .undefinedObject,
          "constraint \"\(check)\" of domain \"\(name)\" does not exist",
          object: check
        )
      }
      domain.checks[slot].name = new
    }
    write(.domain(domain))
    return .applied
  }

  func createType(
    _ name: QualifiedName,
    _ kind: OpaqueType.Kind,
    attributes: [ColumnDefinition]
  ) throws(Refusal) -> OperationOutcome {
    let name = creationName(name)
    try requireFreeType(name)
    var columns: [ViewColumn] = []
    let scratch = Table(id: ObjectID(raw: 0), name: name, source: source)
    for attribute in attributes {
      var column = Column(name: attribute.name, type: ColumnType(""))
      try setType(attribute.type, of: &column, in: scratch)
      columns.append(ViewColumn(attribute.name, type: column.type))
    }
    create(
      .opaqueType(
        OpaqueType(id: newID(name), name: name, kind: kind, attributes: columns, source: source)
      ),
      in: .type
    )
    return .applied
  }

  // MARK: Sequences

  func createSequence(
    _ name: QualifiedName,
    ifNotExists: Bool,
    ownedBy owner: QualifiedName?,
    column: String?
  ) throws(Refusal) -> OperationOutcome {
    let name = creationName(name)
    if lookUp(key(.relation, name)) != nil {
      if ifNotExists { return .skipped }
      throw duplicateTable(name)
    }
    var sequence = Sequence(id: newID(name), name: name, source: source)
    if let owner {
      sequence.owner = try requireTable(owner).id
      sequence.ownerColumn = column
    }
    create(.sequence(sequence), in: .relation)
    return .applied
  }

  func ownSequence(
    _ name: QualifiedName,
    by owner: QualifiedName?,
    column: String?
  ) throws(Refusal) -> OperationOutcome {
    guard var sequence = findSequence(name) else { throw undefinedTable(name) }
    sequence.owner = nil
    sequence.ownerColumn = nil
    if let owner {
      sequence.owner = try requireTable(owner).id
      sequence.ownerColumn = column
    }
    write(.sequence(sequence))
    return .applied
  }
}
