package import Catalog
package import Engine
import Modeling
package import SourceText

/// A project that can be asked for its schema: one that is loaded, or what the last process kept.
package protocol KnownProject {
  var setup: ProjectSetup { get }
  /// The schema as it is now, bookkeeping tables left out.
  var schema: PresentSchema { get }
  var convention: Convention? { get }
  /// Everything there is to say, in the order in which a fresh run says it.
  func diagnostics() -> [Diagnostic]
  /// The class of a table's model; nil where it has none.
  func className(of object: ObjectID) -> String?
}

extension LiveProject: KnownProject {
  package func className(of object: ObjectID) -> String? { model(of: object)?.className }
}

/// The definitions that the last process kept, loaded because somebody asked for them.
package struct KeptProject: KnownProject {
  package let setup: ProjectSetup
  package private(set) var schema: PresentSchema
  private let summary: SettledSummary
  private var classNames: [ObjectID: String] = [:]

  /// Nil where not all of them are there.
  package init?(_ settled: SettledProject, _ setup: ProjectSetup, in store: ProjectStore) {
    guard let definitions = store.definitions(settled.definitionCount) else { return nil }
    self.setup = setup
    summary = settled.summary
    schema = PresentSchema(dialect: setup.analysis.dialect)
    var seen: Set<ObjectID> = []
    for definition in definitions where seen.insert(definition.object.id).inserted {
      schema.insert(definition.object)
      if let name = definition.className { classNames[definition.object.id] = name }
    }
    guard seen.count == settled.definitionCount else { return nil }
  }

  package var convention: Convention? { summary.convention }

  package func diagnostics() -> [Diagnostic] { summary.diagnostics }

  package func className(of object: ObjectID) -> String? { classNames[object] }
}
