package import Catalog
import Engine
package import Linux
import Modeling
import Rendering

/// What the configured outputs want for a schema, beside what is on disk: the whole of it, from
/// nothing but the schema and the lock file.
package func planWholeProject(
  _ setup: ProjectSetup,
  _ schema: Schema
) throws(FileSystemError) -> FilePlan {
  var files: [RenderedFile] = []
  var names = readLockFile(in: setup.root).pins
  let held = Held(schema.diagnostics, names)
  var heldPaths: Set<String> = []
  if let eloquent = setup.outputs.eloquent {
    var modeling = setup.outputs.modeling
    modeling.pins = names
    let context = ModelContext(schema, modeling)
    let built = models(in: context)
    heldPaths = held.paths(built, in: schema, eloquent)
    names = held.names(NamePins(of: built, in: context))
    files += renderEloquent(built, options: eloquent, hash: hexadecimalDigest)
  }
  if let documentation = setup.outputs.documentation {
    files += renderDocumentation(schema, options: documentation, hash: hexadecimalDigest)
  }
  return try planFiles(
    files,
    in: setup.root,
    names: names,
    holding: held.isActive ? heldPaths : nil
  )
}
