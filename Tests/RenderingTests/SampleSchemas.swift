import Catalog
import SourceText

/// Schemas made by hand, small enough to be read.
enum SampleSchemas {
  static let source = SourceReference(file: "database/migrations/create.php", line: 3, column: 5)

  static func column(
    _ name: String,
    _ type: String,
    null: Bool = false,
    auto: Bool = false,
    default text: String? = nil,
    comment: String? = nil
  ) -> Column {
    Column(
      name: name,
      type: ColumnType(type),
      isNullable: null,
      defaultValue: text.map { SQLText($0) },
      isAutoIncrement: auto,
      comment: comment,
      history: [ColumnChange(.added, at: source)]
    )
  }

  static func table(
    _ number: UInt32,
    _ name: String,
    key: [String],
    _ columns: [Column],
    to targets: [(String, UInt32, String)] = [],
    unique: [[String]] = [],
    referencedBy: [UInt32] = [],
    schema: String? = "main"
  ) -> Table {
    var table = Table(
      id: ObjectID(migration: 1, ordinal: number),
      name: QualifiedName(name, schema: schema),
      columns: columns,
      source: source
    )
    if !key.isEmpty { table.primaryKey = PrimaryKey(columns: key) }
    table.foreignKeys = targets.map { column, target, owner in
      ForeignKey(
        name: nil,
        columns: [column],
        target: ForeignTarget(
          table: ObjectID(migration: 1, ordinal: target),
          name: QualifiedName("t"),
          columns: [owner]
        )
      )
    }
    table.indexes = unique.enumerated().map { place, columns in
      Index(
        name: "\(name)_unique_\(place)",
        isUnique: true,
        parts: columns.map { IndexPart($0) }
      )
    }
    table.referencedBy = referencedBy.map { ObjectID(migration: 1, ordinal: $0) }
    table.changedBy = [source.file]
    return table
  }

  /// A blog: owners, two keys to one table, a pure pivot, a pivot with payload, a composite key,
  /// a shared key, a polymorphic pair, soft deletes, an enum, a table without a key.
  static let blog: Schema = {
    var posts = table(
      2,
      "posts",
      key: ["id"],
      [
        column("id", "integer", auto: true), column("author_id", "integer"),
        column("reviewer_id", "integer", null: true),
        column("title", "varchar", comment: "Shown */ in the list"),
        column("status", "varchar", default: "'draft'"),
        column("price", "decimal(8,2)", null: true), column("meta", "json", null: true),
        column("published_at", "datetime", null: true),
        column("created_at", "datetime", null: true),
        column("updated_at", "datetime", null: true),
        column("deleted_at", "datetime", null: true),
      ],
      to: [("author_id", 1, "id"), ("reviewer_id", 1, "id")],
      referencedBy: [4, 5, 8]
    )
    posts.comment = "Blog posts"
    posts.checks = [
      CheckConstraint(name: nil, expression: SQLText("\"status\" in ('draft', 'published')"))
    ]
    let tables = [
      table(
        1,
        "users",
        key: ["id"],
        [
          column("id", "integer", auto: true), column("name", "varchar"),
          column("password", "varchar"), column("is_admin", "tinyint(1)", default: "'0'"),
          column("created_at", "datetime", null: true),
          column("updated_at", "datetime", null: true),
        ],
        referencedBy: [2, 6, 7]
      ),
      posts,
      table(
        3,
        "tags",
        key: ["id"],
        [column("id", "integer", auto: true), column("name", "varchar")],
        referencedBy: [4, 8]
      ),
      table(
        4,
        "post_tag",
        key: ["post_id", "tag_id"],
        [column("post_id", "integer"), column("tag_id", "integer")],
        to: [("post_id", 2, "id"), ("tag_id", 3, "id")]
      ),
      table(
        5,
        "comments",
        key: ["id"],
        [
          column("id", "integer", auto: true), column("post_id", "integer"),
          column("body", "text"), column("parent_id", "integer", null: true),
        ],
        to: [("post_id", 2, "id"), ("parent_id", 5, "id")],
        referencedBy: [5]
      ),
      table(
        6,
        "profiles",
        key: ["user_id"],
        [column("user_id", "integer"), column("bio", "text", null: true)],
        to: [("user_id", 1, "id")]
      ),
      table(
        7,
        "grades",
        key: ["user_id", "course_id"],
        [column("user_id", "integer"), column("course_id", "integer"), column("mark", "integer")],
        to: [("user_id", 1, "id")]
      ),
      table(
        8,
        "labelings",
        key: ["post_id", "tag_id"],
        [
          column("post_id", "integer"), column("tag_id", "integer"),
          column("position", "integer", default: "0"),
        ],
        to: [("post_id", 2, "id"), ("tag_id", 3, "id")]
      ),
      table(9, "readings", key: [], [column("value", "float"), column("at", "datetime")]),
    ]
    let view = View(
      id: ObjectID(migration: 1, ordinal: 20),
      name: QualifiedName("recent_posts", schema: "main"),
      isMaterialized: false,
      columns: [ViewColumn("id", type: ColumnType("integer")), ViewColumn("what")],
      dependencies: [],
      query: SQLText("select 1"),
      source: source
    )
    return Schema(dialect: .sqlite, tables: tables, views: [view])
  }()

  /// Names and texts that would break a file written without care.
  static let hostile: Schema = {
    let names = [
      "../../etc/passwd", "class", "lists", "2fa_tokens", "it's", "таблица", "a\"b`c",
      "*/ ?> <?php",
      "Model", "collections", "users", "user", "Users", "", "   ", "bases", "parents", "selves",
      "a\u{0}b", "line\nbreak", "$this", "{$x}", "\\\\", "pivots", "builders", "enum",
      "logic_exceptions",
    ]
    let texts = ["it's", "*/ die(); /*", "?> <b>", "a\\", "$x {$y}", "\u{1}", "two\nlines"]
    var tables: [Table] = []
    for (place, name) in names.enumerated() {
      let number = UInt32(place + 1)
      let next = UInt32((place + 1) % names.count + 1)
      var hostile = table(
        number,
        name,
        key: ["id"],
        [
          column("id", "bigint", auto: true), column(name + "_id", "bigint"),
          column("delete", "integer", null: true), column("class", "enum('it''s','class','','1')"),
          column("1st", "varchar(10)", default: "'it''s \\'"),
          column("a b", "float", default: "'1.2.3'"), column("this", "decimal(5,2)", default: "1"),
          column("save_id", "bigint"),
          column("x", "text", default: "'*/ ?>'", comment: texts[place % texts.count]),
        ],
        to: [(name + "_id", next, "id"), ("save_id", next, "id"), ("delete", number, "id")],
        referencedBy: [number, UInt32((place + names.count - 1) % names.count + 1)],
        schema: nil
      )
      hostile.comment = texts[place % texts.count]
      tables.append(hostile)
    }
    return Schema(dialect: .mysql, tables: tables)
  }()
}
