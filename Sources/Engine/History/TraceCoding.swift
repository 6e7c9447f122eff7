package import Catalog
import SourceText

extension TraceStep: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .applied(let operation, let isTry, let outcome):
      writer.put(byte: 0)
      writer.put(operation, isTry, outcome)
    case .asked(let question, let answer):
      writer.put(byte: 1)
      writer.put(question, answer)
    case .savepoint(let mark):
      writer.put(byte: 2)
      writer.put(mark)
    case .rollback(let mark):
      writer.put(byte: 3)
      writer.put(mark)
    case .reported(let diagnostic):
      writer.put(byte: 4)
      writer.put(diagnostic)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0:
      self = .applied(try reader.read(), isTry: try reader.read(), try reader.read())
    case 1: self = .asked(try reader.read(), try reader.read())
    case 2: self = .savepoint(try reader.read())
    case 3: self = .rollback(try reader.read())
    case 4: self = .reported(try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension Question: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    writer.put(byte: number)
    switch self {
    case .table(let name), .view(let name), .type(let name), .sequence(let name),
      .routine(let name), .tableOfIndex(let name):
      name.write(to: &writer)
    case .tablesWithConstraint(let name), .hasSchema(let name): name.write(to: &writer)
    case .tableByID(let id), .typeByID(let id): id.write(to: &writer)
    case .project(let question): question.write(to: &writer)
    case .schemas, .allTables, .allViews, .allTypes, .searchPath: break
    }
  }

  private var number: UInt8 {
    switch self {
    case .table: 0
    case .view: 1
    case .type: 2
    case .sequence: 3
    case .routine: 4
    case .tableOfIndex: 5
    case .tablesWithConstraint: 6
    case .hasSchema: 7
    case .schemas: 8
    case .tableByID: 9
    case .typeByID: 10
    case .allTables: 11
    case .allViews: 12
    case .allTypes: 13
    case .searchPath: 14
    case .project: 15
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .table(try reader.read())
    case 1: self = .view(try reader.read())
    case 2: self = .type(try reader.read())
    case 3: self = .sequence(try reader.read())
    case 4: self = .routine(try reader.read())
    case 5: self = .tableOfIndex(try reader.read())
    case 6: self = .tablesWithConstraint(try reader.read())
    case 7: self = .hasSchema(try reader.read())
    case 8: self = .schemas
    case 9: self = .tableByID(try reader.read())
    case 10: self = .typeByID(try reader.read())
    case 11: self = .allTables
    case 12: self = .allViews
    case 13: self = .allTypes
    case 14: self = .searchPath
    case 15: self = .project(try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension ProjectQuestion: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .file(let path):
      writer.put(byte: 0)
      writer.put(path)
    case .files(let folder):
      writer.put(byte: 1)
      writer.put(folder)
    case .setting(let key):
      writer.put(byte: 2)
      writer.put(key)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .file(try reader.read())
    case 1: self = .files(in: try reader.read())
    case 2: self = .setting(try reader.read())
    default: throw MalformedBytes()
    }
  }
}

extension Answer: BinaryCoded {
  package func write(to writer: inout BinaryWriter) {
    switch self {
    case .nothing: writer.put(byte: 0)
    case .objects(let objects):
      writer.put(byte: 1)
      writer.put(objects)
    case .flag(let flag):
      writer.put(byte: 2)
      writer.put(flag)
    case .names(let names):
      writer.put(byte: 3)
      writer.put(names)
    case .text(let text):
      writer.put(byte: 4)
      writer.put(text)
    case .file(let path, let digest, let bytes):
      writer.put(byte: 5)
      writer.put(path, digest)
      writer.put(bytes: bytes)
    }
  }

  package init(from reader: inout BinaryReader) throws(MalformedBytes) {
    switch try reader.byte() {
    case 0: self = .nothing
    case 1: self = .objects(try reader.read())
    case 2: self = .flag(try reader.read())
    case 3: self = .names(try reader.read())
    case 4: self = .text(try reader.read())
    case 5:
      self = .file(
        path: try reader.read(),
        digest: try reader.read(),
        bytes: try reader.byteString()
      )
    default: throw MalformedBytes()
    }
  }
}
