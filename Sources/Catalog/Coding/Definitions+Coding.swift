extension ReferentialAction: BinaryCase {}
extension IdentityKind: BinaryCase {}
extension GenerationKind: BinaryCase {}
extension Index.Kind: BinaryCase {}
extension Table.Kind: BinaryCase {}
extension LikeClause.Part: BinaryCase {}

extension ColumnPosition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .last: writer.put(case: 0)
    case .first: writer.put(case: 1)
    case .after(let name): writer.put(case: 2, name)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .last
    case 1: self = .first
    case 2: self = .after(try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension ReferenceClause: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(table, columns, onDelete, onUpdate)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      table: try reader.read(),
      columns: try reader.read(),
      onDelete: try reader.read(),
      onUpdate: try reader.read()
    )
  }
}

extension ColumnDefinition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, type, span, isNullable, defaultValue, identity, isAutoIncrement, generation)
    writer.put(generationKind, updatesTimestamp, comment, position, constraints)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(name: try reader.read(), type: try reader.read(), span: try reader.read())
    isNullable = try reader.read()
    defaultValue = try reader.read()
    identity = try reader.read()
    isAutoIncrement = try reader.read()
    generation = try reader.read()
    generationKind = try reader.read()
    updatesTimestamp = try reader.read()
    comment = try reader.read()
    position = try reader.read()
    constraints = try reader.read()
  }
}

extension ConstraintDefinition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, kind, indexName, ifNotExists, isNoInherit, span)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      try reader.read(),
      indexName: try reader.read(),
      ifNotExists: try reader.read(),
      isNoInherit: try reader.read(),
      span: try reader.read()
    )
  }
}

extension ConstraintDefinition.Kind: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .primaryKey(let details): writer.put(case: 0, details)
    case .unique(let details): writer.put(case: 1, details)
    case .foreignKey(let columns, let reference): writer.put(case: 2, columns, reference)
    case .check(let text): writer.put(case: 3, text)
    case .exclude(let details): writer.put(case: 4, details)
    case .usingIndex(let name, let isPrimaryKey): writer.put(case: 5, name, isPrimaryKey)
    case .notNull(let column): writer.put(case: 6, column)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .primaryKey(try reader.read())
    case 1: self = .unique(try reader.read())
    case 2: self = .foreignKey(columns: try reader.read(), try reader.read())
    case 3: self = .check(try reader.read())
    case 4: self = .exclude(try reader.read())
    case 5: self = .usingIndex(try reader.read(), isPrimaryKey: try reader.read())
    case 6: self = .notNull(column: try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension IndexPart: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(text, isExpression, prefixLength, isDescending, operatorClass, exclusion)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      try reader.read(),
      isExpression: try reader.read(),
      prefixLength: try reader.read(),
      isDescending: try reader.read(),
      operatorClass: try reader.read(),
      exclusion: try reader.read()
    )
  }
}

extension IndexDetails: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(parts, included, predicate, method, nullsNotDistinct)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      parts: try reader.read(),
      included: try reader.read(),
      predicate: try reader.read(),
      method: try reader.read(),
      nullsNotDistinct: try reader.read()
    )
  }
}

extension IndexDefinition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, isUnique, kind, details, ifNotExists, span)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      isUnique: try reader.read(),
      kind: try reader.read(),
      details: try reader.read(),
      ifNotExists: try reader.read(),
      span: try reader.read()
    )
  }
}

extension LikeClause: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    // In the order of the cases, so that equal clauses have equal bytes.
    writer.put(table, Part.allCases.filter(including.contains))
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let table: QualifiedName = try reader.read()
    self.init(table: table, including: Set(try [Part](from: &reader)))
  }
}

extension TableOptions: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(comment, engine, characterSet, collation, isStrict, isWithoutRowID)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init()
    comment = try reader.read()
    engine = try reader.read()
    characterSet = try reader.read()
    collation = try reader.read()
    isStrict = try reader.read()
    isWithoutRowID = try reader.read()
  }
}

extension TableDefinition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, elements, ifNotExists, orReplace, isTemporary, kind, inherits)
    writer.put(partitionOf, options, queryColumns, storage, bounds)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(name: try reader.read(), elements: try reader.read())
    ifNotExists = try reader.read()
    orReplace = try reader.read()
    isTemporary = try reader.read()
    kind = try reader.read()
    inherits = try reader.read()
    partitionOf = try reader.read()
    options = try reader.read()
    queryColumns = try reader.read()
    storage = try reader.read()
    bounds = try reader.read()
  }
}

extension TableDefinition.Element: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .column(let column): writer.put(case: 0, column)
    case .constraint(let constraint): writer.put(case: 1, constraint)
    case .index(let index): writer.put(case: 2, index)
    case .like(let clause): writer.put(case: 3, clause)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .column(try reader.read())
    case 1: self = .constraint(try reader.read())
    case 2: self = .index(try reader.read())
    case 3: self = .like(try reader.read())
    default: throw MalformedBytes()
    }
  }
}
