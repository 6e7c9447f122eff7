import FoundationEssentials

/// A page as the bytes of its JSON: members sorted by name, so that two pages compare by line.
///
/// The wire structs hold texts, numbers, lists and each other; nothing in them can fail to
/// encode, so a failure is a fault of ours and yields an empty object.
package func wireJSON(_ page: some Encodable, isPretty: Bool = false) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting =
    isPretty
    ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    : [.sortedKeys, .withoutEscapingSlashes]
  guard let data = try? encoder.encode(page) else {
    assertionFailure("a wire struct that cannot be encoded: \(type(of: page))")
    return Array("{}".utf8)
  }
  return isPretty ? tidied(Array(data)) : Array(data)
}

/// Foundation's pretty form as other tools write it: `"a": []` instead of `"a" : [`, an empty
/// line and `]`.
private func tidied(_ bytes: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var isString = false
  var place = 0
  while place < bytes.count {
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\\") where isString && place < bytes.count:
      result += [byte, bytes[place]]
      place += 1
      continue
    case UInt8(ascii: "\""): isString.toggle()
    case UInt8(ascii: ":") where !isString && result.last == UInt8(ascii: " "):
      result.removeLast()
    case UInt8(ascii: "[") where !isString, UInt8(ascii: "{") where !isString:
      var next = place
      while next < bytes.count, bytes[next] == 10 || bytes[next] == 32 { next += 1 }
      // The closing brackets lie two behind the opening ones in ASCII.
      if next < bytes.count, bytes[next] == byte + 2 { place = next }
    default: break
    }
    result.append(byte)
  }
  return result
}

/// Reads a page; members it does not know are left out.
package func readWireJSON<Page: Decodable>(
  _ type: Page.Type,
  _ bytes: some Sequence<UInt8>
) throws
  -> Page
{
  try JSONDecoder().decode(type, from: Data(bytes))
}
