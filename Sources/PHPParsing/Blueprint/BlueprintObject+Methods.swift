import Catalog
import SourceText

extension BlueprintObject {
  /// Methods that are neither one column nor one index.
  func callOther(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    guard let verb = BlueprintVerb.named(call.method) else { return nil }
    if let majors = BlueprintVerb.limited[verb], try !has(majors, call) { return nil }
    let first = call.arguments.first?.value
    switch verb {
    case .timestamps, .nullableTimestamps, .timestampsTz, .nullableTimestampsTz, .datetimes:
      return timestamps(verb, call)
    case .rememberToken: return rememberToken(call)
    case .morphs, .nullableMorphs, .numericMorphs, .nullableNumericMorphs, .uuidMorphs,
      .nullableUuidMorphs, .ulidMorphs, .nullableUlidMorphs:
      morphs(call)
      return .null
    case .foreign: return foreign(call)
    case .rawIndex: return rawIndex(call)
    case .foreignIdFor, .foreignUuidFor, .foreignUlidFor: return try foreignFor(verb, call)
    case .after:
      try placing(
        after: call.arguments.value(0, "column") ?? .null,
        call.arguments.value(1, "callback") ?? .null,
        call
      )
      return .null
    case .removeColumn:
      removeColumn(first?.text ?? "")
      return call.this
    case .addColumn: return addGeneric(call)
    case .engine: options.engine = first?.text
    case .innoDb: options.engine = "InnoDB"
    case .charset: options.characterSet = first?.text
    case .collation: options.collation = first?.text
    case .temporary: isTemporary = true
    case .comment: command(.tableComment, [("comment", first ?? .null)], call)
    case .getTable: return .string(table)
    case .getPrefix:
      let isWhole = major == 0 || major >= 12
      return .string(isWhole ? call.evaluator.tablePrefix(connection) : prefix)
    case .creating: return .bool(isCreating)
    case .create: return .null
    case .getColumns, .getAddedColumns:
      return .array(PHPArray(list: columns.map { .object(PHPObject($0)) }))
    case .drop, .dropIfExists, .dropColumn, .dropConstrainedForeignId, .dropForeignIdFor,
      .dropConstrainedForeignIdFor, .dropTimestamps, .dropTimestampsTz, .dropSoftDeletes,
      .dropSoftDeletesTz, .dropRememberToken, .dropMorphs, .renameColumn, .renameIndex, .rename:
      change(verb, call)
      return call.this
    }
    return .null
  }

  private func foreign(_ call: PHPNativeCall) -> PHPValue {
    .object(
      PHPObject(
        foreign(
          call.arguments.value(0, "columns") ?? .null,
          call.arguments.value(1, "name"),
          at: call.source,
          call.evaluator
        )
      )
    )
  }

  private func rawIndex(_ call: PHPNativeCall) -> PHPValue {
    let expression = call.arguments.value(0, "expression") ?? .null
    let list = PHPArray(list: [.object(PHPObject(ExpressionObject(expression)))])
    return .object(
      PHPObject(
        index(
          .index,
          "index",
          .array(list),
          call.arguments.value(1, "name"),
          at: call.source,
          call.evaluator
        )
      )
    )
  }

  @discardableResult
  func command(
    _ kind: BlueprintCommand.Kind,
    _ attributes: [(name: String, value: PHPValue)],
    _ call: PHPNativeCall
  ) -> FluentObject {
    let fluent = FluentObject(.command, self, attributes, at: call.source)
    commands.append(BlueprintCommand(kind: kind, fluent: fluent))
    return fluent
  }

  /// What takes something away or gives it another name.
  private func change(_ verb: BlueprintVerb, _ call: PHPNativeCall) {
    let first = call.arguments.first?.value ?? .null
    switch verb {
    case .drop: command(.drop, [], call)
    case .dropIfExists: command(.dropIfExists, [], call)
    case .dropColumn:
      var list = PHPArray(list: call.arguments.map(\.value))
      if case .array(let given) = first { list = given }
      dropColumns(list, call)
    case .dropConstrainedForeignId:
      let list = PHPArray(list: [first])
      dropForeign(list, call)
      dropColumns(list, call)
    case .dropForeignIdFor, .dropConstrainedForeignIdFor:
      let column = call.arguments.value(1, "column")?.ifSet ?? foreignKey(of: first, call)
      let list = PHPArray(list: [column])
      // Only from major 12 on the column goes along.
      let keepsColumn = verb == .dropForeignIdFor && (1...11).contains(major)
      if verb == .dropConstrainedForeignIdFor || keepsColumn { dropForeign(list, call) }
      if !keepsColumn { dropColumns(list, call) }
    case .dropTimestamps, .dropTimestampsTz:
      dropColumns(PHPArray(list: [.string("created_at"), .string("updated_at")]), call)
    case .dropSoftDeletes, .dropSoftDeletesTz:
      dropColumns(PHPArray(list: [first.ifSet ?? .string("deleted_at")]), call)
    case .dropRememberToken:
      dropColumns(PHPArray(list: [.string("remember_token")]), call)
    case .dropMorphs:
      let name = first.text ?? ""
      let list = PHPArray(list: [.string(name + "_type"), .string(name + "_id")])
      let index = call.arguments.value(1, "indexName")?.ifSet
      command(
        .dropIndex,
        [("index", index ?? .string(indexName("index", list))), ("columns", .array(PHPArray()))],
        call
      )
      dropColumns(list, call)
    case .renameColumn: rename(.renameColumn, call)
    case .renameIndex: rename(.renameIndex, call)
    case .rename: command(.rename, [("to", first)], call)
    default: break
    }
  }

  private func rename(_ kind: BlueprintCommand.Kind, _ call: PHPNativeCall) {
    command(
      kind,
      [
        ("from", call.arguments.value(0, "from") ?? .null),
        ("to", call.arguments.value(1, "to") ?? .null),
      ],
      call
    )
  }

  private func dropForeign(_ list: PHPArray, _ call: PHPNativeCall) {
    command(
      .dropForeign,
      [("index", .string(indexName("foreign", list))), ("columns", .array(list))],
      call
    )
  }

  private func dropColumns(_ list: PHPArray, _ call: PHPNativeCall) {
    command(.dropColumn, [("columns", .array(list))], call)
  }

  private func timestamps(_ verb: BlueprintVerb, _ call: PHPNativeCall) -> PHPValue {
    let type =
      switch verb {
      case .datetimes: "dateTime"
      case .timestampsTz, .nullableTimestampsTz: "timestampTz"
      default: "timestamp"
      }
    let precision = call.arguments.value(0, "precision")?.ifSet ?? call.evaluator.timePrecision
    let made = ["created_at", "updated_at"].map { name in
      PHPValue.object(
        PHPObject(
          add(
            type,
            name,
            [("precision", precision), ("nullable", .bool(true))],
            at: call.source
          )
        )
      )
    }
    return CollectionObject.value(made)
  }

  private func rememberToken(_ call: PHPNativeCall) -> PHPValue {
    .object(
      PHPObject(
        add(
          "string",
          "remember_token",
          [("length", .int(100)), ("nullable", .bool(true))],
          at: call.source
        )
      )
    )
  }

  /// Two columns and an index; the key's type from the method's name or the application's
  /// default.
  private func morphs(_ call: PHPNativeCall) {
    let evaluator = call.evaluator
    guard let name = call.arguments.value(0, "name")?.text else {
      evaluator.markIncomplete(table, .phpUnknownArgument, "the name of the morph is not known")
      return
    }
    var method = call.method
    let isNullable = method.hasPrefix("nullable")
    if isNullable { method = String(method.dropFirst(8)) }
    var kind = String(method.dropLast(6))
    if kind.isEmpty {
      kind = evaluator.morphKeyType
    }
    let after = call.arguments.value(2, "after")?.ifSet
    let type = add(
      "string",
      name + "_type",
      [("length", .int(evaluator.stringLength))],
      at: call.source
    )
    let key: FluentObject
    switch kind {
    case "uuid": key = add("uuid", name + "_id", at: call.source)
    case "ulid": key = add("char", name + "_id", [("length", .int(26))], at: call.source)
    default:
      key = add("bigInteger", name + "_id", [("unsigned", .bool(true))], at: call.source)
    }
    if isNullable {
      type.set("nullable", .bool(true))
      key.set("nullable", .bool(true))
    }
    if let after {
      type.set("after", after)
      key.set("after", .string(name + "_type"))
    }
    let list = PHPArray(list: [.string(name + "_type"), .string(name + "_id")])
    index(
      .index,
      "index",
      .array(list),
      call.arguments.value(1, "indexName"),
      at: call.source,
      evaluator
    )
  }

  private func addGeneric(_ call: PHPNativeCall) -> PHPValue? {
    guard let type = call.arguments.value(0, "type")?.text,
      let name = call.arguments.value(1, "name")?.text
    else { return nil }
    var attributes: [(name: String, value: PHPValue)] = []
    if case .array(let list)? = call.arguments.value(2, "parameters") {
      attributes = list.pairs.compactMap { pair in pair.0.value.text.map { ($0, pair.1) } }
    }
    return .object(PHPObject(add(type, name, attributes, at: call.source)))
  }

  // MARK: Models

  private func foreignKey(of model: PHPValue, _ call: PHPNativeCall) -> PHPValue {
    guard let name = modelName(model) else { return .unknown("the key of a model") }
    return .string(snake(name.short) + "_id")
  }

  private func modelName(_ model: PHPValue) -> PHPName? {
    switch model {
    case .string(let text): PHPName(text)
    case .object(let object): PHPName(object.className)
    default: nil
    }
  }

  /// `foreignIdFor(User::class)`: the column's type from the model's key.
  private func foreignFor(
    _ verb: BlueprintVerb,
    _ call: PHPNativeCall
  ) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    let model = call.arguments.value(0, "model") ?? .null
    guard let name = modelName(model) else {
      evaluator.markIncomplete(
        table,
        .phpUnknownArgument,
        "the model of this foreign key is not known"
      )
      return .object(PHPObject(FluentObject(.column, self, [], at: call.source)))
    }
    let facts = try evaluator.modelFacts(name)
    let column =
      call.arguments.value(1, "column")?.ifSet?.text ?? snake(name.short) + "_id"
    let isInteger =
      verb == .foreignIdFor && facts.keyType == "int"
      && (facts.isIncrementing || major >= 11 || major == 0)
    let made: FluentObject
    if isInteger {
      made = add(
        "bigInteger",
        column,
        [("autoIncrement", .bool(false)), ("unsigned", .bool(true))],
        kind: .foreignIDColumn,
        at: call.source
      )
    } else if verb == .foreignUlidFor || verb == .foreignIdFor && facts.usesUlids {
      made = add("char", column, [("length", .int(26))], kind: .foreignIDColumn, at: call.source)
    } else {
      made = add("uuid", column, kind: .foreignIDColumn, at: call.source)
    }
    if let table = facts.table { made.set("table", .string(table)) }
    made.set("referencesModelColumn", .string(facts.keyName))
    return .object(PHPObject(made))
  }
}

/// What a foreign key needs to know of a model.
struct ModelFacts {
  var table: String?
  var keyName = "id"
  var keyType = "int"
  var isIncrementing = true
  var usesUlids = false
}

extension Evaluator {
  /// The facts of a model, its own methods and traits asked; the defaults where its source is
  /// not in the project.
  func modelFacts(_ name: PHPName) throws(PHPThrow) -> ModelFacts {
    var facts = ModelFacts()
    guard let declared = runtimeClass(name) else {
      facts.table = modelTable(name)
      report(
        .phpForeignCode,
        .note,
        "the source of " + name.text
          + " is not in the project; its key is taken as an integer named id"
      )
      return facts
    }
    let model = try construct(declared, [])
    facts.table = try callMethod(model, PHPName("getTable"), []).text
    facts.keyName = try callMethod(model, PHPName("getKeyName"), []).text ?? "id"
    facts.keyType = try callMethod(model, PHPName("getKeyType"), []).text ?? "int"
    facts.isIncrementing = try callMethod(model, PHPName("getIncrementing"), []).truth ?? true
    facts.usesUlids = declared.usesTrait("hasulids")
    return facts
  }
}
