import Catalog
import Modeling

/// What a base class writes for its columns and for other classes.
///
/// All of it is found before the first line is written, since imports come first; who asks first
/// gets the short name.
struct BaseClassNames {
  let parent: String
  let attributes: [AttributePHP]
  let traits: [String]
  let relations: [RelationPHP]
  /// What a class without a key throws.
  let exception: String
  /// What a view's class is given when a row would be put in.
  let builder: String
  let imports: Imports

  init(_ model: Model, _ options: EloquentOptions) {
    var imports = Imports(
      namespace: options.namespace + "\\Base",
      declared: model.className,
      reserving: model.relations.count + 8
    )
    let eloquent = "Illuminate\\Database\\Eloquent"
    parent =
      model.isPivot
      ? imports.name("Pivot", in: RelationPHP.namespace) : imports.name("Model", in: eloquent)
    var attributes: [AttributePHP] = []
    attributes.reserveCapacity(model.attributes.count)
    for slot in model.attributes.indices {
      attributes.append(attributePHP(model, slot, options, &imports))
    }
    self.attributes = attributes
    traits = traitNames(model, options).map { name, isConcern in
      imports.name(name, in: isConcern ? eloquent + "\\Concerns" : eloquent)
    }
    var relations: [RelationPHP] = []
    relations.reserveCapacity(model.relations.count)
    for slot in model.relations.indices {
      relations.append(relationPHP(model.relations, slot, options, &imports))
    }
    self.relations = relations
    exception = model.key == .none ? imports.name("LogicException", in: nil) : ""
    builder = model.key == .none && model.isView ? imports.name("Builder", in: eloquent) : ""
    self.imports = imports
  }
}

private func traitNames(
  _ model: Model,
  _ options: EloquentOptions
) -> [(name: String, isConcern: Bool)] {
  var names: [(name: String, isConcern: Bool)] = []
  if options.major >= 9, case .single(let key, false) = model.key, !model.isPivot,
    !model.relations.contains(where: { $0.kind == .belongsTo && $0.foreignKey == key })
  {
    switch model.family(of: key) {
    case .uuid?: names.append(("HasUuids", isConcern: true))
    case .ulid?: names.append(("HasUlids", isConcern: true))
    default: break
    }
  }
  if model.deletedAt != nil { names.append(("SoftDeletes", isConcern: false)) }
  return names
}

extension Model {
  func family(of name: String) -> ColumnFamily? {
    attributes.first { $0.column.name == name }?.family
  }
}
