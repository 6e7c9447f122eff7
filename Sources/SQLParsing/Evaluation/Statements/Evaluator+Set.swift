import Catalog
import SourceText

/// `SET`: session settings, MySQL's variables, variables of procedures.
extension Evaluator {
  func apply(_ operation: SchemaOperation) {
    _ = world.apply(LocatedOperation(operation, at: here), isTry: true)
  }

  func set(_ reader: inout QueryReader) throws(Raised) {
    if dialect == .postgres { return setPostgres(&reader) }
    guard dialect.isMySQLFamily else { return }
    repeat {
      let start = reader.index
      try setOne(&reader)
      if reader.index == start { return }
    } while reader.take(",") && !reader.isAtEnd
  }

  private func setPostgres(_ reader: inout QueryReader) {
    _ = reader.take("session") || reader.take("local")
    if reader.take("schema") {
      return apply(.session(.searchPath([reader.text()])))
    }
    guard reader.take("search_path"), reader.take("to") || reader.take("=") else { return }
    var path: [String] = []
    while !reader.isAtEnd, !reader.at(";") {
      let word = reader.word()
      switch word.kind {
      case .plain: path.append(reader.keyText())
      case .quoted: path.append(reader.text())
      case .string:
        // `SET search_path TO ''` and `'a'`: one schema, not a list.
        if word.contentStart < word.contentEnd { path.append(reader.text()) }
      default: break
      }
      reader.index += 1
    }
    if path == ["default"] { path = ["public"] }
    apply(.session(.searchPath(path.filter { $0 != "$user" })))
  }

  private func setOne(_ reader: inout QueryReader) throws(Raised) {
    if reader.word().kind == .userVariable {
      let name = reader.text()
      reader.index += 1
      _ = reader.take("=") || reader.take(":=")
      let result = try settingValue(&reader)
      userVariables[name] = result
      return
    }
    if reader.word().kind == .systemVariable {
      let name = reader.text()
      reader.index += 1
      _ = reader.take("=") || reader.take(":=")
      return try setSession(name, &reader)
    }
    _ =
      reader.take("global") || reader.take("session") || reader.take("local")
      || reader.take("persist")
    if reader.at("names") || reader.at("character") || reader.at("transaction")
      || reader.at("password")
    {
      while !reader.isAtEnd { reader.index += 1 }
      return
    }
    guard let name = reader.identifier() else { return }
    guard reader.take("=") || reader.take(":=") else { return }
    if frame?.value(folded(name)) != nil {
      try assign(.name([name]), try settingValue(&reader))
      return
    }
    try setSession(name.lowercased(), &reader)
  }

  private func settingValue(_ reader: inout QueryReader) throws(Raised) -> SQLValue {
    try value(reader.expression(), nil)
  }

  private func setSession(_ name: String, _ reader: inout QueryReader) throws(Raised) {
    // `ON`, `OFF` and names of character sets stand here without quotes.
    let word = reader.word()
    var text: String? = reader.text()
    if word.kind == .plain, ["on", "off", "true", "false", "default"].contains(word.key) {
      reader.index += 1
    } else {
      text = printed(try settingValue(&reader))
    }
    guard let text else {
      // A value saved before (`@OLD_…`) that was never set: the setting's default comes back.
      if name == "foreign_key_checks" { apply(.session(.foreignKeyChecks(true))) }
      return
    }
    let isOn = ["1", "on", "true", "default"].contains(text.lowercased())
    switch name {
    case "foreign_key_checks": apply(.session(.foreignKeyChecks(isOn)))
    case "sql_mode": apply(.session(.sqlMode(text)))
    case "explicit_defaults_for_timestamp":
      apply(.session(.explicitDefaultsForTimestamp(isOn)))
    default: break
    }
  }

  /// MySQL's `PREPARE name FROM text`, `EXECUTE name`, `EXECUTE IMMEDIATE text`.
  func prepare(_ reader: inout QueryReader) throws(Raised) {
    let verb = reader.word().key
    reader.index += 1
    guard dialect.isMySQLFamily else { return }
    switch verb {
    case "prepare":
      guard let name = reader.identifier(), reader.take("from") else { return }
      prepared[name.lowercased()] = try value(reader.expression(), nil)
    case "execute":
      if reader.take("immediate") {
        return try executeDynamic(reader.expression(), [], [])
      }
      guard let name = reader.identifier() else { return }
      let text = prepared[name.lowercased()] ?? .unknown
      try executeDynamic(.literal(text), [], [])
    default: break
    }
  }
}
