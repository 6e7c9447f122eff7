import SourceText

/// The names of drizzle's migrations in the order of its journal, `meta/_journal.json`.
///
/// Reads just the `"tag"` members, which the tool writes in order: the file is data of a tool, and
/// whatever else stands in it does not matter here.
func drizzleTags(_ bytes: [UInt8]) -> [String] {
  let text = String(decoding: bytes, as: UTF8.self)
  var tags: [String] = []
  var rest = text[...]
  while let key = rest.firstRange(of: "\"tag\"") {
    rest = rest[key.upperBound...]
    let value = rest.drop { $0 == " " || $0 == ":" || $0 == "\n" || $0 == "\t" }
    guard value.first == "\"" else { continue }
    tags.append(String(value.dropFirst().prefix { $0 != "\"" }))
  }
  return tags
}

extension ListedFile {
  var isDrizzleJournal: Bool {
    isCalled("_journal.json") && inner.ends(in: "meta/_journal.json")
  }
}
