import Foundation
import SourceText

extension SupportedPage {
  /// What a number means, and what to do about it.
  static let diagnostics: [(number: Int, meaning: String, advice: String)] = [
    (1, "Two migrations have one version", "give one of them a version of its own"),
    (2, "A migration in code (Go, JavaScript …) beside SQL", "nothing where it changes no table"),
    (3, "A dump in `pg_dump`'s custom format", "write it as plain SQL, or `--no-schema-dump`"),
    (4, "Which of two files with one number runs first is decided elsewhere", "number them apart"),
    (100, "A part of a statement is not understood", "correct the spelling or report the form"),
    (101, "A string, quoted name or comment without an end", "close it"),
    (102, "Parentheses that do not match", "close or remove one"),
    (103, "A word that cannot stand where it stands", "correct the statement"),
    (104, "A statement that the database does not know", "correct its first word"),
    (200, "Whether statements run cannot be decided", "write the change as plain DDL"),
    (201, "The text that is executed cannot be worked out", "write the change as plain DDL"),
    (202, "Too many steps or too deep", "split the statement"),
    (203, "The database would stop with an error raised by the migration", "correct its order"),
    (204, "The columns of a view cannot be worked out", "name them behind the view's name"),
    (301, "The table is there already", "correct the migration or its order"),
    (302, "The column is there already", "correct the migration or its order"),
    (303, "The index, constraint or type is there already", "correct the migration or its order"),
    (304, "The schema is there already", "correct the migration or its order"),
    (305, "The function is there already", "correct the migration or its order"),
    (311, "There is no such table", "correct the migration or its order"),
    (312, "There is no such column", "correct the migration or its order"),
    (313, "There is no such index, constraint or type", "correct the migration or its order"),
    (314, "There is no such schema", "correct the migration or its order"),
    (315, "There is no such function", "correct the migration or its order"),
    (321, "Something else depends on what is dropped", "drop that first, or add CASCADE"),
    (322, "A definition that the database does not take", "correct the migration"),
    (330, "The database refuses a statement for another reason", "correct the migration"),
    (341, "MySQL and MariaDB differ here", "say which it is by `server`"),
    (400, "PHP that cannot be parsed", "correct it"),
    (401, "A string or comment without an end", "close it"),
    (402, "PHP that is nested too deeply", "split the expression"),
    (500, "A condition around a change is not known", "set the value it asks for"),
    (501, "A loop over values that are not known", "set them, or write the changes out"),
    (502, "The name of a table, column or file is not known", "a literal, constant or setting"),
    (503, "A Blueprint is given to code that is not there", "add the source to the project"),
    (504, "A migration runs too long or calls itself too deeply", "simplify it"),
    (505, "A migration ends with an exception", "correct it; Laravel would stop here, too"),
    (506, "Decided as in a database without rows", "nothing, or see whether that is right"),
    (507, "SQL with a part that is not known", "write it out"),
    (508, "A file is not in the project or may not be read", "add it, or list it in `allow_paths`"),
    (509, "A file without a class that has `up()`", "move it elsewhere"),
    (510, "A migration does not run here: `shouldRun()`, or another connection", "nothing"),
    (511, "A method that Laravel does not have and no macro defines", "correct its name"),
    (550, "A modifier that Laravel ignores", "correct its name"),
    (551, "What the database in use does not have", "ask for the driver before"),
    (552, "An argument that is not known", "a literal, constant or setting"),
  ]

  mutating func addDiagnostics() {
    heading(2, "Diagnostics")
    add(
      """
      Each names file, line and column. A table that may be different is marked incomplete and is
      never passed off as exact. Values that only the application knows are set in
      `modelgend.toml`, by `config` and `env` under `[laravel]`.
      """
    )
    let examples = Self.examples()
    table(
      ["Number", "What it means", "What to do", "For example"],
      Self.diagnostics.map { entry in
        let code = DiagnosticCode(entry.number).description
        return [code, entry.meaning, entry.advice, examples[code] ?? ""]
      }
    )
  }

  /// The first message of each number in the cases.
  private static func examples() -> [String: String] {
    let root = CaseFolder.root.appending(path: "diagnostics")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    var found: [String: String] = [:]
    for name in names.sorted() {
      let file = root.appending(path: name + "/diagnostics.txt")
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      for line in text.split(separator: "\n") {
        guard let match = line.firstMatch(of: /^(MG\d+) (\w+) \S+: (.*)$/) else { continue }
        let code = String(match.1)
        if found[code] == nil { found[code] = "\(match.2): \(match.3)" }
      }
    }
    return found
  }
}
