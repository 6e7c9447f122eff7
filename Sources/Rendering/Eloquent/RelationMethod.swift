import Catalog
import Modeling

/// The method of a relation; arguments only where the framework would guess something else.
func relationMethod(
  _ relation: Relation,
  _ options: EloquentOptions,
  _ imports: inout Imports
) -> [String] {
  let related =
    relation.kind == .morphTo ? "" : imports.name(options.namespace + "\\" + relation.target)
  let type = imports.name("Illuminate\\Database\\Eloquent\\Relations\\" + typeName(relation.kind))
  var lines: [String] = []
  if options.major >= 11 {
    let model = relation.kind == .morphTo ? "\\Illuminate\\Database\\Eloquent\\Model" : related
    var generics = model + ", $this"
    if options.major >= 12, let pivot = relation.pivot?.className {
      generics += ", " + imports.name(options.namespace + "\\" + pivot)
    }
    lines.append("/** @return \(type)<\(generics)> */")
  }
  lines.append("public function \(relation.name)(): \(type)")
  lines.append("{")
  lines.append("    return $this->" + call(relation, related, options, &imports) + ";")
  lines.append("}")
  return lines
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

private func call(
  _ relation: Relation,
  _ related: String,
  _ options: EloquentOptions,
  _ imports: inout Imports
) -> String {
  var arguments: [String] = []
  switch relation.kind {
  case .morphTo:
    if camel(relation.foreignKey) != relation.name || snake(relation.name) != relation.foreignKey {
      arguments = [
        phpString(relation.name), phpString(relation.foreignKey + "_type"),
        phpString(relation.foreignKey + "_id"),
      ]
    }
    return "morphTo(" + arguments.joined(separator: ", ") + ")"
  case .belongsTo, .hasOne, .hasMany:
    arguments = [related + "::class"]
    if relation.foreignKey != relation.defaultForeignKey || relation.ownerKey != nil {
      arguments.append(phpString(relation.foreignKey))
    }
    if let owner = relation.ownerKey { arguments.append(phpString(owner)) }
    let method =
      switch relation.kind {
      case .belongsTo: "belongsTo"
      case .hasOne: "hasOne"
      default: "hasMany"
      }
    return method + "(" + arguments.joined(separator: ", ") + ")"
  case .belongsToMany:
    return pivotCall(relation, related, options, &imports)
  }
}

private func pivotCall(
  _ relation: Relation,
  _ related: String,
  _ options: EloquentOptions,
  _ imports: inout Imports
) -> String {
  guard let pivot = relation.pivot else { return "belongsToMany(" + related + "::class)" }
  var arguments = [related + "::class"]
  let hasKeys =
    relation.foreignKey != relation.defaultForeignKey
    || pivot.relatedKey != pivot.defaultRelatedKey
  if hasKeys || pivot.table != pivot.defaultTable { arguments.append(phpString(pivot.table)) }
  if hasKeys { arguments += [phpString(relation.foreignKey), phpString(pivot.relatedKey)] }
  var text = "belongsToMany(" + arguments.joined(separator: ", ") + ")"
  if let name = pivot.className {
    text += "->using(" + imports.name(options.namespace + "\\" + name) + "::class)"
  }
  if !pivot.payload.isEmpty {
    text += "->withPivot(" + pivot.payload.map(phpString).joined(separator: ", ") + ")"
  }
  if pivot.hasTimestamps { text += "->withTimestamps()" }
  return text
}

/// Methods that keep `save()` and `delete()` to one row where Eloquent's own would hit many.
///
/// Measured on Laravel 11 to 13: with `$primaryKey = null` an update has no `WHERE` and changes
/// every row; with the first column alone it changes every row of that value.
func keyMethods(_ model: Model, _ imports: inout Imports) -> [[String]] {
  switch model.key {
  case .single: return []
  case .composite(let columns):
    let list = columns.map(phpString).joined(separator: ", ")
    return [
      [
        "protected function setKeysForSaveQuery($query)",
        "{",
        "    foreach ([\(list)] as $key) {",
        "        $query->where($key, '=', $this->original[$key] ?? $this->getAttribute($key));",
        "    }",
        "",
        "    return $query;",
        "}",
      ],
      [
        "protected function setKeysForSelectQuery($query)",
        "{",
        "    return $this->setKeysForSaveQuery($query);",
        "}",
      ],
    ]
  case .none:
    let exception = imports.name("LogicException")
    let message = phpString(
      model.isView
        ? "\(model.tableName.description) is a view: its rows can be read only."
        : "The table \(model.tableName.description) has no primary key: its rows can be read only."
    )
    let refused = ["setKeysForSaveQuery($query)", "setKeysForSelectQuery($query)"]
    var methods = refused
    if model.isView {
      let builder = imports.name("Illuminate\\Database\\Eloquent\\Builder")
      methods.append("performInsert(\(builder) $query)")
    }
    return methods.map { method in
      [
        "protected function \(method)",
        "{",
        "    throw new \(exception)(\(message));",
        "}",
      ]
    }
  }
}
