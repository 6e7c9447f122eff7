package import Catalog
import Rendering
import SourceText

/// The schema as a script that leads to it again on an empty database.
///
/// Views are kept as their queries were written, and what a query means may have changed since (a
/// `*`, a renamed column): the script is evaluated, and views that come out otherwise are left out
/// of it with a comment.
package func schemaScript(_ schema: Schema) -> [UInt8] {
  var script = schemaSQL(schema)
  var lost: Set<ObjectID> = []
  while !schema.views.isEmpty {
    let file = SourceFile(path: "schema.sql", bytes: script, digest: ContentDigest(0, 0, 0, 0))
    let again = Engine.schema(
      of: [MigrationUnit(file: file)],
      dialect: schema.dialect,
      evaluators: makeEvaluators(schema.dialect)
    )
    var found: [QualifiedName: [String]] = [:]
    for view in again.views { found[view.name] = view.columns.map(\.name) }
    let before = lost.count
    for view in schema.views where found[view.name] != view.columns.map(\.name) {
      lost.insert(view.id)
    }
    if lost.count == before { break }
    script = schemaSQL(schema, lost: lost)
  }
  return script
}
