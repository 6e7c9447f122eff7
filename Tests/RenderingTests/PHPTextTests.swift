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
    #expect(imports.name("Model", in: "Illuminate") == "\\Illuminate\\Model")
    #expect(imports.name("Tag", in: "App") == "Tag")
    #expect(imports.name("tag", in: "Other") == "\\Other\\tag")
    #expect(imports.name("Exception", in: nil) == "Exception")
    var writer = ByteWriter()
    imports.write(into: &writer)
    #expect(writer.bytes == Array("use App\\Tag;\nuse Exception;\n\n".utf8))
  }
}
