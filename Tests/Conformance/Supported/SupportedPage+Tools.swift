import Catalog
import Engine
import Foundation

extension SupportedPage {
  /// What a tool's folder looks like, the order of its files, and what of a file leads up.
  private static func rule(of convention: Convention) -> [String] {
    switch convention {
    case .golangMigrate:
      ["`1_name.up.sql` beside `.down.sql`", "by the number", "the whole file"]
    case .goose:
      [
        "`-- +goose Up` in a numbered file", "by the number",
        "the section, `StatementBegin` heeded",
      ]
    case .dbmate: ["`-- migrate:up`", "by the number", "the section"]
    case .sqlMigrate: ["`-- +migrate Up`", "by the number", "the section"]
    case .flyway:
      [
        "`V1.2__name.sql`, `R__name.sql`",
        "by version, part by part; repeatable ones last, by name", "the whole file",
      ]
    case .diesel: ["`2024-01-01-000000_name/up.sql`", "by the folder, dashes ignored", "`up.sql`"]
    case .sqlx: ["`1_name.sql` or `.up.sql`", "by the number", "the whole file"]
    case .prisma: ["`20240101000000_name/migration.sql`", "by the folder", "`migration.sql`"]
    case .drizzle: ["`meta/_journal.json`", "as the journal lists them", "the whole file"]
    case .tern:
      ["`---- create above / drop below ----`", "by the number", "what is above the line"]
    case .refinery: ["`V1__name.sql`", "by version", "the whole file"]
    case .supabase:
      ["`supabase/migrations/20240101000000_name.sql`", "by the number", "the whole file"]
    case .pop:
      [
        "`20240101000000_name.postgres.up.sql`", "by the number, of the dialect in use",
        "the whole file",
      ]
    case .nested:
      ["`v0.9/1.sql`, `v0.10/1.sql`", "by version of the folder, then by name", "the whole file"]
    case .rails: ["`structure.sql`", "one file", "the whole file"]
    case .laravel:
      [
        "`2024_01_01_000000_name.php`",
        "by file name over all folders; of one name the later folder's", "`up()`",
      ]
    case .plain: ["`1.sql`, `9.sql`, `10.sql`", "natural order", "the whole file"]
    case .dump: ["one `.sql` file", "one file", "the whole file"]
    }
  }

  mutating func addTools() {
    heading(2, "Migration tools and their order")
    add(
      """
      Recognised by looking, or named by `--convention` and in `modelgend.toml`. The table in
      which a tool remembers what it ran is no part of the schema.
      """
    )
    table(
      ["Tool", "Recognised by", "Order", "What leads up", "Its own table"],
      Convention.allCases.map { convention in
        ["`\(convention.rawValue)`"] + Self.rule(of: convention)
          + [convention.bookkeepingTable.map { "`\($0)`" } ?? ""]
      }
    )
  }

  // MARK: SQL

  private typealias Form = (shown: String, found: String)

  /// Forms of statements, and how a case shows one; a cell is marked where a case of that
  /// database has the form and its result is the database's own.
  private static let forms: [(title: String, forms: [Form])] = [
    (
      "Tables",
      [
        ("CREATE TABLE", #"create (unlogged |temp(orary)? )?table"#),
        ("CREATE TABLE … AS SELECT", #"create table[^;(]*\bas\s+select"#),
        ("CREATE TABLE … LIKE", #"create table[^;]*\blike\b"#),
        ("CREATE TEMPORARY TABLE", #"create temp(orary)? table"#),
        ("PARTITION BY, PARTITION OF", #"partition (by|of)"#), ("INHERITS", #"\binherits\b"#),
        ("CREATE VIRTUAL TABLE", #"create virtual table"#),
        ("DROP TABLE", #"drop table"#), ("RENAME TABLE", #"rename table"#),
        ("ALTER TABLE … RENAME TO", #"alter table[^;]*rename (to|as)"#),
        ("ALTER TABLE … SET SCHEMA", #"alter table[^;]*set schema"#),
      ]
    ),
    (
      "Columns",
      [
        ("ADD COLUMN", #"alter table[^;]*\badd (column )?"#),
        ("DROP COLUMN", #"alter table[^;]*\bdrop column"#),
        ("RENAME COLUMN", #"alter table[^;]*rename column"#),
        ("MODIFY, CHANGE", #"alter table[^;]*\b(modify|change)\b"#),
        ("ALTER COLUMN … TYPE", #"alter column[^;]*\btype\b"#),
        ("SET and DROP NOT NULL", #"(set|drop) not null"#),
        ("SET and DROP DEFAULT", #"(set|drop) default"#),
        ("FIRST, AFTER", #"\b(first|after [a-z`]+)\s*[,;]"#),
        ("GENERATED ALWAYS AS (…)", #"generated always as \(|\) (stored|virtual)"#),
        ("GENERATED … AS IDENTITY", #"as identity"#), ("SERIAL", #"\b(big|small)?serial\b"#),
        ("AUTO_INCREMENT, AUTOINCREMENT", #"auto_?increment"#),
      ]
    ),
    (
      "Keys, indexes and checks",
      [
        ("PRIMARY KEY", #"primary key"#), ("UNIQUE", #"\bunique\b"#),
        ("FOREIGN KEY, REFERENCES", #"\breferences\b"#), ("CHECK", #"\bcheck\s*\("#),
        ("EXCLUDE", #"\bexclude\b"#),
        ("ADD and DROP CONSTRAINT", #"(add|drop) constraint"#),
        ("CREATE INDEX", #"create (unique )?index"#),
        ("CREATE INDEX … WHERE", #"create (unique )?index[^;]*\bwhere\b"#),
        ("FULLTEXT and SPATIAL keys", #"\b(fulltext|spatial)\b"#),
        ("DROP INDEX", #"drop index"#), ("RENAME INDEX", #"(rename index|alter index)"#),
      ]
    ),
    (
      "Views, types and the rest",
      [
        ("CREATE VIEW", #"create (or replace )?view"#),
        ("CREATE MATERIALIZED VIEW", #"create materialized view"#),
        ("CREATE TYPE … AS ENUM", #"create type[^;]*as enum"#),
        ("ALTER TYPE … ADD VALUE", #"alter type[^;]*add value"#),
        ("CREATE DOMAIN", #"create domain"#), ("CREATE SEQUENCE", #"create sequence"#),
        ("CREATE SCHEMA, SET search_path", #"create schema|search_path"#),
        ("COMMENT", #"comment (on|'|=)"#), ("CREATE TRIGGER", #"create trigger"#),
        ("CREATE FUNCTION, PROCEDURE", #"create (or replace )?(function|procedure)"#),
        ("CALL", #"\bcall\b"#), ("DO blocks", #"\bdo\s+\$"#),
        ("EXECUTE, PREPARE of text", #"\b(execute|prepare)\b"#),
        ("BEGIN, ROLLBACK", #"\brollback\b"#), ("PRAGMA", #"\bpragma\b"#),
        ("COPY and backslash lines of dumps", #"^(copy|\\)"#),
      ]
    ),
  ]

  mutating func addStatements() {
    heading(2, "Statements of SQL")
    add(
      """
      `●` is where a case has the form and its result was recorded from that database itself;
      MySQL is read by MariaDB's rules with those of its own types and names. A statement that is
      not understood and might change a table is said (MG0100) and marks the table incomplete.
      """
    )
    let texts = Self.statements()
    let dialects = ["mariadb", "postgres", "sqlite"]
    for (title, forms) in Self.forms {
      table(
        [title, "MySQL, MariaDB", "PostgreSQL", "SQLite"],
        forms.map { form in
          let pattern = try? Regex(form.found).anchorsMatchLineEndings().ignoresCase()
          return [form.shown]
            + dialects.map { dialect in
              let text = texts[dialect] ?? ""
              guard let pattern, text.firstMatch(of: pattern) != nil else { return "" }
              return "●"
            }
        }
      )
    }
  }

  /// The migrations of all cases of a dialect, on lines of their own.
  private static func statements() -> [String: String] {
    var texts: [String: String] = [:]
    for folder in CaseFolder.all(.sql) {
      let root = folder.url.appending(path: "migrations")
      for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init()
      where path.hasSuffix(".sql") {
        let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
        for dialect in folder.dialects {
          texts[dialect.rawValue, default: ""] += (text ?? "") + ";\n"
        }
      }
    }
    return texts
  }
}
