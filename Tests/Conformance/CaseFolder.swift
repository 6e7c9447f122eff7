import Catalog
import Engine
import Foundation
import Rendering
import SourceText
import Testing

/// A case: a folder with migrations, and what real databases made of them.
///
/// The file `case` says the rest in lines of `key: value`: `about`, `dialects`, `convention`, and
/// `cites` where no database of the suite could record the result.
struct CaseFolder: Sendable, CustomTestStringConvertible {
  enum Kind: String, Sendable { case sql, laravel }

  var kind: Kind
  var name: String
  var url: URL
  var manifest: [String: String]

  var testDescription: String { name }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

  static func all(_ kind: Kind) -> [CaseFolder] {
    let folder = root.appending(path: kind.rawValue)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { CaseFolder(kind: kind, name: $0, in: folder) }
  }

  init(kind: Kind, name: String, in folder: URL) {
    self.kind = kind
    self.name = name
    url = folder.appending(path: name)
    manifest = Self.manifest(of: url)
  }

  private static func manifest(of url: URL) -> [String: String] {
    let text = try? String(contentsOf: url.appending(path: "case"), encoding: .utf8)
    var found: [String: String] = [:]
    for line in (text ?? "").split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      found[String(line[..<colon])] = value
    }
    return found
  }

  func words(_ key: String) -> [String] {
    (manifest[key] ?? "").split(separator: " ").map(String.init)
  }

  var dialects: [Dialect] { words("dialects").compactMap { Dialect(rawValue: $0) } }

  /// The majors of the framework that the case is for.
  var majors: [Int] {
    let given = words("majors").compactMap { Int($0) }
    return given.isEmpty ? [8] : given
  }

  /// The record of a major: its own, or the one of the last major that made the same.
  func record(_ kind: String, _ dialect: Dialect, _ major: Int, _ ending: String) -> URL? {
    for number in stride(from: major, through: 8, by: -1) {
      let version = number == 8 ? "" : ".\(number)"
      let file = url.appending(path: "\(kind).\(dialect.rawValue)\(version).\(ending)")
      if FileManager.default.fileExists(atPath: file.path) { return file }
    }
    return nil
  }
}

/// One run of a case: its migrations on one database.
struct CaseRun: Sendable, CustomTestStringConvertible {
  var folder: CaseFolder
  var dialect: Dialect
  var major = 8

  var testDescription: String {
    folder.name + (major == 8 ? "" : " \(major)") + " on " + dialect.rawValue
  }

  var record: URL? { folder.record("expected", dialect, major, "json") }
  var statements: URL? { folder.record("statements", dialect, major, "sql") }

  /// The schema that the migrations lead to.
  func schema() -> Schema {
    var evaluation = CaseEvaluation(root: folder.url, dialect: dialect)
    guard folder.kind == .laravel else {
      evaluation.convention = folder.manifest["convention"].flatMap { Convention(rawValue: $0) }
      return evaluation.schema()
    }
    evaluation.convention = .laravel
    let hasComposer = FileManager.default.fileExists(
      atPath: folder.url.appending(path: "composer.json").path
    )
    if !hasComposer { evaluation.values["framework.major"] = String(major) }
    let folders = folder.words("migrations")
    return evaluation.schema(folders.isEmpty ? ["database/migrations"] : folders)
  }

  /// The framework's own table, which a dump may hold.
  var unlisted: [String] { folder.kind == .laravel ? ["migrations"] : [] }

  /// Where the schema is not the recorded one, or says of itself what the case does not expect.
  func differences() throws -> [String] {
    let schema = schema()
    let incomplete = Set(schema.tables.filter { !$0.isComplete }.map(\.name.name))
    let accepted = Set(folder.words("incomplete") + unlisted)
    let record = try Data(contentsOf: #require(record))
    var found = try SchemaLines(json: Data(schemaJSON(schema)), dialect, without: accepted)
      .differences(to: SchemaLines(json: record, dialect, without: accepted))
    found += incomplete.subtracting(accepted).sorted().map { "incomplete: " + $0 }
    found += folder.words("incomplete").filter { !incomplete.contains($0) }.map {
      "complete: " + $0
    }
    let codes = Set(schema.diagnostics.map(\.code.description))
    let expected = Set(folder.words("diagnostics"))
    found += schema.diagnostics.filter { !expected.contains($0.code.description) }.map {
      "diagnostic \($0.code): \($0.message)"
    }
    if major == folder.majors.first {
      found += expected.subtracting(codes).sorted().map { "no diagnostic " + $0 }
    }
    return found
  }

  static func all(_ kind: CaseFolder.Kind) -> [CaseRun] {
    CaseFolder.all(kind).flatMap { folder in
      folder.dialects.flatMap { dialect in
        folder.majors.map { CaseRun(folder: folder, dialect: dialect, major: $0) }
      }
    }
  }
}
