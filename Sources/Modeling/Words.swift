package import Catalog

/// `blog_posts` and `blogPosts` as `BlogPosts`: the studly case of Laravel.
///
/// Letters of any alphabet stay, since PHP's names may hold them; everything else that no name
/// may hold separates words.
package func studly(_ name: String) -> String {
  if name.isASCII { return studlyASCII(name) }
  var output = ""
  var isStart = true
  for character in name {
    let isWord =
      character.isLetter || (character.isASCII && character.isNumber)
    guard isWord, character.unicodeScalars.count == 1 else {
      isStart = true
      continue
    }
    output += isStart ? character.uppercased() : String(character)
    isStart = false
  }
  return output
}

private func studlyASCII(_ name: String) -> String {
  String(unsafeUninitializedCapacity: name.utf8.count) { buffer in
    var count = 0
    var isStart = true
    for byte in name.utf8 {
      let isLower = (0x61...0x7A).contains(byte)
      guard isLower || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) else {
        isStart = true
        continue
      }
      buffer[count] = isStart && isLower ? byte - 0x20 : byte
      count += 1
      isStart = false
    }
    return count
  }
}

/// `BlogPost` and `blog_post` as `blogPost`.
package func camel(_ name: String) -> String {
  let text = studly(name)
  return text.prefix(1).lowercased() + text.dropFirst()
}

/// `BlogPost` as `blog_post`; a name that is all lower case stays as it is.
package func snake(_ name: String) -> String {
  if name.isASCII { return snakeASCII(name) }
  guard name.contains(where: \.isUppercase) else { return name }
  var output = ""
  for character in name {
    if character.isASCII, character.isUppercase, !output.isEmpty { output.append("_") }
    output += character.lowercased()
  }
  return output
}

private func snakeASCII(_ name: String) -> String {
  guard name.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return name }
  var output: [UInt8] = []
  output.reserveCapacity(name.utf8.count + 4)
  for byte in name.utf8 {
    let isUpper = (0x41...0x5A).contains(byte)
    if isUpper, !output.isEmpty { output.append(0x5F) }
    output.append(isUpper ? byte + 0x20 : byte)
  }
  return String(decoding: output, as: UTF8.self)
}

extension String {
  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

/// Words that are singular although they end in `s`, or whose singular the rules miss.
private let singularWords: [String: String] = [
  "menus": "menu", "skus": "sku", "cpus": "cpu", "gpus": "gpu", "gnus": "gnu", "emus": "emu",
  "bias": "bias", "dns": "dns", "https": "https", "os": "os", "cms": "cms", "sms": "sms",
  "css": "css", "rss": "rss", "gps": "gps", "tls": "tls", "aws": "aws", "ios": "ios",
  "calories": "calorie", "canoes": "canoe", "toes": "toe", "hooves": "hoof", "bases": "base",
  "data": "data", "media": "media", "metadata": "metadata", "caches": "cache",
  "movies": "movie", "cookies": "cookie", "series": "series", "news": "news",
  "statuses": "status", "aliases": "alias", "buses": "bus", "bonuses": "bonus",
]

/// The singular of a table's last word, left alone where it is singular already.
///
/// Laravel's own `Str::singular` destroys such words (`bus` becomes `bu`), so a word in `s` is
/// taken for a plural only if it is its own plural.
package func safeSingular(_ name: String, extra: [String: String] = [:]) -> String {
  let cut = name.lastIndex(of: "_").map { name.index(after: $0) } ?? name.startIndex
  let word = String(name[cut...])
  let lower = word.lowercased()
  let head = String(name[..<cut])
  if let known = extra[lower] ?? singularWords[lower] { return head + known }
  if lower.hasSuffix("s"), englishPlural(lower) != lower { return name }
  return head + englishSingular(word)
}

/// The plural of the last word of a studly name: `BlogPost` as `BlogPosts`.
package func pluralStudly(_ name: String) -> String {
  let cut = name.lastIndex(where: \.isUppercase) ?? name.startIndex
  return name[..<cut] + englishPlural(String(name[cut...]))
}

/// A table as a query names it: with its schema, unless that is where names are looked up anyway.
package func tableReference(_ name: QualifiedName) -> String {
  guard let schema = name.schema, schema != "public", schema != "main" else { return name.name }
  return schema + "." + name.name
}
