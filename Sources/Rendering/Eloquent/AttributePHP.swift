import Catalog
import Modeling
import SourceText

/// What an attribute is in PHP: its type in the doc comment and its cast.
struct AttributePHP {
  var name: String
  /// Without the null that it may be, too.
  var docType: String
  var isNullable: Bool
  /// The cast as an expression; nil for none.
  var cast: String?
}

/// What an attribute is, the enum it casts to imported.
///
/// No initializer, and a model and a place in it: an attribute alone would be a copy of it.
func attributePHP(
  _ model: Model,
  _ slot: Int,
  _ options: EloquentOptions,
  _ imports: inout Imports
) -> AttributePHP {
  let column = model.attributes[slot].column
  let name = column.name
  let docType: String
  var cast: String?
  switch model.attributes[slot].family {
  case .integer(let isUnsigned):
    docType = isUnsigned || column.isAutoIncrement ? "int<0, max>" : "int"
  case .boolean: (docType, cast) = ("bool", "'boolean'")
  case .decimal(let scale?):
    (docType, cast) = ("numeric-string", String(joining: "'decimal:", String(scale), "'"))
  case .decimal(nil): docType = "int|float|numeric-string"
  case .float: (docType, cast) = ("float", "'float'")
  case .date: (docType, cast) = ("\\Illuminate\\Support\\Carbon", "'date'")
  case .dateTime:
    docType = "\\Illuminate\\Support\\Carbon"
    cast = isManaged(name, by: model) ? nil : "'datetime'"
  case .year: (docType, cast) = ("int", "'integer'")
  case .json: (docType, cast) = ("array<array-key, mixed>", "'array'")
  case .vector: (docType, cast) = ("list<float>", "'array'")
  case .geometry, .other: docType = "mixed"
  case .enumeration:
    guard let type = model.attributes[slot].enumClass, options.writesEnums else {
      docType = "string"
      break
    }
    docType = imports.name(type.name, in: options.enumNamespace)
    cast = docType + "::class"
  case .string, .time, .uuid, .ulid, .binary, .set, .list: docType = "string"
  }
  if name == "password", case .string = model.attributes[slot].family, options.major >= 10 {
    cast = "'hashed'"
  }
  let isNullable = column.isNullable && docType != "mixed"
  return AttributePHP(name: name, docType: docType, isNullable: isNullable, cast: cast)
}

/// Whether the framework casts a column of dates by itself.
private func isManaged(_ name: String, by model: Model) -> Bool {
  switch name {
  case "created_at": model.timestamps == .both || model.timestamps == .createdOnly
  case "updated_at": model.timestamps == .both || model.timestamps == .updatedOnly
  default: name == model.deletedAt
  }
}

/// The default of a column as PHP, where it is a literal that the database would store as given.
func literalDefault(_ attribute: Attribute) -> String? {
  guard let text = attribute.column.defaultValue?.text, attribute.column.generation == nil else {
    return nil
  }
  switch attribute.family {
  case .integer, .boolean, .decimal, .float, .string, .enumeration, .year: break
  default: return nil
  }
  let bare = text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
  let value: String
  let isQuoted = bare.hasPrefix("'")
  if isQuoted {
    guard let unquoted = unquoted(bare) else { return nil }
    value = unquoted
  } else {
    value = bare
  }
  switch attribute.family {
  case .boolean:
    switch value.lowercased() {
    case "1", "true", "t", "b'1'": return "true"
    case "0", "false", "f", "b'0'": return "false"
    default: return nil
    }
  case .integer, .year: return isNumber(value, allowsPoint: false) ? value : nil
  case .decimal: return isNumber(value, allowsPoint: true) ? phpString(value) : nil
  case .float: return isNumber(value, allowsPoint: true) ? value : nil
  default: return isQuoted ? phpString(value) : nil
  }
}

/// The text of `'…'`, with or without a cast behind it.
private func unquoted(_ text: String) -> String? {
  var rest = text[...]
  guard let value = takeQuoted(&rest, "'") else { return nil }
  return rest.isEmpty || rest.hasPrefix("::") ? value : nil
}

/// Digits that PHP reads as the same number: no leading zero, which would make it octal.
private func isNumber(_ text: String, allowsPoint: Bool) -> Bool {
  let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
  guard !digits.isEmpty, digits.count < 16, digits.first?.isNumber == true else { return false }
  if digits.count > 1, digits.first == "0", !digits.hasPrefix("0.") { return false }
  let points = digits.utf8.count { $0 == 0x2E }
  return points <= (allowsPoint ? 1 : 0) && digits.last != "."
    && digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
}
