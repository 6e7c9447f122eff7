import Catalog

/// Names and literals as one database wants them written.
struct SQLWriting {
  let dialect: Dialect

  init(_ dialect: Dialect) { self.dialect = dialect }

  func name(_ name: String) -> String {
    switch dialect {
    case .postgres: postgresQuoted(name)
    case .mysql, .mariadb: doubled(name, "`")
    case .sqlite: doubled(name, "\"")
    }
  }

  /// Without the schema that is searched anyway.
  func name(_ qualified: QualifiedName) -> String {
    guard let schema = qualified.schema, schema != dialect.defaultSchema else {
      return name(qualified.name)
    }
    return name(schema) + "." + name(qualified.name)
  }

  func names(_ names: [String]) -> String {
    "(" + names.map { name($0) }.joined(separator: ", ") + ")"
  }

  func literal(_ text: String) -> String {
    let body = doubled(text, "'")
    guard dialect.isMySQLFamily else { return body }
    return body.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
  }

  /// A part of an index, with its direction.
  func part(_ part: IndexPart) -> String {
    var text = part.isExpression ? "(" + part.text + ")" : name(part.text)
    if let length = part.prefixLength { text += "(\(length))" }
    if let operators = part.operatorClass { text += " " + operators }
    return part.isDescending ? text + " DESC" : text
  }

  func parts(_ parts: [IndexPart]) -> String {
    "(" + parts.map { part($0) }.joined(separator: ", ") + ")"
  }

  private func doubled(_ text: String, _ quote: Character) -> String {
    let inner = text.split(separator: quote, omittingEmptySubsequences: false)
    return "\(quote)\(inner.joined(separator: "\(quote)\(quote)"))\(quote)"
  }
}
