import Foundation
import Projects
import Rendering
import Testing

/// A project whose files are out of date in every way: some are to be made, replaced and removed,
/// and two were edited by a person.
final class FaultProject: Sendable {
  let path: String

  /// Every regular file of it, by path.
  typealias Files = [String: Data]

  private init(_ path: String) { self.path = path }

  deinit {
    for suffix in ["", ".home"] { try? FileManager.default.removeItem(atPath: path + suffix) }
  }

  static let edited = ["app/Models/Note.php", "app/Models/Base/Label.php"]

  /// As it was before anything failed, and as a whole run leaves it.
  static let template: FaultProject? = try? made()
  static let before: Files = (try? template?.files()) ?? [:]
  static let after: Files = {
    guard let project = try? template?.copy(), (try? project.generate()) == 0 else { return [:] }
    return (try? project.files()) ?? [:]
  }()

  private static func made() throws -> FaultProject {
    let project = FaultProject(NSTemporaryDirectory() + "modelgend-fault-" + UUID().uuidString)
    try project.write(
      """
      [project]
      migrations = ["migrations"]
      dialect = "postgres"
      convention = "golang-migrate"

      [docs]
      folder = "docs/schema"

      """,
      to: "modelgend.toml"
    )
    for (number, table) in ["users", "tags", "notes", "labels"].enumerated() {
      try project.write(
        "CREATE TABLE \(table) (id int PRIMARY KEY, name text NOT NULL);\n",
        to: "migrations/00\(number)_\(table).up.sql"
      )
    }
    #expect(try project.generate() == 0)
    for path in edited {
      let text = try String(contentsOfFile: project.path + "/" + path, encoding: .utf8)
      try project.write(text + "// by hand\n", to: path)
    }
    try project.write(
      """
      DROP TABLE tags;
      ALTER TABLE users ADD COLUMN age int;
      ALTER TABLE labels ADD COLUMN age int;
      CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id));
      """,
      to: "migrations/010_change.up.sql"
    )
    return project
  }

  func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent,
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  func copy() throws -> FaultProject {
    let target = NSTemporaryDirectory() + "modelgend-fault-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: path, toPath: target)
    return FaultProject(target)
  }

  func generate() throws -> Int32 { try Program(["generate"], in: path).wait() }

  /// All files but the lock that writers hold.
  func files() throws -> Files {
    var found: Files = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      if name == ".modelgend.lock" { continue }
      if let data = FileManager.default.contents(atPath: path + "/" + name) { found[name] = data }
    }
    return found
  }

  /// Whether every file is whole and none of a person's is touched.
  func expectWhole(_ what: String, at place: SourceLocation = #_sourceLocation) throws {
    let now = try files()
    for (name, data) in now where !Self.isTemporary(name) {
      let isWhole = Self.isWhole(name, data)
      #expect(isWhole, "\(what): \(name) is in no whole state", sourceLocation: place)
    }
    for (name, data) in Self.before where now[name] == nil {
      let isRemoved = Self.after[name] == nil
      #expect(isRemoved, "\(what): \(name) is lost (\(data.count) bytes)", sourceLocation: place)
    }
    for name in Self.edited {
      #expect(now[name] == Self.before[name], "\(what): \(name)", sourceLocation: place)
    }
  }

  /// Whether a run without faults now comes to what one from the beginning comes to.
  func expectHeals(_ what: String, at place: SourceLocation = #_sourceLocation) throws {
    #expect(try generate() == 0, "\(what)", sourceLocation: place)
    let now = try files()
    for name in Set(now.keys).union(Self.after.keys).sorted() where now[name] != Self.after[name] {
      Issue.record("\(what): \(name) is not as after a fresh run", sourceLocation: place)
    }
  }

  /// As it was, as it will be, or as a run that could not read some migration leaves it: that has
  /// the mark of all that is generated, or only lines that a lock file has before or after.
  private static func isWhole(_ name: String, _ data: Data) -> Bool {
    if data == before[name] || data == after[name] { return true }
    if name == LockFile.name {
      let known = Set([before, after].flatMap { lines($0[name] ?? Data()) })
      return data.last == 0x0A && lines(data).allSatisfy(known.contains)
    }
    return before[name] != nil && OwnershipMark.isIntact([UInt8](data), hash: hexadecimalDigest)
  }

  private static func lines(_ data: Data) -> [String] {
    String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static func isTemporary(_ name: String) -> Bool {
    name.split(separator: "/").last.map { name in
      name.hasPrefix(".modelgend-")
        && (name.hasSuffix(".tmp") || name.hasPrefix(".modelgend-probe-"))
    } ?? false
  }
}
