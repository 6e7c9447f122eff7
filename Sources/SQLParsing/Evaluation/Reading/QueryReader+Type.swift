import Catalog

/// Names of types in casts and declarations.
extension QueryReader {
  mutating func typeName() -> TypeName {
    take("setof")
    let start = index
    var name = QualifiedName("")
    var isQuoted = false
    switch kind() {
    case .quoted:
      name = qualifiedName() ?? name
      isQuoted = true
    case .plain: name = typeWords()
    default: return TypeName("")
    }
    if take("%") {
      // `%TYPE` and `%ROWTYPE` copy another type; for values it does not matter which.
      name = QualifiedName(key() == "rowtype" ? "record" : "")
      isQuoted = false
      index += 1
    }
    let arguments = typeArguments()
    if at("with") || at("without"), at("time", 1), at("zone", 2) {
      name.name += (at("with") ? " with" : " without") + " time zone"
      index += 3
    }
    var attributes = TypeAttributes()
    while take(&attributes) {}
    let dimensions = typeDimensions()
    // A name in small letters is spelt as it is called.
    let isSpelling =
      index == start + 1 && words[start].kind == .plain && words[start].isVerbatim
    return TypeName(
      name.name,
      arguments: arguments,
      schema: name.schema,
      dimensions: dimensions,
      isUnsigned: attributes.isUnsigned,
      isZerofill: attributes.isZerofill,
      isQuoted: isQuoted,
      characterSet: attributes.characterSet,
      collation: attributes.collation,
      spelling: isSpelling ? name.name : text(from: start, to: index)
    )
  }

  /// What stands in parentheses behind the name of a type.
  private mutating func typeArguments() -> [String] {
    guard take("(") else { return [] }
    var arguments: [String] = []
    while !isAtEnd, !at(")") {
      switch kind() {
      case .number, .string, .plain: arguments.append(text())
      default: break
      }
      index += 1
    }
    take(")")
    return arguments
  }

  private mutating func typeDimensions() -> Int {
    var dimensions = 0
    while at("[") || (at("array") && dialect == .postgres) {
      dimensions += 1
      if take("array") {
        if take("[") {
          skipTo("]")
          take("]")
        }
        break
      }
      index += 1
      skipTo("]")
      take("]")
    }
    return dimensions
  }

  /// What MySQL writes behind a type.
  private struct TypeAttributes {
    var isUnsigned = false
    var isZerofill = false
    var characterSet: String?
    var collation: String?
  }

  /// Takes one attribute of a type; false where none stands here.
  private mutating func take(_ attributes: inout TypeAttributes) -> Bool {
    switch key() {
    case "unsigned":
      attributes.isUnsigned = true
      index += 1
    case "zerofill":
      attributes.isZerofill = true
      index += 1
    case "signed": index += 1
    case "byte" where dialect.isMySQLFamily:
      // `CHAR BYTE` is BINARY, `VARCHAR(10) BINARY` a binary collation of the same set.
      attributes.characterSet = "binary"
      index += 1
    case "binary" where dialect.isMySQLFamily: index += 1
    case "character" where at("set", 1) && dialect.isMySQLFamily:
      index += 2
      attributes.characterSet = setName()?.lowercased()
    case "charset" where dialect.isMySQLFamily:
      index += 1
      attributes.characterSet = setName()?.lowercased()
    case "collate":
      index += 1
      attributes.collation = setName()
    default: return false
    }
    return true
  }

  /// The name of a character set or a collation, which MySQL takes in quotes too.
  mutating func setName() -> String? {
    guard word().kind == .string else { return qualifiedName()?.name }
    let name = text()
    index += 1
    return name
  }

  /// Types of two words.
  private static func isPair(_ first: WordKey, _ second: WordKey) -> Bool {
    switch first {
    case "double": second == "precision"
    case "character", "char", "bit": second == "varying"
    case "nchar": second == "varying" || second == "varchar"
    case "national": second == "character" || second == "char" || second == "varchar"
    case "signed", "unsigned": second == "integer" || second == "int"
    case "long": second == "varchar" || second == "varbinary"
    default: false
    }
  }

  /// The words of a type's name, joined by a space.
  private mutating func typeWords() -> QualifiedName {
    let first = key()
    if at(".", 1), kind(2) == .plain || kind(2) == .quoted {
      guard var name = qualifiedName() else { return QualifiedName("") }
      if name.schema == "pg_catalog" { name.schema = nil }
      return name
    }
    var name = keyText()
    index += 1
    if kind() == .plain, Self.isPair(first, key()) {
      name += " " + keyText()
      index += 1
      if first == "national", take("varying") { name += " varying" }
      if first == "character" || first == "char", name.hasSuffix(" varying") { name = "varchar" }
    }
    if first == "interval" {
      while Self.intervalFields.contains(key()) {
        // The fields are a part of the type, and printed: `interval year to month`.
        name += " " + keyText()
        index += 1
      }
    }
    return QualifiedName(name)
  }
}
