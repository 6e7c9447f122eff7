import Catalog
import Modeling

/// What a relation's method and doc comment call the classes it has to do with.
struct RelationPHP {
  static let namespace = "Illuminate\\Database\\Eloquent\\Relations"

  var related: String
  var type: String
  /// The class of the pivot's rows; empty where it has none.
  var pivot: String
}

/// What a relation calls its classes, all of them imported.
///
/// No initializer: those are given copies of what they are called with.
func relationPHP(
  _ relation: Relation,
  _ options: EloquentOptions,
  _ imports: inout Imports
) -> RelationPHP {
  let related =
    relation.kind == .morphTo
    ? "\\Illuminate\\Database\\Eloquent\\Model"
    : imports.name(relation.target, in: options.namespace)
  let type = imports.name(typeName(relation.kind), in: RelationPHP.namespace)
  var pivot = ""
  if let name = relation.pivot?.className { pivot = imports.name(name, in: options.namespace) }
  return RelationPHP(related: related, type: type, pivot: pivot)
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
