/// Puts configured values where `${name}`, `{{name}}`, `{{.name}}` or
/// `{{ index .Options "name" }}` stand.
///
/// Nothing is looked for where nothing is configured; lines stay lines as long as no value has a
/// line break.
func substitute(_ bytes: [UInt8], _ placeholders: [String: String]) -> [UInt8] {
  guard !placeholders.isEmpty else { return bytes }
  var output: [UInt8] = []
  output.reserveCapacity(bytes.count)
  var offset = 0
  while offset < bytes.count {
    if let (value, end) = placeholder(bytes, at: offset, placeholders) {
      output += Array(value.utf8)
      offset = end
    } else {
      output.append(bytes[offset])
      offset += 1
    }
  }
  return output
}

private func placeholder(
  _ bytes: [UInt8],
  at offset: Int,
  _ placeholders: [String: String]
) -> (String, Int)? {
  guard offset + 3 < bytes.count else { return nil }
  let isDollar = bytes[offset] == 0x24 && bytes[offset + 1] == 0x7B
  let isBraces = bytes[offset] == 0x7B && bytes[offset + 1] == 0x7B
  guard isDollar || isBraces else { return nil }
  var end = offset + 2
  let limit = min(bytes.count, offset + 200)
  while end < limit, bytes[end] != 0x7D, bytes[end] != 0x0A { end += 1 }
  guard end < limit, bytes[end] == 0x7D else { return nil }
  let name = String(decoding: bytes[(offset + 2)..<end], as: UTF8.self).filter { $0 != " " }
  let plain = plainName(name)
  guard let value = placeholders[plain] ?? placeholders[plain.lowercased()] else { return nil }
  let after = isBraces && end + 1 < bytes.count && bytes[end + 1] == 0x7D ? end + 2 : end + 1
  return (value, after)
}

/// The name inside a Go template's expression.
private func plainName(_ expression: String) -> String {
  if let open = expression.firstIndex(of: "\"") {
    return String(expression[expression.index(after: open)...].prefix { $0 != "\"" })
  }
  return expression.hasPrefix(".") ? String(expression.dropFirst()) : expression
}

/// Values for placeholders that nobody configured, from lines `NAME=value` of an example
/// environment: `DB_NAMESPACE="auth"` gives `db_namespace` and `namespace`.
package func placeholders(fromEnvironment bytes: [UInt8]) -> [String: String] {
  var found: [String: String] = [:]
  for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
    guard line.hasPrefix("DB_") || line.hasPrefix("DATABASE_"),
      let equals = line.firstIndex(of: "=")
    else { continue }
    let name = line[..<equals].lowercased()
    let value = line[line.index(after: equals)...].filter { $0 != "\"" && $0 != "'" && $0 != "\r" }
    guard value.count < 64, value.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      continue
    }
    found[name] = String(value)
    if let cut = name.firstIndex(of: "_") {
      found[String(name[name.index(after: cut)...])] = String(value)
    }
  }
  return found
}
