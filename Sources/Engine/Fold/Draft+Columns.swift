import Catalog
import SourceText

extension Draft {
  /// The column that a definition makes, without the constraints written at it.
  func makeColumn(_ definition: ColumnDefinition, in table: Table) throws(Refusal) -> Column {
    var column = Column(name: definition.name, type: ColumnType(""))
    try setType(definition.type, of: &column, in: table)
    if let isNullable = definition.isNullable, !(isSerial(definition) && isNullable) {
      column.isNullable = isNullable
    }
    if definition.isAutoIncrement || definition.identity != nil {
      column.isAutoIncrement = true
      if dialect != .sqlite { column.isNullable = false }
    }
    if dialect == .postgres, let value = definition.defaultValue, isSequenceCall(value) {
      column.isAutoIncrement = true
    }
    if let expression = definition.generation {
      column.generation = Generation(
        definition.generationKind ?? .virtual,
        expression
      )
    }
    if !column.isAutoIncrement, column.generation == nil, let value = definition.defaultValue {
      column.defaultValue = catalogueDefault(value, type: column.type)
    }
    if definition.updatesTimestamp { column.updatesTimestamp = true }
    if let comment = nonEmpty(definition.comment) { column.comment = comment }
    return column
  }

  func ownsSequence(_ definition: ColumnDefinition) -> Bool {
    dialect == .postgres && (definition.identity != nil || isSerial(definition))
  }

  func nonEmpty(_ text: String?) -> String? { text?.isEmpty == true ? nil : text }

  /// Gives a column the type that a statement names, with what the type's name says beyond it.
  func setType(_ type: TypeName?, of column: inout Column, in table: Table) throws(Refusal) {
    switch dialect {
    case .postgres:
      guard let type else { return }
      if let builtIn = postgresBuiltIn(type) {
        column.type = ColumnType(builtIn.text, dimensions: min(1, type.dimensions))
        if builtIn.isSerial {
          column.isAutoIncrement = true
          column.isNullable = false
          column.defaultValue = nil
        }
      } else {
        column.type = try userType(type)
      }
    case .mysql, .mariadb:
      guard let type else { return }
      let characterSet =
        type.characterSet ?? type.collation.map(characterSet(ofCollation:))
        ?? table.characterSet
      let builtIn = mySQLBuiltIn(
        type,
        dialect: dialect,
        maxBytes: mySQLMaxBytes(characterSet: characterSet)
      )
      column.type = ColumnType(builtIn.text)
      if builtIn.isSerial {
        column.isAutoIncrement = true
        column.isNullable = false
      }
      if mySQLIsText(builtIn.text) {
        column.characterSet = builtIn.characterSet ?? characterSet
        column.collation = type.collation ?? (type.characterSet == nil ? table.collation : nil)
      } else if column.characterSet != nil || column.collation != nil {
        column.characterSet = nil
        column.collation = nil
      }
    case .sqlite: column.type = ColumnType(sqliteDeclaredType(type))
    }
  }

  func isSerial(_ definition: ColumnDefinition) -> Bool {
    switch dialect {
    case .postgres: definition.type.flatMap(postgresBuiltIn)?.isSerial ?? false
    case .mysql, .mariadb: definition.typeName.map { isSameWithoutCase($0, "serial") } ?? false
    case .sqlite: false
    }
  }

  /// A collation begins with its character set.
  func characterSet(ofCollation collation: String) -> String {
    String(collation.prefix { $0 != "_" })
  }

  /// A type of the user's, or one of an extension that is only known by name.
  func userType(_ type: TypeName) throws(Refusal) -> ColumnType {
    let name = QualifiedName(type.name, schema: type.schema)
    let dimensions = min(1, type.dimensions)
    if case .object(let id)? = target(.type, name), let object = object(id) {
      return ColumnType(object.name.name, object: id, dimensions: dimensions)
    }
    var text =
      type.isQuoted || type.name.lowercased() != type.name ? quotedTypeName(type.name) : type.name
    if !type.arguments.isEmpty { text += "(" + type.arguments.joined(separator: ",") + ")" }
    if let schema = type.schema, schema != "public", schema != "pg_catalog" {
      text = schema + "." + text
    }
    return ColumnType(text, dimensions: dimensions)
  }

  // MARK: History

  /// Where something was written: its own place where it is known, else the statement's.
  func place(_ span: ByteSpan) -> SourceReference {
    guard !span.isEmpty, let lines, source.file == lines.file else { return source }
    return SourceReference(
      file: source.file,
      position: lines.position(of: Int(span.start))
    )
  }

  /// Puts a column where MySQL's FIRST and AFTER say.
  func insert(
    _ column: Column,
    at position: ColumnPosition,
    into table: inout Table
  ) throws(Refusal) {
    switch position {
    case .last: table.columns.append(column)
    case .first: table.columns.insert(column, at: 0)
    case .after(let name):
      let slot = try requireColumn(name, in: table)
      table.columns.insert(column, at: slot + 1)
    }
  }

  /// The sequence that `serial` and identity columns bring along.
  func createOwnedSequence(for column: String, of table: Table) {
    guard dialect == .postgres, !table.isTemporary else { return }
    let schema = table.name.schema ?? "public"
    let name = QualifiedName(
      freeRelationName(
        table.name.name,
        column,
        "seq",
        schema: schema,
        isConstraint: false,
        in: table
      ),
      schema: schema
    )
    let sequence = Sequence(
      id: newID(name),
      name: name,
      owner: table.id,
      ownerColumn: column,
      source: source
    )
    create(.sequence(sequence), in: .relation)
  }

  /// Adds an object that is not a table, and its name.
  func create(_ object: SchemaObject, in space: NameKey.Space) {
    let id = object.id
    write(object)
    let name = object.name
    write(NameKey(space, schema: name.schema ?? "", name: folded(name.name)), .object(id))
  }

  /// Removes an object that is not a table, and its name.
  func delete(_ object: SchemaObject, from space: NameKey.Space) {
    let id = object.id
    let name = object.name
    let key = NameKey(space, schema: name.schema ?? "", name: folded(name.name))
    if case .object(id)? = lookUp(key) { write(key, nil) }
    removeOther(id)
  }

  /// Gives an object another name.
  func rename(_ object: SchemaObject, to name: QualifiedName, in space: NameKey.Space) {
    let id = object.id
    let old = object.name
    var renamed = object
    renamed.name = name
    write(NameKey(space, schema: old.schema ?? "", name: folded(old.name)), nil)
    write(NameKey(space, schema: name.schema ?? "", name: folded(name.name)), .object(id))
    write(renamed)
  }
}
