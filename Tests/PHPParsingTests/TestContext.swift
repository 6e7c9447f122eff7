import Catalog
import SourceText

@testable import PHPParsing

/// An application whose classes are found by name in all files of the world.
final class TestContext: LaravelContext {
  private var parsed: [String: PHPFile] = [:]

  func file(_ path: String, _ evaluator: Evaluator) -> PHPFile? {
    if let known = parsed[path] { return known }
    guard let source = evaluator.world.file(path) else { return nil }
    let file = parsePHP(source).value
    parsed[path] = file
    return file
  }

  func declaration(of name: PHPName, _ evaluator: Evaluator) -> PHPDeclaration? {
    for path in evaluator.world.files(in: "app") {
      if let file = file(path, evaluator), let found = file.classNamed(name) {
        return PHPDeclaration(found, in: file)
      }
    }
    return nil
  }

  func environment(_ name: String, _ evaluator: Evaluator) -> String? {
    evaluator.world.setting("env." + name)
  }

  func macro(_ method: String, of className: String, _ evaluator: Evaluator) -> PHPClosure? { nil }

  func tablePrefix(connection: String?, _ evaluator: Evaluator) -> String {
    evaluator.world.setting("prefix") ?? ""
  }

  func makeBlueprint(
    _ table: String,
    isCreating: Bool,
    connection: String?,
    at source: SourceReference,
    _ evaluator: Evaluator
  ) -> any BlueprintRecording {
    TestBlueprint(table, isCreating: isCreating, source)
  }

  func defaultStringLength(_ evaluator: Evaluator) -> Int? { nil }
  func defaultMorphKeyType(_ evaluator: Evaluator) -> String? { nil }
  func defaultTimePrecision(_ evaluator: Evaluator) -> PHPValue? { nil }
  func hasPackage(_ name: String, _ evaluator: Evaluator) -> Bool { false }
  func defaultConfiguration(_ name: String, _ evaluator: Evaluator) -> PHPValue? { nil }
  func functionFiles(_ evaluator: Evaluator) -> [PHPFile] { [] }
  func frameworkMajor(_ evaluator: Evaluator) -> Int? { nil }
  func plural(_ word: String) -> String { word + "s" }
  func singular(_ word: String) -> String { word.hasSuffix("s") ? String(word.dropLast()) : word }
}

/// A Blueprint that takes every method with a text first for a column.
final class TestBlueprint: BlueprintRecording {
  let table: String
  let isCreating: Bool
  let source: SourceReference
  var added: [String] = []
  var dropped: [String] = []

  var className: String { "Illuminate\\Database\\Schema\\Blueprint" }
  var touchedTable: String? { table }

  init(_ table: String, isCreating: Bool, _ source: SourceReference) {
    self.table = table
    self.isCreating = isCreating
    self.source = source
  }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    if call.method.hasPrefix("missing") { return nil }
    if call.method == "dropcolumn" {
      for argument in call.arguments {
        if case .array(let list) = argument.value {
          dropped += list.values.compactMap(\.text)
        } else {
          dropped.append(argument.value.text ?? "?")
        }
      }
      return call.this
    }
    added.append(call.arguments.first?.value.text ?? call.method)
    return .object(PHPObject(TestColumn(self)))
  }

  func finish(_ evaluator: Evaluator) throws(PHPThrow) {
    try evaluator.apply(operations(evaluator), on: table)
  }

  func release() {}

  private func operations(_ evaluator: Evaluator) -> [LocatedOperation] {
    let name = evaluator.tableName(table)
    let columns = added.map { ColumnDefinition(name: $0) }
    guard !isCreating else {
      let definition = TableDefinition(name: name, elements: columns.map { .column($0) })
      return [LocatedOperation(.createTable(definition), at: source)]
    }
    var actions = columns.map { TableAction.addColumn($0, ifNotExists: false) }
    actions += dropped.map { TableAction.dropColumn($0, ifExists: false, cascade: false) }
    guard !actions.isEmpty else { return [] }
    return [LocatedOperation(.alterTable(AlterTable(name: name, actions: actions)), at: source)]
  }
}

final class TestColumn: PHPNative {
  private let blueprint: TestBlueprint
  var className: String { "Illuminate\\Database\\Schema\\ColumnDefinition" }
  var touchedTable: String? { blueprint.table }

  init(_ blueprint: TestBlueprint) { self.blueprint = blueprint }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? { call.this }
}
