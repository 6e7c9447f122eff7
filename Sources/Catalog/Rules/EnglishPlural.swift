/// The plural of a word as Laravel's `Str::plural` forms it.
///
/// Laravel's own uncountable words first, then Doctrine's inflector: words with one form only,
/// irregular words, and the first ending that fits; at last the case of the word given.
package func englishPlural(_ word: String) -> String {
  guard let last = word.utf8.last, isWordByte(last) else { return word }
  let lower = asciiLowercased(word)
  if hasWordBefore("media", lower) || hasWordBefore("ware", lower) { return word }
  return inflected(word, lower, EnglishRules.plurals, EnglishRules.pluralEndings)
}

/// The singular of a word as Laravel's `Str::singular` forms it, words that are singular already
/// included: those in `s` lose it.
package func englishSingular(_ word: String) -> String {
  let lower = asciiLowercased(word)
  if hasWordBefore("media", lower) || lower.utf8.suffix(2).elementsEqual("ss".utf8) { return word }
  return inflected(word, lower, EnglishRules.singulars, EnglishRules.singularEndings)
}

private func inflected(
  _ word: String,
  _ lower: String,
  _ known: [String: String],
  _ endings: [EndingRule]
) -> String {
  if let form = known[lower] {
    if form == lower { return word }
    let isCapital = word.utf8.first != lower.utf8.first
    return matchingCase(isCapital ? capitalized(form) : form, of: word)
  }
  let bytes = Array(word.utf8)
  let lowerBytes = Array(lower.utf8)
  guard let last = lowerBytes.last.map(letterBit) else { return word }
  for slot in endings.indices where endings[slot].mayFit(last) {
    if let form = endings[slot].apply(bytes, lowerBytes) {
      return matchingCase(String(decoding: form, as: UTF8.self), of: word)
    }
  }
  return word
}

/// Whether a word is one or more letters, digits or underscores and then this ending.
private func hasWordBefore(_ ending: String, _ lower: String) -> Bool {
  let bytes = lower.utf8
  guard lower.hasSuffix(ending), bytes.count > ending.utf8.count else { return false }
  return bytes.dropLast(ending.utf8.count).allSatisfy { byte in
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte >= 0x80
}

private func capitalized(_ text: String) -> String {
  if isCapitalized(text) { return text }
  return text.prefix(1).uppercased() + text.dropFirst()
}

private func isCapitalized(_ text: String) -> Bool {
  let bytes = text.utf8.span
  if bytes.indices.allSatisfy({ bytes[$0] < 0x80 }) {
    return bytes.isEmpty || !(0x61...0x7A).contains(bytes[0])
  }
  return text.prefix(1).uppercased() == text.prefix(1)
}

/// All lower, all upper or a capital first, whichever the given word is.
private func matchingCase(_ text: String, of word: String) -> String {
  if word.lowercased() == word { return text.lowercased() }
  if word.uppercased() == word { return text.uppercased() }
  return isCapitalized(word) ? capitalized(text) : text
}
