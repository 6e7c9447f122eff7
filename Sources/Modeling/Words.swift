package import Catalog
import SourceText

/// `blog_posts` and `blogPosts` as `BlogPosts`: the studly case of Laravel.
///
/// Letters of any alphabet stay, since PHP's names may hold them; everything else that no name
/// may hold separates words.
package func studly(_ name: String) -> String {
  if name.isASCII { return joinedASCII(name, first: { $0.capital }) }
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

/// `BlogPost` and `blog_post` as `blogPost`.
package func camel(_ name: String) -> String {
  if name.isASCII { return joinedASCII(name, first: { $0.small }) }
  let text = studly(name)
  return text.prefix(1).lowercased() + text.dropFirst()
}

/// Words without what separates them, each with a capital but the first, whose letter is `first`'s.
private func joinedASCII(_ name: String, first: (UInt8) -> UInt8) -> String {
  let bytes = name.utf8.span
  return String(unsafeUninitializedCapacity: bytes.count) { buffer in
    var count = 0
    var isStart = true
    for slot in bytes.indices {
      let byte = bytes[slot]
      guard byte.isLetter || isDigit(byte) else {
        isStart = true
        continue
      }
      buffer[count] = count == 0 ? first(byte) : isStart ? byte.capital : byte
      count += 1
      isStart = false
    }
    return count
  }
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
  let bytes = name.utf8.span
  let capitals = bytes.indices.count { bytes[$0].isCapital }
  guard capitals > 0 else { return name }
  return String(unsafeUninitializedCapacity: bytes.count + capitals) { buffer in
    var count = 0
    for slot in bytes.indices {
      if bytes[slot].isCapital, count > 0 {
        buffer[count] = 0x5F
        count += 1
      }
      buffer[count] = bytes[slot].small
      count += 1
    }
    return count
  }
}

extension UInt8 {
  fileprivate var isCapital: Bool { (0x41...0x5A).contains(self) }
  fileprivate var isSmall: Bool { (0x61...0x7A).contains(self) }
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var capital: UInt8 { isSmall ? self - 0x20 : self }
  var small: UInt8 { isCapital ? self + 0x20 : self }
}

extension String {
  var isASCII: Bool {
    let bytes = utf8.span
    return bytes.indices.allSatisfy { bytes[$0] < 0x80 }
  }
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
  let bytes = name.utf8
  let cut = bytes.lastIndex(of: 0x5F).map { bytes.index(after: $0) } ?? name.startIndex
  let word = String(name[cut...])
  let lower = word.lowercased()
  let head = String(name[..<cut])
  if let known = extra[lower] ?? singularWords[lower] { return head + known }
  if lower.utf8.last == 0x73, englishPlural(lower) != lower { return name }
  return head + englishSingular(word)
}

/// The plural of the last word of a studly name: `BlogPost` as `BlogPosts`.
package func pluralStudly(_ name: String) -> String {
  let cut =
    name.isASCII
    ? name.utf8.lastIndex(where: \.isCapital) : name.lastIndex(where: \.isUppercase)
  guard let cut, cut > name.startIndex else { return englishPlural(name) }
  return String(name[..<cut]) + englishPlural(String(name[cut...]))
}

/// A table as a query names it: with its schema, unless that is where names are looked up anyway.
package func tableReference(_ name: QualifiedName) -> String {
  guard let schema = name.schema, schema != "public", schema != "main" else { return name.name }
  return schema + "." + name.name
}
