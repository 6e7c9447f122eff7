import Catalog
import Foundation
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
    return names.sorted().map { name in
      let url = folder.appending(path: name)
      return CaseFolder(kind: kind, name: name, url: url, manifest: manifest(of: url))
    }
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

  func record(_ dialect: Dialect) -> URL {
    url.appending(path: "expected.\(dialect.rawValue).json")
  }
}

/// One run of a case: its migrations on one database.
struct CaseRun: Sendable, CustomTestStringConvertible {
  var folder: CaseFolder
  var dialect: Dialect

  var testDescription: String { folder.name + " on " + dialect.rawValue }

  static func all(_ kind: CaseFolder.Kind) -> [CaseRun] {
    CaseFolder.all(kind).flatMap { folder in
      folder.dialects.map { CaseRun(folder: folder, dialect: $0) }
    }
  }
}
