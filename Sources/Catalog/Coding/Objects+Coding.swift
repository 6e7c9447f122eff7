extension ColumnChange.Kind: BinaryCase {}
extension OperationFailure.Kind: BinaryCase {}

extension ColumnChange: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(kind, source, before) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(try reader.read(), at: try reader.read(), before: try reader.read())
  }
}

extension Generation: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(kind, expression) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(try reader.read(), try reader.read())
  }
}

extension Column: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, type, isNullable, defaultValue, isAutoIncrement, generation, comment)
    writer.put(characterSet, collation, updatesTimestamp, history)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      type: try reader.read(),
      isNullable: try reader.read(),
      defaultValue: try reader.read(),
      isAutoIncrement: try reader.read(),
      generation: try reader.read(),
      comment: try reader.read(),
      characterSet: try reader.read(),
      collation: try reader.read(),
      updatesTimestamp: try reader.read(),
      history: try reader.read()
    )
  }
}

extension PrimaryKey: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(name, columns, prefixLengths) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      columns: try reader.read(),
      prefixLengths: try reader.read()
    )
  }
}

extension Index: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, isUnique, isConstraint, servesForeignKey, parts, included, predicate)
    writer.put(method, kind, nullsNotDistinct, source)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      isUnique: try reader.read(),
      isConstraint: try reader.read(),
      servesForeignKey: try reader.read(),
      parts: try reader.read(),
      included: try reader.read(),
      predicate: try reader.read(),
      method: try reader.read(),
      kind: try reader.read(),
      nullsNotDistinct: try reader.read(),
      source: try reader.read()
    )
  }
}

extension ForeignTarget: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(table, name, columns) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(table: try reader.read(), name: try reader.read(), columns: try reader.read())
  }
}

extension ForeignKey: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, columns, target, onDelete, onUpdate, source)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      columns: try reader.read(),
      target: try reader.read(),
      onDelete: try reader.read(),
      onUpdate: try reader.read(),
      source: try reader.read()
    )
  }
}

extension CheckConstraint: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, expression, isNoInherit, isInherited, source)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      expression: try reader.read(),
      isNoInherit: try reader.read(),
      isInherited: try reader.read(),
      source: try reader.read()
    )
  }
}

extension Table: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(id, name, kind, columns, source, comment, primaryKey, indexes, foreignKeys)
    writer.put(checks, referencedBy, parents, isTemporary, characterSet, collation, engine)
    writer.put(isComplete, mayHaveRows, changedBy, notNulls, storage, bounds)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      id: try reader.read(),
      name: try reader.read(),
      kind: try reader.read(),
      columns: try reader.read(),
      source: try reader.read()
    )
    comment = try reader.read()
    primaryKey = try reader.read()
    indexes = try reader.read()
    foreignKeys = try reader.read()
    checks = try reader.read()
    referencedBy = try reader.read()
    parents = try reader.read()
    isTemporary = try reader.read()
    characterSet = try reader.read()
    collation = try reader.read()
    engine = try reader.read()
    isComplete = try reader.read()
    mayHaveRows = try reader.read()
    changedBy = try reader.read()
    notNulls = try reader.read()
    storage = try reader.read()
    bounds = try reader.read()
  }
}

extension NotNullConstraint: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(name, column, isNoInherit) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      column: try reader.read(),
      isNoInherit: try reader.read()
    )
  }
}

extension ViewColumn: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, type, isNullable, defaultValue, comment)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(try reader.read(), type: try reader.read(), isNullable: try reader.read())
    defaultValue = try reader.read()
    comment = try reader.read()
  }
}

extension View: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(id, name, isMaterialized, columns, dependencies, query, source, indexes)
    writer.put(comment, isComplete)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      id: try reader.read(),
      name: try reader.read(),
      isMaterialized: try reader.read(),
      columns: try reader.read(),
      dependencies: try reader.read(),
      query: try reader.read(),
      source: try reader.read()
    )
    indexes = try reader.read()
    comment = try reader.read()
    isComplete = try reader.read()
  }
}

extension SchemaObject: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .table(let table): writer.put(case: 0, table)
    case .view(let view): writer.put(case: 1, view)
    case .enumType(let type): writer.put(case: 2, type)
    case .domain(let domain): writer.put(case: 3, domain)
    case .opaqueType(let type): writer.put(case: 4, type)
    case .sequence(let sequence): writer.put(case: 5, sequence)
    case .routine(let routine): writer.put(case: 6, routine)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .table(try reader.read())
    case 1: self = .view(try reader.read())
    case 2: self = .enumType(try reader.read())
    case 3: self = .domain(try reader.read())
    case 4: self = .opaqueType(try reader.read())
    case 5: self = .sequence(try reader.read())
    case 6: self = .routine(try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension OperationFailure: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(kind, message, object) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(try reader.read(), try reader.read(), object: try reader.read())
  }
}

extension OperationOutcome: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .applied: writer.put(case: 0)
    case .skipped: writer.put(case: 1)
    case .failed(let failure): writer.put(case: 2, failure)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .applied
    case 1: self = .skipped
    case 2: self = .failed(try reader.read())
    default: throw MalformedBytes()
    }
  }
}
