/// The plural of a word as Laravel's `Str::plural` forms it.
///
/// Laravel's own uncountable words first, then Doctrine's inflector: words with one form only,
/// irregular words, and the first ending that fits; at last the case of the word given.
package func englishPlural(_ word: String) -> String {
  let lower = asciiLowered(word)
  guard let last = word.utf8.last, isWordByte(last),
    !EnglishRules.uncountable.contains(lower)
  else { return word }
  if isUnchanged(lower) || EnglishRules.unchangedAsPlural.contains(lower)
    || hasWordBefore("ware", lower)
  {
    return word
  }
  return inflected(word, lower, EnglishRules.plurals, EnglishRules.pluralEndings)
}

/// The singular of a word as Laravel's `Str::singular` forms it, words that are singular already
/// included: those in `s` lose it.
package func englishSingular(_ word: String) -> String {
  let lower = asciiLowered(word)
  if isUnchanged(lower) || EnglishRules.unchangedAsSingular.contains(lower)
    || lower.utf8.suffix(2).elementsEqual("ss".utf8)
  {
    return word
  }
  return inflected(word, lower, EnglishRules.singulars, EnglishRules.singularEndings)
}

private func inflected(
  _ word: String,
  _ lower: String,
  _ irregular: [String: String],
  _ endings: [EndingRule]
) -> String {
  if let form = irregular[lower] {
    let isCapital = word.utf8.first != lower.utf8.first
    return matchingCase(isCapital ? capitalized(form) : form, of: word)
  }
  let bytes = Array(word.utf8)
  let lowerBytes = Array(lower.utf8)
  for rule in endings {
    if let form = rule.apply(bytes, lowerBytes) {
      return matchingCase(String(decoding: form, as: UTF8.self), of: word)
    }
  }
  return word
}

private func isUnchanged(_ lower: String) -> Bool {
  EnglishRules.unchanged.contains(lower) || hasWordBefore("media", lower)
}

/// Whether a word is one or more letters, digits or underscores and then this ending.
private func hasWordBefore(_ ending: String, _ lower: String) -> Bool {
  let bytes = lower.utf8
  guard bytes.count > ending.utf8.count, bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
  else { return false }
  return bytes.dropLast(ending.utf8.count).allSatisfy { byte in
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte >= 0x80
}

private func asciiLowered(_ text: String) -> String {
  guard text.utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return text }
  return String(
    decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 },
    as: UTF8.self
  )
}

private func capitalized(_ text: String) -> String {
  text.prefix(1).uppercased() + text.dropFirst()
}

/// All lower, all upper or a capital first, whichever the given word is.
private func matchingCase(_ text: String, of word: String) -> String {
  if word.lowercased() == word { return text.lowercased() }
  if word.uppercased() == word { return text.uppercased() }
  return capitalized(word) == word ? capitalized(text) : text
}
