import Catalog
import SQLParsing

extension History {
  /// SQLite's views at the end of the history that may read something that changed, with the
  /// columns they have now.
  ///
  /// SQLite finds what a view reads by name, and anew for each query, so a view is looked at where
  /// the name of something that changed stands in its text; what it then is may change others.
  func views(reachedBy changes: [ObjectChange]) -> [View] {
    var views: [String: View] = [:]
    for id in store.allOtherIDs {
      guard case .view(let view)? = store.other(id, before: UInt64.max) else { continue }
      views[view.name.name.lowercased()] = view
    }
    if views.isEmpty { return [] }
    var names: [String] = []
    for object in changes.flatMap({ [$0.old, $0.new] }) {
      if let name = object?.name.name.lowercased() { names.append(name) }
    }
    var rest = views.mapValues { $0.query.text.lowercased() }
    var found: [View] = []
    for name in names where rest.removeValue(forKey: name) != nil {
      if let view = views[name] { found.append(view) }
    }
    while let name = names.popLast() {
      // A name with a quote in it may be written in many ways.
      let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
      for (reader, text) in rest where !isPlain || text.contains(name) {
        rest[reader] = nil
        names.append(reader)
        if let view = views[reader] { found.append(view) }
      }
    }
    let surroundings = ViewSurroundings(
      table: { self.table(named: QualifiedName($0)) },
      view: { views[$0] },
      tableByID: { self.table($0) },
      allTables: { self.store.allTableIDs.compactMap { self.table($0) } },
      allViews: { Array(views.values) }
    )
    return settledViews(found, among: surroundings).sorted { $0.name < $1.name }
  }
}
