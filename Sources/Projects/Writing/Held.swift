import Catalog
import Modeling
import Rendering
import SourceText

/// What stays as it is while a migration cannot be read or is syntactically broken.
///
/// A bad migration harms its own tables only: their models and pages stay as they were, no file is
/// removed, since nobody knows whether its table is really gone, and no model or page loses a
/// relation to a table that such a migration may make. Nor do the documents that show all tables
/// lose any of them. Everything else goes on.
struct Held {
  /// Migrations that cannot be read, or not from some point on; nothing is held without any.
  private let broken: Set<String>
  /// Migrations with statements of SQL that the database would not read: those mark their tables.
  private let misread: Set<String>
  private let pins: NamePins

  init(_ diagnostics: [Diagnostic], _ pins: NamePins) {
    broken = Set(diagnostics.filter(\.isOfBrokenFile).compactMap { $0.source?.file })
    misread = Set(diagnostics.filter(\.isOfBrokenStatement).compactMap { $0.source?.file })
    self.pins = pins
  }

  var isActive: Bool { !broken.isEmpty || !misread.isEmpty }

  /// The paths of models that stay.
  func paths(
    _ models: some Collection<Model>,
    in schema: some SchemaLookup,
    _ options: EloquentOptions
  ) -> Set<String> {
    if !isActive { return [] }
    var paths: Set<String> = []
    for model in models where isHeld(model, schema) {
      paths.insert(options.folder + "/Base/" + model.className + ".php")
    }
    return paths
  }

  /// The paths of documents that stay.
  func paths(
    _ models: some Collection<Model>,
    in schema: Schema,
    _ options: DocumentationOptions
  ) -> Set<String> {
    if !isActive { return [] }
    var tables = Set(schema.tables.filter(isHeld).map(\.id))
    for model in models where hasLostRelation(model) { tables.insert(model.table) }
    return documentPaths(showing: tables, of: schema, options: options)
  }

  private func isHeld(_ model: Model, _ schema: some SchemaLookup) -> Bool {
    if let table = schema.table(model.table), isHeld(table) { return true }
    return hasLostRelation(model)
  }

  private func isHeld(_ table: Table) -> Bool {
    table.changedBy.contains(where: broken.contains)
      || !table.isComplete && table.changedBy.contains(where: misread.contains)
  }

  private func hasLostRelation(_ model: Model) -> Bool {
    guard let before = pins.relations[model.tableName.description] else { return false }
    let now = Set(model.relations.map(\.identity))
    return before.keys.contains { !now.contains($0) }
  }

  /// The names to be kept: those of now, and of tables and relations that may come back.
  func names(_ now: NamePins) -> NamePins {
    if !isActive { return now }
    var names = now
    for (table, name) in pins.classes where names.classes[table] == nil {
      names.classes[table] = name
    }
    for (table, relations) in pins.relations {
      names.relations[table] = (names.relations[table] ?? [:]).merging(relations) { new, _ in new }
    }
    return names
  }
}

extension Diagnostic {
  /// Whether it says that a whole file could not be read or understood.
  fileprivate var isOfBrokenFile: Bool {
    guard severity == .error else { return false }
    switch code.number {
    case 400..<500, DiagnosticCode.unreadableFile.number,
      DiagnosticCode.binaryFile.number:
      return true
    default: return false
    }
  }

  /// Whether it says that a statement of SQL could not be read; the rest of its file could.
  fileprivate var isOfBrokenStatement: Bool {
    severity == .error && (100..<200).contains(code.number)
  }
}
