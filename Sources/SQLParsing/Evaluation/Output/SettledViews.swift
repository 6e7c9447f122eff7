package import Catalog
import SourceText

/// The views of a SQLite schema with the columns they have now.
///
/// SQLite keeps a view as text and reads it anew for every query: `*` lists what the tables have
/// by then, and a view may be made before what it reads. Other databases settle a view's columns
/// when it is made, and get theirs back as they are.
package func settledViews(of schema: Schema) -> [View] {
  guard schema.dialect == .sqlite else { return schema.views }
  let world = SchemaWorld(schema)
  let source = SourceReference(file: "", line: 1, column: 1)
  let evaluator = Evaluator(world: world, isTry: true, at: source) { _, _, _ in
    SQLScript.Definition(operations: [])
  }
  world.resolve = { view in
    var reader = QueryReader(Array(view.query.text.utf8), dialect: .sqlite)
    let query = reader.query()
    guard !view.isComplete || query.hasStar else { return nil }
    return OutputColumns(evaluator: evaluator).viewColumns(query)
  }
  return schema.views.map { world.settled($0) }
}

/// A schema that answers and cannot be changed.
private final class SchemaWorld: QuietWorld {
  private let schema: Schema
  private var views: [String: View] = [:]
  private var done: [ObjectID: View] = [:]
  private var isOpen: Set<ObjectID> = []
  var resolve: (View) -> [ViewColumn]? = { _ in nil }

  init(_ schema: Schema) {
    self.schema = schema
    for view in schema.views { views[view.name.name.lowercased()] = view }
    for table in schema.tables { tables[table.name.name.lowercased()] = table }
  }

  private var tables: [String: Table] = [:]

  /// The view with its columns; itself where it reads itself.
  func settled(_ view: View) -> View {
    if let known = done[view.id] { return known }
    guard isOpen.count < 60, isOpen.insert(view.id).inserted else { return view }
    var settled = view
    if let columns = resolve(view) {
      settled.columns = columns
      settled.isComplete = true
    }
    isOpen.remove(view.id)
    done[view.id] = settled
    return settled
  }

  var dialect: Dialect { schema.dialect }
  func table(_ name: QualifiedName) -> Table? { tables[name.name.lowercased()] }
  func view(_ name: QualifiedName) -> View? { views[name.name.lowercased()].map { settled($0) } }
  func hasSchema(_ name: String) -> Bool { name == "main" }
  func schemas() -> [String] { ["main"] }
  func tableByID(_ id: ObjectID) -> Table? { schema.table(id) }
  func allTables() -> [Table] { schema.tables }
  func allViews() -> [View] { schema.views }
  func searchPath() -> [String] { ["main"] }
}

extension QueryTree {
  /// Whether `*` stands anywhere in its output.
  var hasStar: Bool {
    var found = false
    visitExpressions { expression in
      if case .star = expression { found = true }
    }
    return found
  }
}

extension OutputColumns {
  /// The columns of a view or a table made by a query: no name twice.
  ///
  /// SQLite tells columns of one name apart as `id`, `id:1` (`sqlite3ColumnsFromExprList`).
  func viewColumns(_ query: QueryTree) -> [ViewColumn]? {
    guard var columns = columns(query), dialect == .sqlite else { return columns(query) }
    var seen: Set<String> = []
    for slot in columns.indices {
      var name = columns[slot].name
      var count = 0
      while !seen.insert(name.lowercased()).inserted, count < 1_000 {
        count += 1
        name = columns[slot].name + ":" + String(count)
      }
      columns[slot].name = name
    }
    return columns
  }
}
