import Catalog
import PHPParsing
import SourceText

extension SupportedPage {
  mutating func addBlueprint() {
    heading(2, "Laravel: Blueprint")
    add(
      """
      Majors 8 to 13, taken from `composer.lock` or `composer.json`; without either the newest.
      A column **Laravel** says which majors have a method where not all do: in another one the
      migration ends there, as it does in Laravel. A type is given as the database's own catalogue
      prints it, with the majors in front where they differ; `stops` is where Laravel ends with an
      exception. Names of methods have no case, names of modifiers do, as in Laravel.
      """
    )
    heading(3, "Columns")
    add("Not null unless it says so.")
    rows(.column, prefix: "$table->") { table, schema in
      Self.columns(table, schema, isNamed: false)
    }
    heading(3, "Several columns at once")
    rows(.columns, prefix: "$table->") { table, schema in
      ([Self.columns(table, schema, isNamed: true)] + Self.indexes(table))
        .joined(separator: "<br>")
    }
    heading(3, "Modifiers of a column")
    add(
      """
      What the column is with the modifier; `–` is where it changes nothing. Any other name is
      swallowed by Laravel without a word, and noted here (MG0550).
      """
    )
    modifiers()
    heading(3, "Indexes and their modifiers")
    rows(.index, prefix: "$table->", also: .indexModifier) { table, _ in
      let key = table.primaryKey.map { "primary key (" + $0.columns.joined(separator: ", ") + ")" }
      let found = [key].compactMap { $0 } + Self.indexes(table)
      return found.isEmpty ? "–" : found.joined(separator: "<br>")
    }
    heading(3, "Foreign keys")
    rows(.foreignKey, prefix: "$table->") { table, _ in
      let keys = table.foreignKeys.map { key in
        let name = key.name.map { "`" + $0 + "`: " } ?? ""
        let actions = [
          key.onDelete == .noAction ? "" : ", on delete " + key.onDelete.rawValue,
          key.onUpdate == .noAction ? "" : ", on update " + key.onUpdate.rawValue,
        ]
        return name + key.columns.joined(separator: ", ") + " → " + key.target.name.name + "("
          + key.target.columns.joined(separator: ", ") + ")" + actions.joined()
      }
      return keys.isEmpty ? "–" : keys.joined(separator: "<br>")
    }
    heading(3, "Dropping, renaming, and the table itself")
    for kind in [BlueprintMethod.Kind.drop, .rename, .table, .question] { sentences(kind) }
  }

  private mutating func rows(
    _ kind: BlueprintMethod.Kind,
    prefix: String,
    also other: BlueprintMethod.Kind? = nil,
    _ describe: (Table, Schema) -> String
  ) {
    var rows: [[String]] = []
    for method in BlueprintMethod.all where method.kind == kind || method.kind == other {
      let sample = BlueprintSample.of(method)
      let effects = Self.dialects.map { sample.effects(on: $0.dialect, evaluators, describe) }
      rows.append(["`" + sample.shown + "`", Self.majors(method.majors)] + effects)
    }
    table(["Call", "Laravel"] + Self.dialects.map(\.name), rows)
  }

  private mutating func modifiers() {
    var rows: [[String]] = []
    for method in BlueprintMethod.all where method.kind == .modifier {
      let sample = BlueprintSample.of(method)
      var plain = sample
      plain.code = sample.plain
      let cells = Self.dialects.map { dialect, _ in
        let describe: (Table, Schema) -> String = { table, schema in
          ([Self.columns(table, schema, isNamed: false)]
            + (table.primaryKey.map { ["primary key (" + $0.columns.joined(separator: ", ") + ")"] }
              ?? [])
            + Self.indexes(table)).joined(separator: "<br>")
        }
        let with = sample.effects(on: dialect, evaluators, describe)
        return with == plain.effects(on: dialect, evaluators, describe) ? "–" : with
      }
      rows.append(["`" + sample.shown + "`", Self.majors(method.majors)] + cells)
    }
    table(["Call", "Laravel"] + Self.dialects.map(\.name), rows)
  }

  private mutating func sentences(_ kind: BlueprintMethod.Kind) {
    let methods = BlueprintMethod.all.filter { $0.kind == kind }
    table(
      ["Method", "Laravel", "What it does"],
      methods.map {
        ["`\($0.name)()`", Self.majors($0.majors), Self.blueprintSentences[$0.name] ?? "?"]
      }
    )
  }

  // MARK: Words

  static func columns(_ table: Table, _ schema: Schema, isNamed: Bool) -> String {
    let added = table.columns.filter { !$0.name.hasPrefix("base") }
    return added.map { column in
      var text = isNamed ? "`\(column.name)` " : ""
      text += "`\(schema.typeName(of: column.type))`"
      if column.isNullable { text += " null" }
      if column.isAutoIncrement { text += " auto" }
      if let value = column.defaultValue { text += " default `\(value.text)`" }
      if let generation = column.generation { text += " \(generation.kind.rawValue)" }
      if column.updatesTimestamp { text += " on update current_timestamp" }
      if let comment = column.comment { text += " comment '\(comment)'" }
      if let set = column.characterSet { text += " character set \(set)" }
      if let collation = column.collation { text += " collate \(collation)" }
      if added.count < table.columns.count,
        let place = table.columns.firstIndex(of: column), place < table.columns.count - 1
      {
        text += place == 0 ? " first" : " after \(table.columns[place - 1].name)"
      }
      return text
    }.joined(separator: "<br>")
  }

  static func indexes(_ table: Table) -> [String] {
    let indexes = table.indexes.filter { $0.servesForeignKey == nil }
      .sorted { $0.name < $1.name }
      .map { index in
        let kind =
          index.isUnique ? "unique" : index.kind == .plain ? "index" : index.kind.rawValue
        let method = index.method.map { " using " + $0 } ?? ""
        let condition = index.predicate.map { " where " + $0.text } ?? ""
        let parts = index.parts.map { "`\($0.text)`" }.joined(separator: ", ")
        return "\(kind) `\(index.name)` (\(parts))\(method)\(condition)"
          + (index.nullsNotDistinct ? " nulls not distinct" : "")
      }
    return indexes
  }
}
