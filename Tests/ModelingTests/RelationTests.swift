import Catalog
import SourceText
import Testing

@testable import Modeling

@Suite("Relations")
struct RelationTests {
  /// Tables by a line each: `name(key): column>table, column?>table | unique columns`.
  private func schema(_ lines: [String]) -> Schema {
    let source = SourceReference(file: "a.sql", line: 1, column: 1)
    let heads = lines.map { String($0.prefix { $0 != "(" }) }
    func id(_ name: Substring) -> ObjectID {
      ObjectID(
        migration: 1,
        ordinal: UInt32((heads.firstIndex(of: String(name)) ?? 900) + 1)
      )
    }
    var tables: [Table] = []
    for (place, line) in lines.enumerated() {
      var table = Table(
        id: id(heads[place][...]),
        name: QualifiedName(heads[place]),
        columns: [],
        source: source
      )
      let key = line.dropFirst(heads[place].count + 1).prefix { $0 != ")" }
      let keys = key.split(separator: " ").map(String.init)
      let parts = line.drop { $0 != ":" }.dropFirst().split(
        separator: "|",
        omittingEmptySubsequences: false
      )
      var columns = keys.map { Column(name: $0, type: ColumnType("bigint"), isNullable: false) }
      for item in (parts.first ?? "").split(separator: " ") {
        let ends = item.split(separator: ">")
        let name = ends[0].hasSuffix("?") ? String(ends[0].dropLast()) : String(ends[0])
        if !keys.contains(name) {
          columns.append(
            Column(
              name: name,
              type: ColumnType(name.hasSuffix("_at") ? "datetime" : "bigint"),
              isNullable: ends[0].hasSuffix("?")
            )
          )
        }
        if ends.count > 1 {
          table.foreignKeys.append(
            ForeignKey(
              name: nil,
              columns: [name],
              target: ForeignTarget(
                table: id(ends[1]),
                name: QualifiedName(String(ends[1])),
                columns: ["id"]
              )
            )
          )
        }
      }
      if parts.count > 1 {
        for group in parts[1].split(separator: ";") {
          let names = group.split(separator: " ").map { IndexPart(String($0)) }
          table.indexes.append(Index(name: "u", isUnique: true, parts: names))
        }
      }
      table.columns = columns
      if !keys.isEmpty { table.primaryKey = PrimaryKey(columns: keys) }
      tables.append(table)
    }
    for (place, table) in tables.enumerated() {
      tables[place].referencedBy = tables.filter { other in
        other.foreignKeys.contains { $0.target.table == table.id }
      }.map(\.id).sorted()
    }
    return Schema(dialect: .mysql, tables: tables)
  }

  private func names(
    _ lines: [String],
    of table: String,
    pins: NamePins = NamePins()
  ) -> [String] {
    var options = ModelingOptions()
    options.pins = pins
    let model = models(of: schema(lines), options: options).first { $0.tableName.name == table }
    return (model?.relations ?? []).map { "\($0.kind) \($0.name)\($0.isNullable ? "?" : "")" }
  }

  @Test("One key makes belongsTo and hasMany; a unique one hasOne") func plain() {
    let lines = ["users(id):", "posts(id): user_id>users", "phones(id): user_id?>users|user_id"]
    #expect(names(lines, of: "posts") == ["belongsTo user"])
    #expect(names(lines, of: "phones") == ["belongsTo user?"])
    #expect(names(lines, of: "users") == ["hasOne phone?", "hasMany posts"])
  }

  @Test("Two keys to one table are told apart by what they are called") func two() {
    let lines = ["users(id):", "posts(id): author_id>users editor_id?>users"]
    #expect(names(lines, of: "users") == ["hasMany postsAsAuthor", "hasMany postsAsEditor"])
  }

  @Test("A name given before stays when a second key comes") func pinned() {
    let before = ["users(id):", "posts(id): author_id>users"]
    let after = ["users(id):", "posts(id): author_id>users editor_id?>users"]
    let pins = NamePins(of: models(of: schema(before)))
    #expect(names(before, of: "users") == ["hasMany posts"])
    #expect(names(after, of: "users", pins: pins) == ["hasMany posts", "hasMany postsAsEditor"])
  }

  @Test("Pinned names come back from their lines, whatever tables are called") func pinLines() {
    let pins = NamePins(
      classes: ["posts": "Post", "a b\nc%41\td": "Odd"],
      relations: ["posts": ["has comments.post_id": "comments"], "a b\nc%41\td": ["x\ty": "z"]]
    )
    var bytes: [UInt8] = []
    pins.write(to: &bytes)
    var back = NamePins()
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let isTaken = back.take(line: line)
      #expect(isTaken)
    }
    #expect(back == pins)
    let isForeign = back.take(line: "generated app/Models/Base/Post.php")
    #expect(!isForeign)
  }

  @Test("A self reference has a parent and children") func selfReference() {
    let lines = ["nodes(id): parent_id?>nodes"]
    #expect(names(lines, of: "nodes") == ["belongsTo parent?", "hasMany children"])
  }

  @Test("A relation is never called like a column or a method of the model") func collisions() {
    let lines = [
      "users(id):", "orgs(id):", "logs(id): user>users delete_id>users", "deletes(id): org_id>orgs",
      "attributes(id): org_id>orgs",
    ]
    #expect(names(lines, of: "logs") == ["belongsTo userRelation", "belongsTo userRelation2"])
    #expect(names(lines, of: "orgs").contains("hasMany attributesAsOrg"))
  }

  @Test("A pure pivot is no model, and joins both sides") func pivot() {
    let lines = [
      "users(id):", "roles(id):", "role_user(role_id user_id): role_id>roles user_id>users",
    ]
    #expect(names(lines, of: "users") == ["belongsToMany roles"])
    #expect(names(lines, of: "roles") == ["belongsToMany users"])
    #expect(models(of: schema(lines)).count == 2)
  }

  @Test("A pivot with columns of its own is both") func payload() {
    let lines = [
      "users(id):", "roles(id):", "role_user(role_id user_id): role_id>roles user_id>users level",
    ]
    #expect(names(lines, of: "users") == ["hasMany roleUsers", "belongsToMany roles"])
    let pivot = models(of: schema(lines)).first { $0.className == "RoleUser" }
    #expect(pivot?.isPivot == true)
    #expect(pivot?.key == .composite(["role_id", "user_id"]))
  }

  @Test("Two keys alone do not make a pivot") func weak() {
    let lines = ["users(id):", "roles(id):", "grants(id): role_id>roles user_id>users"]
    #expect(names(lines, of: "users") == ["hasMany grants"])
  }

  @Test("A pivot of a table with itself speaks of the other side") func followers() {
    let lines = [
      "users(id):", "follows(follower_id followed_id): follower_id>users followed_id>users",
    ]
    #expect(names(lines, of: "users") == ["belongsToMany followeds", "belongsToMany followers"])
  }

  @Test("A target that can be deleted softly may be missing") func soft() {
    let lines = ["users(id): deleted_at?", "posts(id): user_id>users"]
    #expect(names(lines, of: "posts") == ["belongsTo user?"])
  }
}
