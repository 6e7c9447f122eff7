extension AlterTable: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, ifExists, isOnly, actions, spans)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      name: try reader.read(),
      ifExists: try reader.read(),
      isOnly: try reader.read(),
      actions: try reader.read(),
      spans: try reader.read()
    )
  }
}

extension TableAction: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .addColumn(let column, let ifNotExists): writer.put(case: 0, column, ifNotExists)
    case .dropColumn(let name, let ifExists, let cascade):
      writer.put(case: 1, name, ifExists, cascade)
    case .renameColumn(let name, let new, let ifExists): writer.put(case: 2, name, new, ifExists)
    case .modifyColumn(let column, let ifExists): writer.put(case: 3, column, ifExists)
    case .changeColumn(let name, let column, let ifExists):
      writer.put(case: 4, name, column, ifExists)
    case .setType(let column, let type, let using, let collation):
      writer.put(case: 5, column, type, using, collation)
    case .setDefault(let column, let value): writer.put(case: 6, column, value)
    case .dropDefault(let column): writer.put(case: 7, column)
    case .setNotNull(let column): writer.put(case: 8, column)
    case .dropNotNull(let column): writer.put(case: 9, column)
    case .setGenerated(let column, let text): writer.put(case: 10, column, text)
    case .dropExpression(let column, let ifExists): writer.put(case: 11, column, ifExists)
    case .addIdentity(let column, let kind): writer.put(case: 12, column, kind)
    case .dropIdentity(let column, let ifExists): writer.put(case: 13, column, ifExists)
    case .addConstraint(let constraint): writer.put(case: 14, constraint)
    case .dropConstraint(let name, let ifExists, let cascade):
      writer.put(case: 15, name, ifExists, cascade)
    case .dropPrimaryKey: writer.put(case: 16)
    case .dropForeignKey(let name, let ifExists): writer.put(case: 17, name, ifExists)
    case .dropCheck(let name, let ifExists): writer.put(case: 18, name, ifExists)
    case .renameConstraint(let name, let new): writer.put(case: 19, name, new)
    case .addIndex(let index): writer.put(case: 20, index)
    case .dropIndex(let name, let ifExists): writer.put(case: 21, name, ifExists)
    case .renameIndex(let name, let new): writer.put(case: 22, name, new)
    case .rename(let new): writer.put(case: 23, new)
    case .setSchema(let schema): writer.put(case: 24, schema)
    case .setOptions(let options): writer.put(case: 25, options)
    case .convert(let characterSet, let collation): writer.put(case: 26, characterSet, collation)
    case .attachPartition(let table, let bounds): writer.put(case: 27, table, bounds)
    case .detachPartition(let table): writer.put(case: 28, table)
    case .inherit(let table): writer.put(case: 29, table)
    case .noInherit(let table): writer.put(case: 30, table)
    case .ignored: writer.put(case: 31)
    case .unknown(let text): writer.put(case: 32, text)
    case .setInheritance(let name, let isNoInherit): writer.put(case: 33, name, isNoInherit)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let number = try reader.byte()
    guard let action = try TableAction(columnAction: number, from: &reader) else {
      self = try TableAction(otherAction: number, from: &reader)
      return
    }
    self = action
  }

  private init?(columnAction number: UInt8, from reader: inout BinaryReader) throws(MalformedBytes)
  {
    switch number {
    case 0: self = .addColumn(try reader.read(), ifNotExists: try reader.read())
    case 1:
      self = .dropColumn(
        try reader.read(),
        ifExists: try reader.read(),
        cascade: try reader.read()
      )
    case 2:
      self = .renameColumn(try reader.read(), to: try reader.read(), ifExists: try reader.read())
    case 3: self = .modifyColumn(try reader.read(), ifExists: try reader.read())
    case 4:
      self = .changeColumn(try reader.read(), try reader.read(), ifExists: try reader.read())
    case 5:
      self = .setType(
        column: try reader.read(),
        try reader.read(),
        using: try reader.read(),
        collation: try reader.read()
      )
    case 6: self = .setDefault(column: try reader.read(), try reader.read())
    case 7: self = .dropDefault(column: try reader.read())
    case 8: self = .setNotNull(column: try reader.read())
    case 9: self = .dropNotNull(column: try reader.read())
    case 10: self = .setGenerated(column: try reader.read(), try reader.read())
    case 11: self = .dropExpression(column: try reader.read(), ifExists: try reader.read())
    case 12: self = .addIdentity(column: try reader.read(), try reader.read())
    case 13: self = .dropIdentity(column: try reader.read(), ifExists: try reader.read())
    default: return nil
    }
  }

  private init(otherAction number: UInt8, from reader: inout BinaryReader) throws(MalformedBytes) {
    switch number {
    case 14: self = .addConstraint(try reader.read())
    case 15:
      self = .dropConstraint(
        try reader.read(),
        ifExists: try reader.read(),
        cascade: try reader.read()
      )
    case 16: self = .dropPrimaryKey
    case 17: self = .dropForeignKey(try reader.read(), ifExists: try reader.read())
    case 18: self = .dropCheck(try reader.read(), ifExists: try reader.read())
    case 19: self = .renameConstraint(try reader.read(), to: try reader.read())
    case 20: self = .addIndex(try reader.read())
    case 21: self = .dropIndex(try reader.read(), ifExists: try reader.read())
    case 22: self = .renameIndex(try reader.read(), to: try reader.read())
    case 23: self = .rename(to: try reader.read())
    case 24: self = .setSchema(try reader.read())
    case 25: self = .setOptions(try reader.read())
    case 26: self = .convert(characterSet: try reader.read(), collation: try reader.read())
    case 27: self = .attachPartition(try reader.read(), bounds: try reader.read())
    case 28: self = .detachPartition(try reader.read())
    case 29: self = .inherit(try reader.read())
    case 30: self = .noInherit(try reader.read())
    case 31: self = .ignored
    case 32: self = .unknown(try reader.read())
    case 33:
      self = .setInheritance(constraint: try reader.read(), isNoInherit: try reader.read())
    default: throw MalformedBytes()
    }
  }
}
