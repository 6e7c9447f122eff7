package import Catalog
import Engine
package import Linux
package import Modeling
package import Rendering

/// What the configured outputs want for a schema: the whole of it, from nothing but the schema and
/// the lock file.
package struct WantedFiles: Sendable {
  package var files: [RenderedFile] = []
  package var names: NamePins
  private let lock: LockFile
  /// Paths that stay as they are; nil where no migration is broken.
  var held: Set<String>?

  package init(_ setup: ProjectSetup, _ schema: Schema) throws(FileSystemError) {
    lock = try readLockFile(in: setup.root)
    names = lock.pins
    let held = Held(schema.diagnostics, names)
    if held.isActive { self.held = [] }
    // Documents need the models only to see what they would lose.
    let context: ModelContext?
    var built: [Model] = []
    if setup.outputs.eloquent != nil || held.isActive {
      var modeling = setup.outputs.modeling
      modeling.pins = names
      let made = ModelContext(schema, modeling)
      built = models(in: made)
      context = made
    } else {
      context = nil
    }
    if let eloquent = setup.outputs.eloquent, let context {
      if held.isActive { self.held?.formUnion(held.paths(built, in: schema, eloquent)) }
      names = held.names(NamePins(of: built, in: context))
      files += renderEloquent(built, options: eloquent, hash: hexadecimalDigest)
    }
    if let documentation = setup.outputs.documentation {
      if held.isActive { self.held?.formUnion(held.paths(built, in: schema, documentation)) }
      files += renderDocumentation(schema, options: documentation, hash: hexadecimalDigest)
    }
  }

  /// The same beside what is on disk.
  package func plan(in root: ProjectRoot) throws(FileSystemError) -> FilePlan {
    try planFiles(files, in: root, lock: lock, names: names, holding: held)
  }
}
