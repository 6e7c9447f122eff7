import Catalog
import Engine
import Rendering
import SourceText

/// How changes of a schema are put to a person: `+ column note  text null`.
struct ChangeText {
  var isColoured: Bool

  func line(_ change: SchemaChange) -> String {
    let (mark, colour) =
      switch change.kind {
      case .added: ("+", "32")
      case .dropped: ("-", "31")
      case .renamed, .changed: ("~", "33")
      }
    let part = change.part == .option ? "" : change.part.rawValue + " "
    let text = "\(mark) \(part)\(sentence(change))"
    return isColoured ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text
  }

  private func sentence(_ change: SchemaChange) -> String {
    switch change.kind {
    case .added: return joined(change.name, change.after)
    case .dropped: return joined(change.name, change.before)
    case .renamed: return "\(change.before ?? "") renamed to \(change.after ?? "")"
    case .changed:
      return "\(change.name): \(change.before ?? "none") becomes \(change.after ?? "none")"
    }
  }

  private func joined(_ name: String, _ text: String?) -> String {
    name.isEmpty ? text ?? "" : text.map { name + " " + $0 } ?? name
  }

  /// What became of an object as a headline, then its parts below.
  func block(_ changes: [SchemaChange]) -> String {
    guard let first = changes.first else { return "" }
    var output = ""
    var rest = changes[...]
    if isWhole(first.part) {
      output += line(first) + "\n"
      rest = rest.dropFirst()
    } else {
      let text = "~ table " + first.owner.searchedName
      output += (isColoured ? "\u{1B}[33m\(text)\u{1B}[0m" : text) + "\n"
    }
    for change in rest { output += (isWhole(change.part) ? "" : "  ") + line(change) + "\n" }
    return output
  }

  private func isWhole(_ part: SchemaChange.Part) -> Bool {
    switch part {
    case .table, .view, .enumType, .domain: true
    case .column, .primaryKey, .index, .foreignKey, .check, .option: false
    }
  }
}

/// Where something was written, as compilers print it.
func placeText(_ source: SourceReference) -> String {
  "\(source.file):\(source.position.line):\(source.position.column)"
}

/// The members that every change has in JSON.
func changeMembers(_ change: SchemaChange) -> [(String, JSONText)] {
  [
    ("change", .string(change.kind.rawValue)),
    ("part", .string(change.part.rawValue)),
    ("schema", .optional(change.owner.schema)),
    ("owner", .string(change.owner.name)),
    ("name", .string(change.name)),
    ("before", .optional(change.before)),
    ("after", .optional(change.after)),
    ("from", placeJSON(change.source)),
  ]
}

func placeJSON(_ source: SourceReference?) -> JSONText {
  guard let source else { return .null }
  return .object([
    ("file", .string(source.file)),
    ("line", .integer(Int(source.position.line))),
    ("column", .integer(Int(source.position.column))),
  ])
}

/// A document of named lists, one item a line.
func jsonDocument(_ format: String, _ members: [(String, JSONText)]) -> [UInt8] {
  var writer = ByteWriter()
  writer.write("{\n  \"format\": \"\(format)\"")
  for (name, value) in members {
    writer.write(",\n  \"\(name)\": ")
    guard case .array(let items) = value, !items.isEmpty else {
      value.write(into: &writer)
      continue
    }
    writer.write("[")
    for (place, item) in items.enumerated() {
      writer.write(place == 0 ? "\n    " : ",\n    ")
      item.write(into: &writer)
    }
    writer.write("\n  ]")
  }
  writer.line("\n}")
  return writer.bytes
}
