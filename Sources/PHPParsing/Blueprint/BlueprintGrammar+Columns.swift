import Catalog
import SourceText

extension BlueprintGrammar {
  /// A column as `create table` and `add column` declare it.
  func column(_ fluent: FluentObject) throws(PHPThrow) -> ColumnDefinition {
    let isGenerated =
      fluent["virtualAs"] != nil || fluent["storedAs"] != nil
      || generatesFromJSON
        && (fluent["virtualAsJson"] != nil || fluent["storedAsJson"] != nil)
    let isNullable = fluent.isTrue("nullable")
    let saysNullable =
      !isGenerated || dialect == .postgres || fluent.has("nullable") && !isNullable
    var definition = ColumnDefinition(
      name: clipped(fluent.name),
      type: try type(fluent),
      isNullable: saysNullable ? isNullable : nil,
      defaultValue: defaultValue(fluent)
    )
    if isGenerated { try generation(fluent, &definition) }
    increment(fluent, &definition)
    placement(fluent, &definition)
    check(fluent, &definition)
    if fluent["type"]?.text == "raw" { rawAttributes(text(fluent["definition"]), &definition) }
    return definition
  }

  /// What a raw definition says behind its type, as far as words say it: `integer default 5`.
  private func rawAttributes(_ text: String, _ definition: inout ColumnDefinition) {
    let words = text.split(separator: " ").map(String.init)
    for (place, word) in words.enumerated() {
      let next = place + 1 < words.count ? words[place + 1] : ""
      switch asciiLowercased(word) {
      case "unsigned": definition.type?.isUnsigned = true
      case "default": definition.defaultValue = definition.defaultValue ?? SQLText(next)
      case "primary" where asciiLowercased(next) == "key":
        definition.constraints.append(ConstraintDefinition(.primaryKey(IndexDetails(parts: []))))
      case "unique":
        definition.constraints.append(ConstraintDefinition(.unique(IndexDetails(parts: []))))
      default: break
      }
    }
  }

  /// `storedAsJson` and `virtualAsJson`, which PostgreSQL's grammar does not know.
  private var generatesFromJSON: Bool { dialect != .postgres && major >= 9 }

  private func generation(
    _ fluent: FluentObject,
    _ definition: inout ColumnDefinition
  ) throws(PHPThrow) {
    let plain = [(fluent["virtualAs"], GenerationKind.virtual), (fluent["storedAs"], .stored)]
    let fromJSON = [
      (fluent["virtualAsJson"], GenerationKind.virtual), (fluent["storedAsJson"], .stored),
    ]
    for case (let value?, let kind) in generatesFromJSON ? plain + fromJSON : plain {
      guard let text = try evaluator.text(of: value) else {
        evaluator.markIncomplete(
          blueprint.table,
          .phpUnknownArgument,
          "the expression of this generated column is not known"
        )
        continue
      }
      definition.generation = SQLText(text)
      definition.generationKind = kind
      definition.defaultValue = nil
    }
  }

  private func increment(_ fluent: FluentObject, _ definition: inout ColumnDefinition) {
    if dialect == .postgres, let generated = fluent["generatedAs"] {
      if case .bool(false) = generated { return }
      definition.identity = fluent.isTrue("always") ? .always : .byDefault
    }
    guard fluent.isTrue("autoIncrement"), isSerialType(fluent) else { return }
    if dialect != .postgres { definition.isAutoIncrement = true }
    if dialect == .sqlite || !hasPrimaryCommand {
      definition.constraints.append(ConstraintDefinition(.primaryKey(IndexDetails(parts: []))))
    }
  }

  func isSerialType(_ fluent: FluentObject) -> Bool {
    switch fluent["type"]?.text {
    case "bigInteger", "integer", "mediumInteger", "smallInteger", "tinyInteger": true
    default: false
    }
  }

  private func placement(_ fluent: FluentObject, _ definition: inout ColumnDefinition) {
    guard dialect.isMySQLFamily else { return }
    if let comment = fluent["comment"]?.text { definition.comment = comment }
    if let after = fluent["after"] { definition.position = .after(text(after)) }
    if fluent["first"] != nil { definition.position = .first }
    if fluent.isTrue("useCurrentOnUpdate") || fluent["onUpdate"] != nil {
      definition.updatesTimestamp = true
    }
    splitUpdate(&definition)
  }

  /// `DB::raw('NULL ON UPDATE CURRENT_TIMESTAMP')`: a raw default goes on into the next clause.
  private func splitUpdate(_ definition: inout ColumnDefinition) {
    guard let text = definition.defaultValue?.text, text.utf8.first != 0x27,
      let clause = offset(of: " on update ", in: asciiLowercased(text))
    else { return }
    definition.updatesTimestamp = true
    definition.defaultValue = SQLText(String(decoding: text.utf8.prefix(clause), as: UTF8.self))
  }

  /// `enum` is a checked text on PostgreSQL and SQLite.
  private func check(_ fluent: FluentObject, _ definition: inout ColumnDefinition) {
    guard !dialect.isMySQLFamily, fluent["type"]?.text == "enum" else { return }
    let list = allowed(fluent).map(quoted).joined(separator: ", ")
    let expression = SQLText("\"" + fluent.name + "\" in (" + list + ")")
    definition.constraints.append(ConstraintDefinition(.check(expression)))
  }

  func allowed(_ fluent: FluentObject) -> [String] {
    var values: [PHPValue] = []
    switch fluent["allowed"] {
    case .array(let list)?: values = list.values
    case .object(let object)?:
      if let collection = object.native as? CollectionObject { values = collection.items.values }
    default: break
    }
    if values.isEmpty || values.contains(where: \.isUnknown) {
      evaluator.markIncomplete(
        blueprint.table,
        .phpUnknownArgument,
        "the values of the column " + fluent.name + " are not known"
      )
    }
    return values.map { value in
      if case .enumCase(let enumCase) = value, enumCase.backing == nil { return enumCase.name }
      return text(value)
    }
  }

  // MARK: Defaults

  /// `getDefaultValue`: expressions as they are, booleans as '0' and '1', all else quoted.
  func defaultValue(_ fluent: FluentObject) -> SQLText? {
    if fluent.isTrue("useCurrent"), let current = currentDefault(fluent) {
      return SQLText(current)
    }
    guard let value = fluent["default"] else { return nil }
    switch value {
    case .object(let object):
      guard let text = object.native?.text else { return unknownDefault(fluent) }
      return SQLText(object.native is ExpressionObject ? text : quoted(text))
    case .bool(let flag): return SQLText(flag ? "'1'" : "'0'")
    case .enumCase(let enumCase):
      return SQLText(quoted(enumCase.backingValue.text?.ifNotEmpty ?? enumCase.name))
    case .unknown, .closure, .array: return unknownDefault(fluent)
    case .string(let text):
      return SQLText(
        "'" + ((1...11).contains(major) ? text : pieces(of: text, by: "'").joined(separator: "''"))
          + "'"
      )
    default: return SQLText(quoted(value.text ?? ""))
    }
  }

  private func unknownDefault(_ fluent: FluentObject) -> SQLText? {
    let reason = fluent["default"]?.unknownPart?.reason ?? "not a plain value"
    evaluator.markIncomplete(
      blueprint.table,
      .phpUnknownArgument,
      "the default of the column " + fluent.name + " is " + reason + ", which is not known"
    )
    return nil
  }

  private func currentDefault(_ fluent: FluentObject) -> String? {
    let precision = fluent["precision"]?.integer ?? 0
    switch fluent["type"]?.text {
    case "dateTime", "dateTimeTz", "timestamp", "timestampTz":
      return dialect.isMySQLFamily && precision > 0
        ? "CURRENT_TIMESTAMP(" + String(precision) + ")" : "CURRENT_TIMESTAMP"
    case "date" where major >= 12: return dialect.isMySQLFamily ? "(CURDATE())" : "CURRENT_DATE"
    case "year" where major >= 12:
      switch dialect {
      case .mysql, .mariadb: return "(YEAR(CURDATE()))"
      case .postgres: return "EXTRACT(YEAR FROM CURRENT_DATE)"
      case .sqlite: return "(CAST(strftime('%Y', 'now') AS INTEGER))"
      }
    default: return nil
    }
  }
}
