import Catalog
import SourceText

/// The `$table` of a callback: it remembers columns and commands, and compiles them in the end.
package final class BlueprintObject: BlueprintRecording {
  let table: String
  let isCreating: Bool
  let connection: String?
  let source: SourceReference
  /// The framework's major, 0 where it is not known and the newest is meant.
  let major: Int
  let dialect: Dialect
  let prefix: String
  private(set) var columns: [FluentObject] = []
  var commands: [BlueprintCommand] = []
  var options = TableOptions()
  var isTemporary = false
  private var after: PHPValue?

  init(
    _ table: String,
    isCreating: Bool,
    connection: String?,
    major: Int,
    prefix: String,
    at source: SourceReference,
    _ dialect: Dialect
  ) {
    self.table = table
    self.isCreating = isCreating
    self.connection = connection
    self.source = source
    self.major = major
    self.prefix = prefix
    self.dialect = dialect
  }

  package var className: String { "Illuminate\\Database\\Schema\\Blueprint" }
  package var touchedTable: String? { table }

  package func release() {
    columns = []
    commands = []
  }

  package func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    if let recipe = ColumnRecipe.named(call.method) {
      guard try has(recipe.majors, call) else { return nil }
      return try addColumn(recipe, call)
    }
    if let row = BlueprintCommand.Kind.index(named: call.method) {
      guard try has(row.kind == .vectorIndex ? 12...13 : BlueprintMethod.allMajors, call) else {
        return nil
      }
      return .object(PHPObject(addIndex(row.kind, row.ending, call)))
    }
    if let row = BlueprintCommand.Kind.drop(named: call.method) {
      return .object(PHPObject(dropIndex(row.kind, row.ending, call)))
    }
    return try callOther(call)
  }

  /// Whether the framework's major has a method; where it does not, it may be a macro, and the
  /// migration ends here otherwise.
  func has(_ majors: ClosedRange<Int>, _ call: PHPNativeCall) throws(PHPThrow) -> Bool {
    if BlueprintMethod.has(majors, major) { return true }
    let owner = asciiLowercased(className)
    let evaluator = call.evaluator
    if evaluator.macros[owner + "::" + call.method] != nil { return false }
    if evaluator.context.macro(call.method, of: owner, evaluator) != nil { return false }
    throw evaluator.exception(
      "BadMethodCallException",
      "Method " + className + "::" + call.name + " does not exist in Laravel " + String(major)
    )
  }

  package func property(_ name: String) -> PHPValue? {
    switch name {
    case "engine": options.engine.map { .string($0) } ?? .null
    case "charset": options.characterSet.map { .string($0) } ?? .null
    case "collation": options.collation.map { .string($0) } ?? .null
    default: nil
    }
  }

  package func setProperty(_ name: String, _ value: PHPValue) {
    switch name {
    case "engine": options.engine = value.text
    case "charset": options.characterSet = value.text
    case "collation": options.collation = value.text
    case "temporary": isTemporary = value.truth ?? false
    default: break
    }
  }

  // MARK: Columns

  private func addColumn(
    _ recipe: ColumnRecipe,
    _ call: PHPNativeCall
  ) throws(PHPThrow) -> PHPValue {
    let evaluator = call.evaluator
    let given = call.arguments.value(0, "column")
    let name: PHPValue = given ?? recipe.defaultName.map { .string($0) } ?? .null
    guard let text = try evaluator.text(of: name), !text.isEmpty else {
      evaluator.markIncomplete(
        table,
        .phpUnknownArgument,
        "the name of this column is " + (name.unknownPart?.reason ?? "a " + name.typeName)
          + ", which is not known"
      )
      return .object(PHPObject(FluentObject(.column, self, [], at: call.source)))
    }
    var attributes: [(name: String, value: PHPValue)] = []
    attributes.reserveCapacity(6)
    attributes.append(("type", .string(recipe.type)))
    attributes.append(("name", .string(text)))
    for (position, parameter) in recipe.parameters.enumerated() {
      let value = call.arguments.value(position + 1, parameter.name)
      // A precision of null is none at all, up to the major that gave it a default of its own.
      let isKept = parameter.missing.isTimePrecision && (1...11).contains(major)
      let given = isKept ? value : value?.ifSet
      attributes.append((parameter.name, given ?? missing(parameter.missing, evaluator)))
    }
    let column = FluentObject(
      recipe.isForeignID ? .foreignIDColumn : .column,
      self,
      attributes,
      at: call.source
    )
    if recipe.isUnsigned { column.set("unsigned", .bool(true)) }
    if recipe.isAutoIncrement { column.set("autoIncrement", .bool(true)) }
    if recipe.isNullable { column.set("nullable", .bool(true)) }
    add(column)
    return .object(PHPObject(column))
  }

  func add(_ column: FluentObject) {
    columns.append(column)
    if !isCreating { commands.append(BlueprintCommand(kind: .column, fluent: column)) }
    if let after {
      column.set("after", after)
      self.after = .string(column.name)
    }
  }

  @discardableResult
  func add(
    _ type: String,
    _ name: String,
    _ attributes: [(name: String, value: PHPValue)] = [],
    kind: FluentObject.Kind = .column,
    at source: SourceReference
  ) -> FluentObject {
    let column = FluentObject(
      kind,
      self,
      [("type", .string(type)), ("name", .string(name))] + attributes,
      at: source
    )
    add(column)
    return column
  }

  private func missing(_ missing: ColumnRecipe.Missing, _ evaluator: Evaluator) -> PHPValue {
    switch missing {
    case .null: .null
    case .int(let value): .int(value)
    case .bool(let value): .bool(value)
    case .stringLength: .int(evaluator.stringLength)
    case .timePrecision: evaluator.timePrecision
    }
  }

  func removeColumn(_ name: String) {
    columns.removeAll { $0.name == name }
    commands.removeAll { $0.kind == .column && $0.fluent.name == name }
  }

  /// `after('column', function ($table) {…})`: the columns of the callback follow one another.
  func placing(
    after column: PHPValue,
    _ callback: PHPValue,
    _ call: PHPNativeCall
  ) throws(PHPThrow) {
    after = column
    defer { after = nil }
    _ = try call.evaluator.callValue(callback, [PHPArgument(call.this)])
  }

  // MARK: Indexes

  private func addIndex(
    _ kind: BlueprintCommand.Kind,
    _ ending: String,
    _ call: PHPNativeCall
  ) -> FluentObject {
    index(
      kind,
      ending,
      call.arguments.value(0, "columns") ?? .null,
      call.arguments.value(1, "name"),
      call.arguments.value(2, "algorithm"),
      at: call.source,
      call.evaluator
    )
  }

  @discardableResult
  func index(
    _ kind: BlueprintCommand.Kind,
    _ ending: String,
    _ columns: PHPValue,
    _ name: PHPValue?,
    _ algorithm: PHPValue? = nil,
    at source: SourceReference,
    _ evaluator: Evaluator
  ) -> FluentObject {
    let list = columnList(columns)
    var given = name?.ifSet
    if let unknown = given?.unknownPart {
      given = nil
      evaluator.markIncomplete(
        table,
        .phpUnknownArgument,
        "the name of this index is " + unknown.reason + ", which is not known",
        at: source
      )
    }
    let index: PHPValue =
      given?.truth == false
      ? .string(indexName(ending, list))
      : given ?? .string(indexName(ending, list))
    let fluent = FluentObject(
      kind == .foreign ? .foreignKey : .command,
      self,
      [("index", index), ("columns", .array(list)), ("algorithm", algorithm ?? .null)],
      at: source
    )
    commands.append(BlueprintCommand(kind: kind, fluent: fluent))
    return fluent
  }

  func foreign(
    _ columns: PHPValue,
    _ name: PHPValue?,
    at source: SourceReference,
    _ evaluator: Evaluator
  ) -> FluentObject {
    index(.foreign, "foreign", columns, name, at: source, evaluator)
  }

  private func dropIndex(
    _ kind: BlueprintCommand.Kind,
    _ ending: String,
    _ call: PHPNativeCall
  ) -> FluentObject {
    let given = call.arguments.value(0, "index") ?? .null
    var index = given
    var columns = PHPArray()
    if case .array(let list) = given {
      columns = list
      index = .string(indexName(ending, list))
    } else if given.isNull {
      index = .string(indexName(ending, PHPArray()))
    }
    let fluent = FluentObject(
      .command,
      self,
      [("index", index), ("columns", .array(columns))],
      at: call.source
    )
    commands.append(BlueprintCommand(kind: kind, fluent: fluent))
    return fluent
  }

  func columnList(_ value: PHPValue) -> PHPArray {
    switch value {
    case .array(let list): list
    case .null: PHPArray()
    default: PHPArray(list: [value])
    }
  }

  /// `table_column_column_ending` in lower case, with the prefix where the connection has one.
  func indexName(_ ending: String, _ columns: PHPArray) -> String {
    var name = prefix + table
    if !prefix.isEmpty, let dot = table.utf8.lastIndex(of: 0x2E) {
      let next = table.utf8.index(after: dot)
      name = table[..<next] + prefix + table[next...]
    }
    for column in columns.values { name += "_" + (column.text ?? "") }
    name += "_" + ending
    let lower = asciiLowercased(name)
    guard lower.utf8.contains(where: { $0 == 0x2D || $0 == 0x2E }) else { return lower }
    return String(decoding: lower.utf8.map { $0 == 0x2D || $0 == 0x2E ? 0x5F : $0 }, as: UTF8.self)
  }
}
