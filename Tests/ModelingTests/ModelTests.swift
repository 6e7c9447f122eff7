import Catalog
import SourceText
import Testing

@testable import Modeling

@Suite("Names")
struct NameTests {
  @Test(
    "A table's class is legal and singular",
    arguments: [
      ("users", "User"), ("blog_posts", "BlogPost"), ("USER_PROFILE", "UserProfile"),
      ("2fa_tokens", "Model2faToken"), ("classes", "ClassModel"), ("lists", "ListModel"),
      ("matches", "MatchModel"), ("statuses", "Status"), ("", "Model"), ("../x", "X"),
      ("größen", "Größen"),
    ]
  )
  func classes(_ table: String, _ name: String) {
    #expect(className(of: QualifiedName(table), ModelingOptions()) == name)
  }

  @Test("Prefixes go, overrides win and stay legal") func options() {
    var options = ModelingOptions()
    options.tablePrefix = "wp_"
    options.classNames = ["wp_users": "Member", "bad": "../Evil Name"]
    #expect(className(of: QualifiedName("wp_posts"), options) == "Post")
    #expect(className(of: QualifiedName("wp_users"), options) == "Member")
    #expect(className(of: QualifiedName("bad"), options) == "EvilName")
  }

  @Test("Clashing classes get the schema, then their own spelling, then a number") func clashes() {
    let tables = [
      QualifiedName("user"), QualifiedName("users"), QualifiedName("Users"),
      QualifiedName("users", schema: "auth"),
    ]
    var names = ClassNames()
    names.add(tables, ModelingOptions())
    #expect(Set(tables.compactMap { names[$0]?.lowercased() }).count == 4)
    #expect(names[QualifiedName("users", schema: "auth")] == "AuthUser")
  }

  @Test("A pinned class stays when an earlier table would take its name") func pinned() {
    var options = ModelingOptions()
    options.pins.classes = ["users": "User"]
    var names = ClassNames()
    names.add([QualifiedName("user"), QualifiedName("users")], options)
    #expect(names[QualifiedName("users")] == "User")
    #expect(names[QualifiedName("user")] != "User")
  }

  @Test(
    "A foreign key's column without the part that names the key",
    arguments: [
      ("author_id", "id", "author"), ("country_code", "code", "country"),
      ("user_uuid", "id", "user"), ("userId", "id", "user"), ("fk_user", "id", "user"),
      ("parent", "id", "parent"), ("id", "id", "id"),
    ]
  )
  func bases(_ column: String, _ owner: String, _ expected: String) {
    #expect(base(column, owner) == expected)
  }
}

@Suite("Kinds of columns")
struct FamilyTests {
  static let cases: [(String, Dialect, ColumnFamily)] = [
    ("bigint unsigned", .mysql, .integer(isUnsigned: true)),
    ("tinyint(1)", .mysql, .boolean), ("bit(1)", .mysql, .boolean), ("bit(1)", .postgres, .other),
    ("numeric", .postgres, .decimal(scale: nil)),
    ("numeric(10,2)", .postgres, .decimal(scale: 2)),
    ("decimal(10)", .mysql, .decimal(scale: 0)), ("money", .postgres, .string),
    ("double precision", .postgres, .float),
    ("character varying(255)", .postgres, .string), ("character(36)", .postgres, .uuid),
    ("char(26)", .mysql, .ulid), ("timestamp(0) without time zone", .postgres, .dateTime),
    ("time without time zone", .postgres, .time), ("year(4)", .mariadb, .year),
    ("jsonb", .postgres, .json), ("enum('a','it''s')", .mysql, .enumeration(["a", "it's"])),
    ("set('a','b')", .mysql, .set), ("bytea", .postgres, .binary),
    ("vector(3)", .postgres, .vector),
    ("UNSIGNED BIG INT", .sqlite, .integer(isUnsigned: true)), ("VARCHAR(10)", .sqlite, .string),
    ("FLOATING", .sqlite, .float), ("", .sqlite, .other),
  ]

  @Test("A catalogue's type has its family", arguments: cases)
  func families(_ text: String, _ dialect: Dialect, _ expected: ColumnFamily) {
    #expect(family(ofType: text, dialect: dialect) == expected)
  }

  static let checks: [(String, [String]?)] = [
    ("status in ('a', 'b')", ["a", "b"]), ("(\"status\" IN ('a'))", ["a"]),
    (
      "((status)::text = ANY ((ARRAY['a'::character varying, 'it''s'::character varying])::text[]))",
      ["a", "it's"]
    ),
    ("status <> 'a'", nil), ("status not in ('a')", nil),
    ("status in ('a') or other in ('b')", nil),
    ("length(status) in ('a')", nil), ("other in ('a')", nil), ("status in ('a", nil), ("", nil),
  ]

  @Test("Only a plain list of values makes a check an enum", arguments: checks)
  func labels(_ text: String, _ expected: [String]?) {
    #expect(checkLabels(text, column: "status") == expected)
  }

  @Test("Enum cases are legal and unique, and equal labels count once") func enumCases() {
    let type = EnumClass(name: "E", labels: ["in-progress", "class", "", "1", "+", "-", "1"])
    #expect(type.labels.count == 6)
    #expect(type.caseNames == ["InProgress", "ClassValue", "None", "Value1", "Value", "Value2"])
  }

  @Test("Where a column came from is no part of a model, what it is is one") func origins() {
    func built(line: Int, type: String) -> [Model] {
      let source = SourceReference(file: "1_users.sql", line: line, column: 1)
      let column = Column(
        name: "name",
        type: ColumnType(type),
        history: [ColumnChange(.added, at: source)]
      )
      let table = Table(
        id: ObjectID(raw: 1),
        name: QualifiedName("users"),
        columns: [column],
        source: SourceReference(file: "1_users.sql", line: 1, column: 1)
      )
      return models(of: Schema(dialect: .mysql, tables: [table]))
    }
    #expect(built(line: 1, type: "text").count == 1)
    #expect(built(line: 1, type: "text") == built(line: 9, type: "text"))
    #expect(built(line: 1, type: "text") != built(line: 9, type: "date"))
    #expect(built(line: 1, type: "text") != built(line: 1, type: "longtext"))
  }
}
