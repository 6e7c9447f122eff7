import Catalog
import SourceText

/// The imports of one file; a name that is taken is written out in full.
struct Imports {
  /// A class by its name and the namespace it is in; nil for PHP's own.
  private struct Class: Equatable {
    var namespace: String?
    var name: String

    var full: String { namespace.map { String(joining: $0, "\\", name) } ?? name }
  }

  private let namespace: String
  /// What a short name stands for, by the name in small letters.
  private var classes: [String: Class]
  private var imported: [String] = []

  /// `declared` is the class of the file itself.
  init(namespace: String, declared: String, reserving count: Int = 0) {
    self.namespace = namespace
    classes = Dictionary(minimumCapacity: count)
    classes[declared.lowercased()] = Class(namespace: namespace, name: declared)
  }

  /// The name to write for a class.
  mutating func name(_ name: String, in namespace: String?) -> String {
    let key = name.lowercased()
    let asked = Class(namespace: namespace, name: name)
    if let known = classes[key] { return known == asked ? name : "\\" + asked.full }
    classes[key] = asked
    if namespace != self.namespace { imported.append(asked.full) }
    return name
  }

  /// Writes one line each, sorted without regard to case, and an empty one behind them.
  func write(into writer: inout ByteWriter) {
    if imported.isEmpty { return }
    for name in imported.sorted(by: precedesWithoutCase) { writer.line("use ", name, ";") }
    writer.line()
  }
}
