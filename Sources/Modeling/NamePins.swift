import Catalog

/// The names that were given before: of classes by table, of relations by what they are made of.
///
/// A name that code was written against must not move because a second foreign key arrived; only
/// what is new has to find another one. The project keeps them in its committed lock file.
package struct NamePins: Sendable, Equatable {
  /// Table name, with its schema, to class name.
  package var classes: [String: String]
  /// Table name to the identity of a relation to its name.
  package var relations: [String: [String: String]]

  package init(
    classes: [String: String] = [:],
    relations: [String: [String: String]] = [:]
  ) {
    self.classes = classes
    self.relations = relations
  }

  /// The names in some models.
  package init(of models: [Model]) {
    self.init()
    for model in models { record(model) }
  }

  package mutating func record(_ model: Model) {
    let table = model.tableName.description
    classes[table] = model.className
    relations[table] = Dictionary(
      model.relations.map { ($0.identity, $0.name) }
    ) { first, _ in first }
  }

  package mutating func remove(table: String) {
    classes[table] = nil
    relations[table] = nil
  }
}
