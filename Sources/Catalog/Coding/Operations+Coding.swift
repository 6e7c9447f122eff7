extension ObjectKind: BinaryCase {}

extension LocatedOperation: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(operation, source) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let operation: SchemaOperation = try reader.read()
    self.init(operation, at: try reader.read())
  }
}

extension SchemaOperation: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .createTable(let definition): writer.put(case: 0, definition)
    case .alterTable(let alteration): writer.put(case: 1, alteration)
    case .renameTables(let renamings): writer.put(case: 2, renamings)
    case .drop(let statement): writer.put(case: 3, statement)
    case .createIndex(let statement): writer.put(case: 4, statement)
    case .renameIndex(let name, let new, let ifExists): writer.put(case: 5, name, new, ifExists)
    case .createView(let definition): writer.put(case: 6, definition)
    case .rename(let kind, let name, let new, let ifExists):
      writer.put(case: 7, kind, name, new, ifExists)
    case .setSchema(let kind, let name, let new, let ifExists):
      writer.put(case: 8, kind, name, new, ifExists)
    case .createEnum(let name, let labels): writer.put(case: 9, name, labels)
    case .alterEnum(let name, let action): writer.put(case: 10, name, action)
    case .createDomain(let definition): writer.put(case: 11, definition)
    case .alterDomain(let name, let action): writer.put(case: 12, name, action)
    case .createType(let name, let kind, let attributes):
      writer.put(case: 13, name, kind, attributes)
    case .createSequence(let name, let ifNotExists, let owner, let column):
      writer.put(case: 14, name, ifNotExists, owner, column)
    case .ownSequence(let name, let owner, let column): writer.put(case: 15, name, owner, column)
    case .createSchema(let name, let ifNotExists): writer.put(case: 16, name, ifNotExists)
    case .renameSchema(let name, let new): writer.put(case: 17, name, new)
    case .comment(let statement): writer.put(case: 18, statement)
    case .createRoutine(let definition): writer.put(case: 19, definition)
    case .session(let setting): writer.put(case: 20, setting)
    case .markIncomplete(let tables): writer.put(case: 21, tables)
    case .noteRows(let name): writer.put(case: 22, name)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .createTable(try reader.read())
    case 1: self = .alterTable(try reader.read())
    case 2: self = .renameTables(try reader.read())
    case 3: self = .drop(try reader.read())
    case 4: self = .createIndex(try reader.read())
    case 5:
      self = .renameIndex(try reader.read(), to: try reader.read(), ifExists: try reader.read())
    case 6: self = .createView(try reader.read())
    case 7:
      self = .rename(
        try reader.read(),
        try reader.read(),
        to: try reader.read(),
        ifExists: try reader.read()
      )
    case 8:
      self = .setSchema(
        try reader.read(),
        try reader.read(),
        to: try reader.read(),
        ifExists: try reader.read()
      )
    case 9: self = .createEnum(try reader.read(), labels: try reader.read())
    case 10: self = .alterEnum(try reader.read(), try reader.read())
    case 11: self = .createDomain(try reader.read())
    case 12: self = .alterDomain(try reader.read(), try reader.read())
    case 13:
      self = .createType(try reader.read(), try reader.read(), attributes: try reader.read())
    case 14:
      self = .createSequence(
        try reader.read(),
        ifNotExists: try reader.read(),
        ownedBy: try reader.read(),
        column: try reader.read()
      )
    case 15:
      self = .ownSequence(try reader.read(), by: try reader.read(), column: try reader.read())
    case 16: self = .createSchema(try reader.read(), ifNotExists: try reader.read())
    case 17: self = .renameSchema(try reader.read(), to: try reader.read())
    case 18: self = .comment(try reader.read())
    case 19: self = .createRoutine(try reader.read())
    case 20: self = .session(try reader.read())
    case 21: self = .markIncomplete(tables: try reader.read())
    case 22: self = .noteRows(try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension Renaming: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(from, to) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(from: try reader.read(), to: try reader.read())
  }
}

extension DropStatement: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(kind, names, ifExists, cascade, table)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      try reader.read(),
      try reader.read(),
      ifExists: try reader.read(),
      cascade: try reader.read(),
      table: try reader.read()
    )
  }
}

extension CreateIndex: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(table, isOnly, index) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(table: try reader.read(), isOnly: try reader.read(), index: try reader.read())
  }
}

extension ViewDefinition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, query, isMaterialized, orReplace, ifNotExists, isTemporary, columns)
    writer.put(dependencies)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(name: try reader.read(), query: try reader.read())
    isMaterialized = try reader.read()
    orReplace = try reader.read()
    ifNotExists = try reader.read()
    isTemporary = try reader.read()
    columns = try reader.read()
    dependencies = try reader.read()
  }
}

extension CommentStatement: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(kind, name, column, text) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      kind: try reader.read(),
      name: try reader.read(),
      column: try reader.read(),
      text: try reader.read()
    )
  }
}

extension SessionSetting: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .searchPath(let schemas): writer.put(case: 0, schemas)
    case .database(let name): writer.put(case: 1, name)
    case .foreignKeyChecks(let isOn): writer.put(case: 2, isOn)
    case .legacyAlterTable(let isOn): writer.put(case: 3, isOn)
    case .sqlMode(let mode): writer.put(case: 4, mode)
    case .explicitDefaultsForTimestamp(let isOn): writer.put(case: 5, isOn)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .searchPath(try reader.read())
    case 1: self = .database(try reader.read())
    case 2: self = .foreignKeyChecks(try reader.read())
    case 3: self = .legacyAlterTable(try reader.read())
    case 4: self = .sqlMode(try reader.read())
    case 5: self = .explicitDefaultsForTimestamp(try reader.read())
    default: throw MalformedBytes()
    }
  }
}
