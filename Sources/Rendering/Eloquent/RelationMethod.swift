import Catalog
import Modeling

/// The property, or properties, by which a relation is read.
///
/// Given all relations and a place, since one alone would be a copy of it.
func writeDoc(
  _ relations: [Relation],
  _ slot: Int,
  _ php: RelationPHP,
  into writer: inout ByteWriter
) {
  switch relations[slot].kind {
  case .belongsTo, .hasOne, .morphTo:
    let separator = relations[slot].isNullable ? "|null $" : " $"
    writer.line(" * @property-read ", php.related, separator, relations[slot].name)
  case .hasMany, .belongsToMany:
    writer.write(
      " * @property-read \\Illuminate\\Database\\Eloquent\\Collection<int, ",
      php.related
    )
    writer.line("> $", relations[slot].name)
    writer.line(" * @property-read int|null $", snake(relations[slot].name), "_count")
  }
}

/// The method of a relation; arguments only where the framework would guess something else.
func writeMethod(
  _ relations: [Relation],
  _ slot: Int,
  _ php: RelationPHP,
  _ options: EloquentOptions,
  into writer: inout ByteWriter
) {
  if options.major >= 11 {
    writer.write("    /** @return ", php.type, "<", php.related, ", $this")
    if options.major >= 12, !php.pivot.isEmpty { writer.write(", ", php.pivot) }
    writer.line("> */")
  }
  writer.line("    public function ", relations[slot].name, "(): ", php.type)
  writer.write("    {\n        return $this->", methodName(relations[slot].kind), "(")
  switch relations[slot].kind {
  case .morphTo: writeMorph(relations[slot], into: &writer)
  case .belongsTo, .hasOne, .hasMany:
    writer.write(php.related, "::class")
    if relations[slot].foreignKey != relations[slot].defaultForeignKey
      || relations[slot].ownerKey != nil
    {
      writeArgument(relations[slot].foreignKey, into: &writer)
    }
    if let owner = relations[slot].ownerKey { writeArgument(owner, into: &writer) }
  case .belongsToMany: writePivot(relations[slot], php, into: &writer)
  }
  writer.line(");\n    }")
}

private func methodName(_ kind: Relation.Kind) -> String {
  switch kind {
  case .belongsTo: "belongsTo"
  case .hasOne: "hasOne"
  case .hasMany: "hasMany"
  case .belongsToMany: "belongsToMany"
  case .morphTo: "morphTo"
  }
}

private func writeArgument(_ text: String, into writer: inout ByteWriter) {
  writer.write(", ")
  writer.write(phpString: text)
}

private func writeMorph(_ relation: Relation, into writer: inout ByteWriter) {
  if camel(relation.foreignKey) == relation.name, snake(relation.name) == relation.foreignKey {
    return
  }
  writer.write(phpString: relation.name)
  writeArgument(relation.foreignKey + "_type", into: &writer)
  writeArgument(relation.foreignKey + "_id", into: &writer)
}

/// The arguments and the calls behind them, but for the last parenthesis.
private func writePivot(_ relation: Relation, _ php: RelationPHP, into writer: inout ByteWriter) {
  writer.write(php.related, "::class")
  guard let pivot = relation.pivot else { return }
  let hasKeys =
    relation.foreignKey != relation.defaultForeignKey
    || pivot.relatedKey != pivot.defaultRelatedKey
  if hasKeys || pivot.table != pivot.defaultTable { writeArgument(pivot.table, into: &writer) }
  if hasKeys {
    writeArgument(relation.foreignKey, into: &writer)
    writeArgument(pivot.relatedKey, into: &writer)
  }
  if !php.pivot.isEmpty { writer.write(")->using(", php.pivot, "::class") }
  for (place, column) in pivot.payload.enumerated() {
    writer.write(place == 0 ? ")->withPivot(" : ", ")
    writer.write(phpString: column)
  }
  if pivot.hasTimestamps { writer.write(")->withTimestamps(") }
}
