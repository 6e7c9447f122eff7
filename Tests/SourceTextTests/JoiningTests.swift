import SourceText
import Testing

@Suite struct JoiningTests {
  @Test("Parts stand one after another, in any number and of any length")
  func joins() {
    let long = String(repeating: "ä long part ", count: 20)
    for parts in [["", ""], ["a", ""], ["", "b"], ["user", "s_id"], [long, "é"], ["x", long]] {
      #expect(String(joining: parts[0], parts[1]) == parts[0] + parts[1])
      #expect(String(joining: parts[0], "-", parts[1]) == parts[0] + "-" + parts[1])
    }
    #expect(String(joining: "a", "b", "c", "d", "e", "f") == "abcdef")
    #expect(String(joining: "a", "", "", "", "", "f") == "af")
  }
}
