import Testing

@testable import Rendering

@Suite("PHP text")
struct PHPTextTests {
  @Test("Quotes and backslashes are escaped") func strings() {
    #expect(phpString("it's \\ $x") == #"'it\'s \\ $x'"#)
  }

  @Test("A comment cannot end its comment, nor PHP itself") func comments() {
    #expect(!commentText("a */ b ?> c").contains("*/"))
    #expect(!commentText("a */ b ?> c").contains("?>"))
    #expect(!commentText("two\nlines").contains("\n"))
  }

  @Test("A class whose short name is taken is written in full") func imports() {
    var imports = Imports(namespace: "App\\Models\\Base", declared: "Model")
    #expect(imports.name("Illuminate\\Model") == "\\Illuminate\\Model")
    #expect(imports.name("App\\Tag") == "Tag")
    #expect(imports.name("Other\\tag") == "\\Other\\tag")
    #expect(imports.lines == ["use App\\Tag;"])
  }
}
