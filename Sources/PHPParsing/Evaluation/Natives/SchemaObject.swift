import Catalog
import SourceText

/// The schema builder of a connection: what `Schema::…` and `->getSchemaBuilder()` reach.
final class SchemaObject: PHPNative {
  let connection: String?
  var className: String { "Illuminate\\Database\\Schema\\Builder" }

  init(connection: String?) { self.connection = connection }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    guard let method = SchemaMethod.named(call.method) else { return nil }
    if let answer = try change(method, call) { return answer }
    if let answer = try ask(method, call) { return answer }
    return try configure(method, call)
  }

  private func change(
    _ method: SchemaMethod,
    _ call: PHPNativeCall
  ) throws(PHPThrow) -> PHPValue? {
    switch method {
    case .create: try blueprint(call, isCreating: true)
    case .table: try blueprint(call, isCreating: false)
    case .drop: try drop(call, ifExists: false)
    case .dropIfExists: try drop(call, ifExists: true)
    case .rename: try rename(call)
    case .dropColumns: try dropColumns(call)
    case .dropAllTables, .dropAllViews, .dropAllTypes:
      call.evaluator.markIncomplete(
        nil,
        .phpUnknownName,
        call.name + "() is not followed; drop the tables one by one"
      )
    case .whenTableHasColumn: try when(call, hasColumn: true)
    case .whenTableDoesntHaveColumn: try when(call, hasColumn: false)
    case .whenTableHasIndex: try whenIndex(call, has: true)
    case .whenTableDoesntHaveIndex: try whenIndex(call, has: false)
    default: return nil
    }
    return .null
  }

  /// The name of the table a call is about; nil, with a diagnostic, where it is not known.
  private func table(_ call: PHPNativeCall, _ position: Int = 0) throws(PHPThrow) -> String? {
    let value = call.arguments.value(position, position == 0 ? "table" : "to") ?? .null
    if let text = try call.evaluator.text(of: value), !text.isEmpty { return text }
    if case .enumCase(let enumCase) = value, let text = enumCase.backingValue.text { return text }
    call.evaluator.markIncomplete(
      nil,
      .phpUnknownName,
      "the name of this table is " + (value.unknownPart?.reason ?? "a " + value.typeName)
        + ", which is not known; name it with a literal, a constant or a configured value"
    )
    return nil
  }

  private func blueprint(_ call: PHPNativeCall, isCreating: Bool) throws(PHPThrow) {
    let evaluator = call.evaluator
    guard let name = try table(call) else { return }
    let callback = call.arguments.value(1, "callback")
    let blueprint = evaluator.context.makeBlueprint(
      name,
      isCreating: isCreating,
      connection: connection,
      at: call.source,
      evaluator
    )
    defer { blueprint.release() }
    evaluator.openBlueprints.append(name)
    defer { evaluator.openBlueprints.removeLast() }
    if let callback, !callback.isNull {
      _ = try evaluator.callValue(callback, [PHPArgument(.object(PHPObject(blueprint)))])
    }
    evaluator.here = call.source
    try evaluator.finish(blueprint, of: name, isForeign: evaluator.isForeign(connection))
  }

  private func apply(
    _ operation: SchemaOperation,
    _ table: String,
    _ call: PHPNativeCall
  ) throws(PHPThrow) {
    guard !call.evaluator.isForeign(connection) else { return }
    try call.evaluator.apply([LocatedOperation(operation, at: call.source)], on: table)
  }

  private func drop(_ call: PHPNativeCall, ifExists: Bool) throws(PHPThrow) {
    guard let name = try table(call) else { return }
    let statement = DropStatement(
      .table,
      [call.evaluator.tableName(name)],
      ifExists: ifExists
    )
    try apply(.drop(statement), name, call)
  }

  private func rename(_ call: PHPNativeCall) throws(PHPThrow) {
    guard let from = try table(call), let to = try table(call, 1) else { return }
    let evaluator = call.evaluator
    let renaming = Renaming(from: evaluator.tableName(from), to: evaluator.tableName(to))
    if let speculation = evaluator.speculation { speculation.tables.insert(to) }
    try apply(.renameTables([renaming]), from, call)
  }

  private func dropColumns(_ call: PHPNativeCall) throws(PHPThrow) {
    guard let name = try table(call) else { return }
    let evaluator = call.evaluator
    let blueprint = evaluator.context.makeBlueprint(
      name,
      isCreating: false,
      connection: connection,
      at: call.source,
      evaluator
    )
    defer { blueprint.release() }
    let object = PHPObject(blueprint)
    _ = try evaluator.callNative(
      blueprint,
      object,
      PHPName("dropColumn"),
      [PHPArgument(call.arguments.value(1, "columns") ?? .null)]
    )
    try evaluator.finish(blueprint, of: name, isForeign: evaluator.isForeign(connection))
  }

  private func when(_ call: PHPNativeCall, hasColumn: Bool) throws(PHPThrow) {
    guard let name = try table(call) else { return }
    let column = try call.evaluator.text(of: call.arguments.value(1, "column") ?? .null) ?? ""
    let has = call.evaluator.hasColumn(name, column)
    guard has == hasColumn else { return }
    try runCallback(call, name)
  }

  private func whenIndex(_ call: PHPNativeCall, has: Bool) throws(PHPThrow) {
    guard let name = try table(call) else { return }
    let found = call.evaluator.hasIndex(
      name,
      call.arguments.value(1, "index") ?? .null,
      call.arguments.value(3, "type") ?? .null
    )
    guard found == has else { return }
    try runCallback(call, name)
  }

  private func runCallback(_ call: PHPNativeCall, _ name: String) throws(PHPThrow) {
    var inner = call
    inner.arguments = [
      PHPArgument(.string(name)), PHPArgument(call.arguments.value(2, "callback") ?? .null),
    ]
    try blueprint(inner, isCreating: false)
  }
}
