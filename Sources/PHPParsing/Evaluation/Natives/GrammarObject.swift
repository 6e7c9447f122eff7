import Catalog

/// The grammar of a connection, as far as migrations quote names with it.
final class GrammarObject: PHPNative {
  private let connection: String?
  var className: String { "Illuminate\\Database\\Query\\Grammars\\Grammar" }

  init(connection: String?) { self.connection = connection }

  func call(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    guard let name = call.arguments.first?.value.text else { return nil }
    switch call.method {
    case "wrap": return .string(quoted(name, evaluator))
    case "wraptable":
      return .string(quoted(evaluator.tablePrefix(connection) + name, evaluator))
    case "quotestring": return .string("'" + name + "'")
    default: return nil
    }
  }

  /// Every part of a dotted name in the quotes of the dialect.
  private func quoted(_ name: String, _ evaluator: Evaluator) -> String {
    let quote = evaluator.world.dialect.isMySQLFamily ? "`" : "\""
    return pieces(of: name, by: ".").map { quote + $0 + quote }.joined(separator: ".")
  }
}
