import Catalog

/// Names of types in casts and declarations.
extension QueryReader {
  mutating func typeName() -> TypeName {
    take("setof")
    let start = index
    var type = TypeName("")
    if word().kind == .quoted {
      let name = qualifiedName()
      type.name = name?.name ?? ""
      type.schema = name?.schema
      type.isQuoted = true
    } else if word().kind == .plain {
      words(&type)
    } else {
      return type
    }
    if take("%") {
      // `%TYPE` and `%ROWTYPE` copy another type; for values it does not matter which.
      type = TypeName(word().key == "rowtype" ? "record" : "")
      index += 1
    }
    if take("(") {
      while !isAtEnd, !at(")") {
        if word().kind == .number || word().kind == .string || word().kind == .plain {
          type.arguments.append(text())
        }
        index += 1
      }
      take(")")
    }
    if at("with") || at("without"), at("time", 1), at("zone", 2) {
      type.name += (at("with") ? " with" : " without") + " time zone"
      index += 3
    }
    while true {
      if at("unsigned") {
        type.isUnsigned = true
        index += 1
      } else if at("zerofill") {
        type.isZerofill = true
        index += 1
      } else if at("signed") {
        index += 1
      } else if dialect.isMySQLFamily, at("byte") {
        // `CHAR BYTE` is BINARY, `VARCHAR(10) BINARY` a binary collation of the same set.
        type.characterSet = "binary"
        index += 1
      } else if dialect.isMySQLFamily, at("binary") {
        index += 1
      } else if dialect.isMySQLFamily, take("character", "set") || take("charset") {
        type.characterSet = setName()?.lowercased()
      } else if take("collate") {
        type.collation = setName()
      } else {
        break
      }
    }
    while at("[") || (at("array") && dialect == .postgres) {
      type.dimensions += 1
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
    type.spelling = text(from: start, to: index)
    return type
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

  private mutating func words(_ type: inout TypeName) {
    let first = word().key
    if at(".", 1), word(2).kind == .plain || word(2).kind == .quoted {
      let name = qualifiedName()
      type.name = name?.name ?? ""
      type.schema = name?.schema
      if type.schema == "pg_catalog" { type.schema = nil }
      return
    }
    type.name = keyText()
    index += 1
    if word().kind == .plain, Self.isPair(first, word().key) {
      type.name += " " + keyText()
      index += 1
      if first == "national", take("varying") { type.name += " varying" }
    }
    if first == "character" || first == "char", type.name.hasSuffix(" varying") {
      type.name = "varchar"
    }
    if first == "interval" {
      while Self.intervalFields.contains(word().key) {
        // The fields are a part of the type, and printed: `interval year to month`.
        type.name += " " + keyText()
        index += 1
      }
    }
  }
}
