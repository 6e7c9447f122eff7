import SourceText
import Testing

@Test("Offsets become lines and columns counted from one")
func positions() {
  let table = LineTable(Array("ab\ncd\n".utf8))
  #expect(table.position(of: 0) == SourcePosition(line: 1, column: 1))
  #expect(table.position(of: 4) == SourcePosition(line: 2, column: 2))
  #expect(table.position(of: 6) == SourcePosition(line: 3, column: 1))
}
