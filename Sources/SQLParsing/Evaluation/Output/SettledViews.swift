package import Catalog
import SourceText

/// What views may read, asked by name, so that nobody has to gather all of a schema for a few.
package struct ViewSurroundings {
  /// By the name in lower case.
  package var table: (String) -> Table?
  package var view: (String) -> View?
  package var tableByID: (ObjectID) -> Table?
  package var allTables: () -> [Table]
  package var allViews: () -> [View]

  package init(
    table: @escaping (String) -> Table?,
    view: @escaping (String) -> View?,
    tableByID: @escaping (ObjectID) -> Table?,
    allTables: @escaping () -> [Table],
    allViews: @escaping () -> [View]
  ) {
    self.table = table
    self.view = view
    self.tableByID = tableByID
    self.allTables = allTables
    self.allViews = allViews
  }

  package init(_ schema: Schema) {
    var views: [String: View] = [:]
    var tables: [String: Table] = [:]
    for view in schema.views { views[view.name.name.lowercased()] = view }
    for table in schema.tables { tables[table.name.name.lowercased()] = table }
    self.init(
      table: { tables[$0] },
      view: { views[$0] },
      tableByID: schema.table,
      allTables: { schema.tables },
      allViews: { schema.views }
    )
  }
}

/// Views of a SQLite schema with the columns they have now.
///
/// SQLite keeps a view as text and reads it anew for every query: `*` lists what the tables have
/// by then, and a view may be made before what it reads. Other databases settle a view's columns
/// when it is made.
package func settledViews(_ views: [View], among surroundings: ViewSurroundings) -> [View] {
  let world = ViewWorld(surroundings)
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
  return views.map { world.settled($0) }
}

/// A schema that answers and cannot be changed.
private final class ViewWorld: QuietWorld {
  private let surroundings: ViewSurroundings
  private var done: [ObjectID: View] = [:]
  private var isOpen: Set<ObjectID> = []
  var resolve: (View) -> [ViewColumn]? = { _ in nil }

  init(_ surroundings: ViewSurroundings) { self.surroundings = surroundings }

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

  var dialect: Dialect { .sqlite }
  func table(_ name: QualifiedName) -> Table? { surroundings.table(name.name.lowercased()) }
  func view(_ name: QualifiedName) -> View? {
    surroundings.view(name.name.lowercased()).map { settled($0) }
  }
  func hasSchema(_ name: String) -> Bool { name == "main" }
  func schemas() -> [String] { ["main"] }
  func tableByID(_ id: ObjectID) -> Table? { surroundings.tableByID(id) }
  func allTables() -> [Table] { surroundings.allTables() }
  func allViews() -> [View] { surroundings.allViews() }
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
