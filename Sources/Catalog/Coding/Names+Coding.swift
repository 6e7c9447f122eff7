package import SourceText

extension ObjectID: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(id: self) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self = try reader.id()
  }
}

extension QualifiedName: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(schema, name) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let schema: String? = try reader.read()
    self.init(try reader.read(), schema: schema)
  }
}

extension SQLText: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(text) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(try reader.read())
  }
}

extension ColumnType: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(text, object, dimensions) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      try reader.read(),
      object: try reader.read(),
      dimensions: try reader.read()
    )
  }
}

extension TypeName: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(name, arguments, schema, dimensions, isUnsigned, isZerofill, isQuoted)
    writer.put(characterSet, collation, spelling)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      try reader.read(),
      arguments: try reader.read(),
      schema: try reader.read(),
      dimensions: try reader.read(),
      isUnsigned: try reader.read(),
      isZerofill: try reader.read(),
      isQuoted: try reader.read(),
      characterSet: try reader.read(),
      collation: try reader.read(),
      spelling: try reader.read()
    )
  }
}

extension SourcePosition: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(line, column) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let line: Int32 = try reader.read()
    self.init(line: Int(line), column: Int(try Int32(from: &reader)))
  }
}

extension SourceReference: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(file, position) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let file: String = try reader.read()
    self.init(file: file, position: try reader.read())
  }
}

extension ByteSpan: BinaryCoded {
  package func write(to writer: inout BinaryWriter) { writer.put(start, end) }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let start: Int32 = try reader.read()
    self.init(Int(start), Int(try Int32(from: &reader)))
  }
}

extension ContentDigest: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    for word in [words.0, words.1, words.2, words.3] {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        writer.put(byte: UInt8(truncatingIfNeeded: word >> shift))
      }
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    let first = try reader.word()
    let second = try reader.word()
    let third = try reader.word()
    self.init(first, second, third, try reader.word())
  }
}

extension BinaryReader {
  fileprivate mutating func word() throws(MalformedBytes) -> UInt64 {
    var word: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { word |= UInt64(try byte()) << shift }
    return word
  }
}

extension Severity: BinaryCase {}

extension Diagnostic: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(code.number, severity, message, source, tables)
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    self.init(
      DiagnosticCode(try reader.read()),
      try reader.read(),
      try reader.read(),
      at: try reader.read(),
      tables: try reader.read()
    )
  }
}
