extension OpaqueType.Kind: BinaryCase {}
extension Routine.Language: BinaryCase {}

extension EnumAction: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .addValue(let label, let position, let ifNotExists):
      writer.put(case: 0, label, position, ifNotExists)
    case .renameValue(let label, let new): writer.put(case: 1, label, new)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0:
      self = .addValue(
        try reader.read(),
        position: try reader.read(),
        ifNotExists: try reader.read()
      )
    case 1: self = .renameValue(try reader.read(), to: try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension EnumPosition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .last: writer.put(case: 0)
    case .before(let label): writer.put(case: 1, label)
    case .after(let label): writer.put(case: 2, label)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .last
    case 1: self = .before(try reader.read())
    case 2: self = .after(try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension DomainDefinition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, type, isNullable, defaultValue, checks)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(name: try reader.read(), type: try reader.read())
    isNullable = try reader.read()
    defaultValue = try reader.read()
    checks = try reader.read()
  }
}

extension DomainAction: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .setDefault(let value): writer.put(case: 0, value)
    case .setNotNull: writer.put(case: 1)
    case .dropNotNull: writer.put(case: 2)
    case .addConstraint(let constraint): writer.put(case: 3, constraint)
    case .dropConstraint(let name, let ifExists): writer.put(case: 4, name, ifExists)
    case .renameConstraint(let name, let new): writer.put(case: 5, name, new)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .setDefault(try reader.read())
    case 1: self = .setNotNull
    case 2: self = .dropNotNull
    case 3: self = .addConstraint(try reader.read())
    case 4: self = .dropConstraint(try reader.read(), ifExists: try reader.read())
    case 5: self = .renameConstraint(try reader.read(), to: try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension RoutineParameter: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, type, defaultValue, isOutput)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      type: try reader.read(),
      defaultValue: try reader.read(),
      isOutput: try reader.read()
    )
  }
}

extension RoutineDefinition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, isProcedure, language, body, bodySource, orReplace, ifNotExists, parameters)
    writer.put(returnsTrigger, definition)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      isProcedure: try reader.read(),
      language: try reader.read(),
      body: try reader.read(),
      bodySource: try reader.read()
    )
    orReplace = try reader.read()
    ifNotExists = try reader.read()
    parameters = try reader.read()
    returnsTrigger = try reader.read()
    definition = try reader.read()
  }
}

extension EnumType: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(id, name, labels, source, comment)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      id: try reader.read(),
      name: try reader.read(),
      labels: try reader.read(),
      source: try reader.read()
    )
    comment = try reader.read()
  }
}

extension Domain: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(id, name, type, isNullable, defaultValue, checks, source, comment)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      id: try reader.read(),
      name: try reader.read(),
      type: try reader.read(),
      isNullable: try reader.read(),
      defaultValue: try reader.read(),
      checks: try reader.read(),
      source: try reader.read()
    )
    comment = try reader.read()
  }
}

extension OpaqueType: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(id, name, kind, attributes, source)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      id: try reader.read(),
      name: try reader.read(),
      kind: try reader.read(),
      attributes: try reader.read(),
      source: try reader.read()
    )
  }
}

extension Sequence: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(id, name, owner, ownerColumn, source)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      id: try reader.read(),
      name: try reader.read(),
      owner: try reader.read(),
      ownerColumn: try reader.read(),
      source: try reader.read()
    )
  }
}

extension Routine: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(id, name, isProcedure, language, parameters, returnsTrigger, body, source)
    writer.put(overloads)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      id: try reader.read(),
      name: try reader.read(),
      isProcedure: try reader.read(),
      language: try reader.read(),
      parameters: try reader.read(),
      returnsTrigger: try reader.read(),
      body: try reader.read(),
      source: try reader.read()
    )
    overloads = try reader.read()
  }
}

extension RoutineText: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(signature, text) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(signature: try reader.read(), text: try reader.read())
  }
}
