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
/// No initializer, and all relations and a place: one alone would be a copy of it.
func relationPHP(
  _ relations: [Relation],
  _ slot: Int,
  _ options: EloquentOptions,
  _ imports: inout Imports
) -> RelationPHP {
  let related =
    relations[slot].kind == .morphTo
    ? "\\Illuminate\\Database\\Eloquent\\Model"
    : imports.name(relations[slot].target, in: options.namespace)
  let type = imports.name(typeName(relations[slot].kind), in: RelationPHP.namespace)
  var pivot = ""
  if relations[slot].kind == .belongsToMany, let name = relations[slot].pivot?.className {
    pivot = imports.name(name, in: options.namespace)
  }
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
