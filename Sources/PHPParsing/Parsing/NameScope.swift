import Catalog

/// The namespace and imports in force, which turn written names into full ones.
struct NameScope {
  /// Without leading or trailing backslash; empty for the global one.
  var namespace = ""
  private var classes: [String: PHPName] = [:]
  private var functions: [String: String] = [:]
  private var constants: [String: String] = [:]

  enum ImportKind {
    case classLike, function, constant
  }

  mutating func enter(namespace: String) {
    self.namespace = namespace
    classes = [:]
    functions = [:]
    constants = [:]
  }

  mutating func add(_ kind: ImportKind, full: String, alias: String) {
    switch kind {
    case .classLike:
      // What a migration imports fits in without growing.
      if classes.isEmpty { classes.reserveCapacity(6) }
      classes[asciiLowercased(alias)] = PHPName(full)
    case .function: functions[asciiLowercased(alias)] = full
    case .constant: constants[alias] = full
    }
  }

  func resolveClass(_ written: String) -> PHPName {
    if let full = fullyQualified(written) { return PHPName(full) }
    let (first, rest) = split(written)
    if let imported = classes[asciiLowercased(first)] {
      return rest.isEmpty ? imported : PHPName(imported.text + "\\" + rest)
    }
    return PHPName(inNamespace(written))
  }

  func resolveFunction(_ written: String) -> PHPName {
    resolve(written, functions[asciiLowercased(written)])
  }

  func resolveConstant(_ written: String) -> PHPName { resolve(written, constants[written]) }

  /// The full name something declared here gets.
  func declare(_ short: String) -> PHPName { PHPName(inNamespace(short)) }

  private func resolve(_ written: String, _ imported: String?) -> PHPName {
    if let full = fullyQualified(written) { return PHPName(full) }
    if let imported { return PHPName(imported) }
    let (first, rest) = split(written)
    if !rest.isEmpty, let prefix = classes[asciiLowercased(first)] {
      return PHPName(prefix.text + "\\" + rest)
    }
    return PHPName(inNamespace(written))
  }

  private func inNamespace(_ name: String) -> String {
    namespace.isEmpty ? name : namespace + "\\" + name
  }

  private func fullyQualified(_ written: String) -> String? {
    if written.utf8.first == 0x5C { return String(written.dropFirst()) }
    guard written.utf8.count > 10, asciiLowercased(String(written.prefix(10))) == "namespace\\"
    else { return nil }
    return inNamespace(String(written.dropFirst(10)))
  }

  private func split(_ written: String) -> (first: String, rest: String) {
    guard let slash = written.utf8.firstIndex(of: 0x5C) else { return (written, "") }
    let next = written.utf8.index(after: slash)
    return (String(written[..<slash]), String(written[next...]))
  }
}
