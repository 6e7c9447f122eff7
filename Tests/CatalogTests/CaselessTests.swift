import Catalog
import Testing

@Suite("Names where case does not count")
struct CaselessTests {
  /// Prefixes, cases, what lies between the cases, and letters that one or two scalars may be.
  private static let names = [
    "", "a", "A", "ab", "aB", "AB", "a_b", "a\\B", "Z", "z", "[", "e", "e\u{301}", "\u{E9}",
    "E\u{301}",
    "f", "\u{130}", "i", "\u{212A}", "k", "stra\u{DF}e", "STRASSE", "App\\Models", "app\\models\\A",
  ]

  @Test("They are the same and in the order that lowercased() makes them", arguments: names)
  func agrees(_ name: String) {
    for other in Self.names {
      let (small, otherSmall) = (name.lowercased(), other.lowercased())
      #expect(isSameWithoutCase(name, other) == (small == otherSmall), "\(other)")
      #expect(precedesWithoutCase(name, other) == (small < otherSmall), "\(other)")
    }
  }
}
