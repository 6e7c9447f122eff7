import Catalog
import Modeling

/// What a relation's method and doc comment call the classes it has to do with.
struct RelationPHP {
  static let namespace = "Illuminate\\Database\\Eloquent\\Relations"
  private static let model = "\\Illuminate\\Database\\Eloquent\\Model"

  let related: String
  let type: String
  /// The class of the pivot's rows; empty where it has none.
  let pivot: String

  init(_ relation: Relation, _ options: EloquentOptions, _ imports: inout Imports) {
    related =
      relation.kind == .morphTo
      ? Self.model : imports.name(relation.target, in: options.namespace)
    type = imports.name(typeName(relation.kind), in: Self.namespace)
    pivot = relation.pivot?.className.map { imports.name($0, in: options.namespace) } ?? ""
  }
}

private func typeName(_ kind: Relation.Kind) -> String {
  switch kind {
  case .belongsTo: "BelongsTo"
  case .hasOne: "HasOne"
  case .hasMany: "HasMany"
  case .belongsToMany: "BelongsToMany"
  case .morphTo: "MorphTo"
  }
}
