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
  return Array(data)
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
