import Catalog
import Testing

@testable import SQLParsing

@Suite struct WordTests {
  @Test("A word of any length has the key of its bytes", arguments: 1..<40)
  func keys(length: Int) {
    let letters = Array("Abcdefg_Hijklmn1opqrstuvWxyz_2345_yet_on".utf8.prefix(length))
    for rest in ["", " ", "(x)", ", and more than eight bytes"] {
      let bytes = letters + Array(rest.utf8)
      let word = WordReader.words(bytes, dialect: .postgres)[0]
      #expect(word.end == length)
      #expect(word.key == WordKey(letters))
      #expect(word.isVerbatim == false)
      #expect(word.text(in: bytes, .postgres).utf8.elementsEqual(letters))
    }
  }

  @Test("A set of keywords holds what it was made of, and nothing else")
  func sets() {
    let names = (0..<200).map { "word_\($0)" }
    for count in [0, 1, 2, 3, 7, 64] {
      let words = names.prefix(count).map { WordKey($0.utf8) }
      let set = WordSet(words)
      for name in names {
        let key = WordKey(name.utf8)
        #expect(set.contains(key) == words.contains(key))
      }
      #expect(set.contains(.none) == false)
    }
  }
}
