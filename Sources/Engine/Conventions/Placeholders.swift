/// Puts configured values where `${name}`, `{{name}}` or `{{.name}}` stand.
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
  let plain = name.hasPrefix(".") ? String(name.dropFirst()) : name
  guard let value = placeholders[plain] else { return nil }
  let after = isBraces && end + 1 < bytes.count && bytes[end + 1] == 0x7D ? end + 2 : end + 1
  return (value, after)
}
