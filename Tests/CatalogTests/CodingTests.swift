import Catalog
import SourceText
import Testing

/// What is written is read back; what was never written does no harm.
struct CodingTests {
  @Test("Every operation comes back as it was")
  func operations() throws {
    for operation in CodingSamples.operations {
      #expect(try again(operation) == operation)
      let located = LocatedOperation(operation, at: CodingSamples.source)
      #expect(try again(located) == located)
    }
    for action in CodingSamples.actions { #expect(try again(action) == action) }
  }

  @Test("Every object, outcome and diagnostic comes back as it was")
  func objects() throws {
    for object in CodingSamples.objects { #expect(try again(object) == object) }
    for outcome in CodingSamples.outcomes { #expect(try again(outcome) == outcome) }
    for found in CodingSamples.diagnostics { #expect(try again(found) == found) }
    let digest = ContentDigest(1, .max, 0x0123_4567_89AB_CDEF, 1 << 63)
    #expect(try again(digest).words == digest.words)
  }

  @Test("Every case of the enums without payloads comes back as it was")
  func plainEnums() throws {
    try checkCases(of: ReferentialAction.self)
    try checkCases(of: IdentityKind.self)
    try checkCases(of: GenerationKind.self)
    try checkCases(of: Index.Kind.self)
    try checkCases(of: Table.Kind.self)
    try checkCases(of: LikeClause.Part.self)
    try checkCases(of: ObjectKind.self)
    try checkCases(of: OpaqueType.Kind.self)
    try checkCases(of: Routine.Language.self)
    try checkCases(of: ColumnChange.Kind.self)
    try checkCases(of: OperationFailure.Kind.self)
    try checkCases(of: Severity.self)
  }

  @Test("The samples hold every case, so that a new one cannot be forgotten")
  func samplesAreComplete() {
    #expect(Set(CodingSamples.operations.map(name)).count == 23)
    #expect(Set(CodingSamples.actions.map(name)).count == 34)
    #expect(Set(CodingSamples.objects.map(name)).count == 7)
    #expect(Set(CodingSamples.constraintKinds.map(name)).count == 7)
    #expect(Set(CodingSamples.sessionSettings.map(name)).count == 6)
    #expect(Set(CodingSamples.domainActions.map(name)).count == 6)
    #expect(Set(CodingSamples.enumActions.map(name)).count == 2)
    // A number no writer gives is a case that the samples lack.
    #expect(caseCount(of: SchemaOperation.self) == 23)
    #expect(caseCount(of: TableAction.self) == 34)
    #expect(caseCount(of: SchemaObject.self) == 7)
    #expect(caseCount(of: ConstraintDefinition.Kind.self) == 7)
    #expect(caseCount(of: SessionSetting.self) == 6)
    #expect(caseCount(of: DomainAction.self) == 6)
    #expect(caseCount(of: EnumAction.self) == 2)
  }

  @Test("A new field is written, read and given in the samples: the fields are counted here")
  func fieldCounts() {
    let expected: [(Any, Int)] = [
      (CodingSamples.wholeTable, 22), (CodingSamples.tableColumn, 11),
      (CodingSamples.keyIndex, 11), (CodingSamples.foreignKey, 6), (CodingSamples.check, 5),
      (CodingSamples.wholeView, 10), (CodingSamples.enumType, 5), (CodingSamples.wholeDomain, 8),
      (CodingSamples.columns[0], 13), (CodingSamples.typeName, 10), (CodingSamples.columnType, 3),
      (CodingSamples.constraints[0], 6), (CodingSamples.details, 5), (CodingSamples.index, 6),
      (CodingSamples.part, 6), (CodingSamples.reference, 4), (CodingSamples.definition, 12),
      (CodingSamples.options, 6), (CodingSamples.view, 8), (CodingSamples.domain, 5),
      (CodingSamples.routine, 10), (CodingSamples.parameter, 4), (CodingSamples.viewColumn, 5),
      (CodingSamples.diagnostics[0], 5), (CodingSamples.source, 2), (CodingSamples.name, 2),
    ]
    for (value, count) in expected + smallFieldCounts {
      #expect(Mirror(reflecting: value).children.count == count, "\(type(of: value))")
    }
  }

  private var smallFieldCounts: [(Any, Int)] {
    let table = CodingSamples.wholeTable
    let name = CodingSamples.name
    return [
      (NotNullConstraint(name: "a", column: "b"), 3), (AlterTable(name: name, actions: []), 5),
      (DropStatement(.view, [name]), 5),
      (CommentStatement(kind: .table, name: name, text: nil), 4),
      (CreateIndex(table: name, index: CodingSamples.index), 3),
      (Renaming(from: name, to: name), 2), (LikeClause(table: name, including: []), 2),
      (OperationFailure(.other, "", object: ""), 3),
      (PrimaryKey(columns: []), 3), (table.foreignKeys[0].target, 3),
      (table.columns[0].history[0], 3),
      (OpaqueType(id: table.id, name: name, kind: .base, source: table.source), 5),
      (Sequence(id: table.id, name: name, source: table.source), 5),
      (LocatedOperation(.noteRows(name), at: table.source), 2),
    ]
  }

  @Test("Bytes with any bit turned, or cut anywhere, give an error or some value")
  func mutations() throws {
    // Places of long values are taken at a distance that differs from value to value.
    for operation in CodingSamples.operations { try mutate(operation, places: 40) }
    for object in CodingSamples.objects { try mutate(object, places: 40) }
    for found in CodingSamples.diagnostics { try mutate(found, places: 100) }
  }

  private func mutate<Value: BinaryCoded>(_ value: Value, places: Int) throws {
    var writer = BinaryWriter()
    writer.put(value)
    let bytes = writer.bytes
    func read(_ bytes: [UInt8]) -> Bool {
      var reader = BinaryReader(bytes)
      reader.migrations = writer.migrations
      return (try? Value(from: &reader)) != nil
    }
    #expect(read(bytes))
    for place in stride(from: 0, to: bytes.count, by: 1 + bytes.count / places) {
      for value in [bytes[place] ^ 1, bytes[place] ^ 0x80, 0, 0xFF] {
        var broken = bytes
        broken[place] = value
        _ = read(broken)
      }
      #expect(!read(Array(bytes[..<place])))
    }
  }

  @Test("Numbers at the ends of their range come back, and longer ones are refused")
  func numbers() throws {
    for number in [0, 1, -1, 63, 64, -64, -65, Int.max, Int.min] {
      #expect(try again(number) == number)
    }
    for number: UInt64 in [0, 127, 128, .max, 1 << 63] { #expect(try again(number) == number) }
    for number: Int32 in [.min, .max] { #expect(try again(number) == number) }
    var reader = BinaryReader([UInt8](repeating: 0xFF, count: 9) + [2])
    #expect(throws: MalformedBytes.self) { try reader.number() }
  }

  @Test("Texts that look alike keep their own bytes")
  func exactTexts() throws {
    let texts = ["a long name with caf\u{E9} in it", "a long name with cafe\u{301} in it"]
    let back = try again(texts)
    #expect(back.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
  }

  @Test("A text that comes again costs two bytes")
  func repeatedText() {
    var writer = BinaryWriter()
    writer.put("database/migrations/one.sql")
    let once = writer.bytes.count
    writer.put("database/migrations/one.sql")
    #expect(writer.bytes.count == once + 1)
  }

  // MARK: -

  private func checkCases<Value: BinaryCase>(of type: Value.Type) throws {
    for value in Value.allCases { #expect(try again(value) == value) }
  }

  private func again<Value: BinaryCoded>(_ value: Value) throws -> Value {
    var writer = BinaryWriter()
    writer.put(value)
    var reader = BinaryReader(writer.bytes)
    reader.migrations = writer.migrations
    let back: Value = try reader.read()
    #expect(reader.isAtEnd)
    return back
  }

  private func name(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    return mirror.children.first?.label ?? "\(value)"
  }

  /// How many case numbers the reader knows: the first unknown one is refused at once.
  private func caseCount<Value: BinaryCoded>(of type: Value.Type) -> Int {
    var count = 0
    for number in UInt8.min...UInt8.max {
      // Zeros read as empty texts, empty lists and absent values almost everywhere.
      var reader = BinaryReader([number] + [UInt8](repeating: 0, count: 200))
      reader.migrations = [0]
      if (try? Value(from: &reader)) != nil { count += 1 }
    }
    return count
  }
}
