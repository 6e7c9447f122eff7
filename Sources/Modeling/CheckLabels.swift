import Catalog

/// The labels that a check allows a column, where it is nothing but a list of them.
///
/// `status in ('a', 'b')` as written, and what PostgreSQL makes of it:
/// `((status)::text = ANY ((ARRAY['a'::character varying, …])::text[]))`. Laravel's `enum()` is
/// such a check on PostgreSQL and SQLite.
func checkLabels(_ expression: String, column: String) -> [String]? {
  var labels: [String] = []
  var words: Set<String> = []
  var rest = expression[...]
  while let character = rest.first {
    if character == "'" {
      guard let label = takeQuoted(&rest, "'") else { return nil }
      labels.append(label)
    } else if character == "\"" || character == "`" {
      guard let name = takeQuoted(&rest, character), name == column else { return nil }
      words.insert("=column")
    } else if character.isLetter || character == "_" {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      rest = rest.dropFirst(word.count)
      words.insert(String(word) == column ? "=column" : word.lowercased())
    } else if "()[]:,= \n\t\r".contains(character) {
      rest.removeFirst()
    } else {
      return nil
    }
  }
  let noise: Set = ["text", "character", "varying", "bpchar", "varchar", "array", "any", "in"]
  guard words.remove("=column") != nil, !labels.isEmpty,
    words.contains("in") || words.contains("any"), words.isSubset(of: noise)
  else { return nil }
  return labels
}

/// Takes text in quotes, doubled ones undone; nil where it does not end.
package func takeQuoted(_ rest: inout Substring, _ quote: Character) -> String? {
  rest.removeFirst()
  var text = ""
  while let character = rest.popFirst() {
    guard character == quote else {
      text.append(character)
      continue
    }
    guard rest.first == quote else { return text }
    text.append(quote)
    rest.removeFirst()
  }
  return nil
}
