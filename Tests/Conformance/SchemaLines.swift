import Catalog
import Foundation

/// A schema as lines, one for each fact, so that two of them compare as sets.
///
/// What a catalogue cannot say is left out: SQLite keeps neither names of keys nor checks, and
/// prints its own types in upper case. Where PostgreSQL and MariaDB print an expression anew from
/// its tree, it only counts that there is one; literals count to the letter.
struct SchemaLines {
  private(set) var lines: [String] = []
  private let dialect: Dialect

  /// `without` names tables to leave out: those that say that they are incomplete.
  init(json: Data, _ dialect: Dialect, without: Set<String> = []) throws {
    self.dialect = dialect
    let document = try JSONSerialization.jsonObject(with: json) as? [String: Any] ?? [:]
    for table in objects(document["tables"]) where !without.contains(text(table["name"])) {
      add(table)
    }
    for view in objects(document["views"]) {
      let kind = view["materialized"] as? Bool == true ? "materialized view " : "view "
      lines.append(kind + name(view) + list(view["columns"]))
    }
    for type in objects(document["enums"]) {
      lines.append("enum " + name(type) + list(type["labels"]))
    }
    for domain in objects(document["domains"]) {
      lines.append("domain " + name(domain) + " " + text(domain["type"]) + nullability(domain))
    }
  }

  /// What is in one and not in the other, `-` for what only `self` has.
  func differences(to other: SchemaLines) -> [String] {
    let (mine, theirs) = (Set(lines), Set(other.lines))
    return lines.filter { !theirs.contains($0) }.map { "- " + $0 }
      + other.lines.filter { !mine.contains($0) }.map { "+ " + $0 }
  }

  private mutating func add(_ table: [String: Any]) {
    let owner = name(table)
    lines.append("\(owner): \(text(table["kind"]))\(comment(table))")
    for (number, column) in objects(table["columns"]).enumerated() {
      lines.append("\(owner) column \(number + 1): " + columnText(column))
    }
    if let key = table["primaryKey"] as? [String: Any] {
      let given = dialect == .sqlite ? "" : " " + text(key["name"])
      lines.append("\(owner) primary key\(given)" + list(key["columns"]))
    }
    for index in objects(table["indexes"]) {
      let kind = index["unique"] as? Bool == true ? "unique" : "index"
      let predicate = index["where"] as? String
      lines.append(
        "\(owner) \(kind) \(text(index["name"]))"
          + list(index["columns"]).replacingOccurrences(of: "public.", with: "")
          + (predicate.map { " where " + settled($0) } ?? "")
      )
    }
    for key in objects(table["foreignKeys"]) {
      let target = key["references"] as? [String: Any] ?? [:]
      let given = dialect == .sqlite ? "" : " " + text(key["name"])
      lines.append(
        "\(owner) foreign key\(given)" + list(key["columns"]) + " > "
          + text(target["schema"]) + "." + folded(text(target["table"])) + list(target["columns"])
          + " delete " + text(key["onDelete"]) + ", update " + text(key["onUpdate"])
      )
    }
    guard dialect != .sqlite else { return }
    for check in objects(table["checks"]) { lines.append("\(owner) check \(text(check["name"]))") }
  }

  private func columnText(_ column: [String: Any]) -> String {
    var line = text(column["name"]) + " " + folded(text(column["type"])) + nullability(column)
    if let value = column["default"] as? String, dialect != .sqlite || value != "NULL" {
      line += " default " + settled(value)
    }
    if column["autoIncrement"] as? Bool == true { line += " auto" }
    if let kind = column["generated"] as? String { line += " generated " + kind }
    return line + comment(column)
  }

  /// A literal as it stands, `…` for an expression that its database would print anew.
  private func settled(_ value: String) -> String {
    guard dialect != .sqlite else { return value }
    let isWord = value.allSatisfy { $0.isLetter || $0.isNumber || "_.()".contains($0) }
    let literal = /-?\d+(\.\d+)?|[a-z]?'(?:[^']|'')*'(::[\w ."\[\]]+)?/
    return isWord || value.wholeMatch(of: literal) != nil ? value : "…"
  }

  /// SQLite compares names and types without regard to case, and prints some in its own.
  private func folded(_ text: String) -> String {
    dialect == .sqlite ? text.lowercased() : text
  }

  private func name(_ object: [String: Any]) -> String {
    ((object["schema"] as? String).map { $0 + "." } ?? "") + text(object["name"])
  }

  private func nullability(_ object: [String: Any]) -> String {
    object["nullable"] as? Bool == true ? " null" : " not null"
  }

  private func comment(_ object: [String: Any]) -> String {
    (object["comment"] as? String).map { " -- " + $0 } ?? ""
  }

  private func text(_ value: Any?) -> String { value as? String ?? "" }

  private func list(_ value: Any?) -> String {
    "(" + (value as? [String] ?? []).joined(separator: ", ") + ")"
  }

  private func objects(_ value: Any?) -> [[String: Any]] { value as? [[String: Any]] ?? [] }
}
