import TOMLKit

/// A table of a configuration file, read with errors that name the full key path.
struct TableReader {
  private let table: TOMLTable
  private let path: String
  private let file: String

  init(_ table: TOMLTable, path: String, file: String) {
    self.table = table
    self.path = path
    self.file = file
  }

  private func full(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  func failure(_ key: String, _ message: String) -> SettingsError {
    SettingsError(file: file, message: "\(full(key)): \(message)")
  }

  func unknownValue(_ key: String, _ value: String, _ known: [String]) -> SettingsError {
    let hint = nearest(value, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
    return failure(
      key,
      "\"\(value)\" is not one of \(known.joined(separator: ", "))\(hint)"
    )
  }

  /// Refuses every key but these.
  func allow(_ known: [String]) throws(SettingsError) {
    for key in table.keys.sorted() where !known.contains(key) {
      let hint = nearest(key, in: known).map { "; did you mean \(full($0))?" } ?? ""
      throw failure(key, "unknown key\(hint)")
    }
  }

  func table(_ key: String) throws(SettingsError) -> TableReader? {
    guard let value = table[key] else { return nil }
    guard let inner = value.table else { throw failure(key, "must be a table") }
    return TableReader(inner, path: full(key), file: file)
  }

  /// The tables of a list: `[[key]]`.
  func tables(_ key: String) throws(SettingsError) -> [TableReader] {
    guard let value = table[key] else { return [] }
    guard let items = value.array else { throw failure(key, "must be written [[\(full(key))]]") }
    var found: [TableReader] = []
    for (place, item) in items.enumerated() {
      guard let inner = item.table else {
        throw failure(key, "must be written [[\(full(key))]]")
      }
      found.append(TableReader(inner, path: "\(full(key))[\(place)]", file: file))
    }
    return found
  }

  func integer(
    _ key: String,
    in range: ClosedRange<Int>
  ) throws(SettingsError) -> Int? {
    guard let number = try integer(key) else { return nil }
    guard range.contains(number) else {
      throw failure(
        key,
        "\(number) is out of range; use \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return number
  }

  /// A path from the root of the file system, without slashes at its end.
  func absolutePath(_ key: String) throws(SettingsError) -> String? {
    guard var text = try string(key) else { return nil }
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    guard text.hasPrefix("/") else { throw failure(key, "\"\(text)\" must be an absolute path") }
    return text
  }

  func string(_ key: String) throws(SettingsError) -> String? {
    guard let value = table[key] else { return nil }
    guard let text = value.string else { throw failure(key, "must be a string in quotes") }
    return text
  }

  func integer(_ key: String) throws(SettingsError) -> Int? {
    guard let value = table[key] else { return nil }
    guard let number = value.int else { throw failure(key, "must be a whole number") }
    return number
  }

  func boolean(_ key: String) throws(SettingsError) -> Bool? {
    guard let value = table[key] else { return nil }
    guard let answer = value.bool else { throw failure(key, "must be true or false") }
    return answer
  }

  /// A list of strings; a single string counts as a list of one.
  func list(_ key: String) throws(SettingsError) -> [String]? {
    guard let value = table[key] else { return nil }
    if let one = value.string { return [one] }
    guard let items = value.array else { throw failure(key, "must be a list of strings") }
    var texts: [String] = []
    for item in items {
      guard let text = item.string else { throw failure(key, "must be a list of strings") }
      texts.append(text)
    }
    return texts
  }

  /// Every key with a value of text; numbers and booleans are written out.
  func strings() throws(SettingsError) -> [String: String] {
    var found: [String: String] = [:]
    for key in table.keys {
      guard let value = table[key] else { continue }
      if let text = value.string {
        found[key] = text
      } else if let number = value.int {
        found[key] = String(number)
      } else if let answer = value.bool {
        found[key] = answer ? "true" : "false"
      } else {
        throw failure(key, "must be a string")
      }
    }
    return found
  }

  /// A path inside the project.
  func relativePath(_ key: String) throws(SettingsError) -> String? {
    guard var text = try string(key) else { return nil }
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard !text.hasPrefix("/"), !parts.contains(".."), !text.isEmpty else {
      throw failure(key, "must be a folder below the project's root, without ..")
    }
    return text
  }

  func phpNamespace(_ key: String) throws(SettingsError) -> String? {
    guard let text = try string(key) else { return nil }
    let isLegal = text.split(separator: "\\", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.first?.isNumber != true
        && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
    guard isLegal else { throw failure(key, "\"\(text)\" is not a namespace of PHP") }
    return text
  }
}
