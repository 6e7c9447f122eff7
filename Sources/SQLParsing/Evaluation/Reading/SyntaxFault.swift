import Catalog
import SourceText

/// Where a statement is not what its database reads, and what should stand there.
///
/// The database runs nothing of such a statement, so nothing of it is applied.
struct SyntaxFault: Sendable, Equatable {
  enum Kind: Sendable {
    /// A string, quoted name, dollar quote, comment or block that nothing closes.
    case unclosed
    case parenthesis
    case unexpected
    /// The first words name nothing that the database knows.
    case unknownStatement
  }

  var kind: Kind
  /// In the text that was read.
  var offset: Int
  var message: String

  init(_ kind: Kind, _ offset: Int, _ message: String) {
    self.kind = kind
    self.offset = offset
    self.message = message
  }

  var code: DiagnosticCode {
    switch kind {
    case .unclosed: .unclosedText
    case .parenthesis: .unclosedParenthesis
    case .unexpected: .unexpectedWord
    case .unknownStatement: .unknownStatement
    }
  }
}

extension DiagnosticCode {
  /// A string, quoted name, dollar quote, comment or block is not closed.
  static let unclosedText = DiagnosticCode(101)
  /// Parentheses do not match.
  static let unclosedParenthesis = DiagnosticCode(102)
  /// A word that cannot stand where it stands.
  static let unexpectedWord = DiagnosticCode(103)
  /// The first words of a statement name nothing that the database knows.
  static let unknownStatement = DiagnosticCode(104)
}

extension QueryReader {
  /// The tables and views that statements name as what they define, wherever they stand in here.
  ///
  /// A broken statement may have swallowed others: all that any of them defines is in doubt.
  ///
  /// - Parameter isStatement: the first word is that of a statement, perhaps misspelt.
  func definedNames(isStatement: Bool = true) -> [QualifiedName] {
    var reader = self
    reader.index = 0
    var names: [QualifiedName] = []
    while !reader.isAtEnd, names.count < 1_000 {
      let isMisspelt = isStatement && reader.index == 0 && !StatementKind.isKnown(reader.word())
      switch reader.word().key {
      case "create", "alter", "drop", "rename",
        _ where isMisspelt:
        let isFirst = reader.index == 0 || reader.at("create")
        reader.index += 1
        while Self.options.contains(reader.word().key) { reader.index += 1 }
        // A kind that is misspelt counts as well.
        guard isFirst || reader.atAny(Self.kindsWithTables), reader.word().kind == .plain,
          reader.word(1).kind != .symbol
        else { continue }
        let isIndex = reader.take("index")
        if isIndex {
          guard reader.skipToTableOfIndex() else { continue }
        } else {
          reader.index += 1
        }
        reader.skipExistence()
        repeat {
          guard let name = reader.qualifiedName() else { break }
          names.append(name)
          if reader.take("to"), let new = reader.qualifiedName() { names.append(new) }
        } while reader.take(",")
      default: reader.index += 1
      }
    }
    return names
  }

  private static let kindsWithTables: WordSet = ["table", "tables", "view", "index"]

  private static let options: WordSet = [
    "or", "replace", "temp", "temporary", "unlogged", "virtual", "unique", "materialized",
    "fulltext", "spatial", "foreign", "recursive", "global", "local",
  ]

  private mutating func skipExistence() {
    take("if")
    take("not")
    take("exists")
    take("only")
  }

  /// Moves behind the `ON` of an index; false where none follows.
  private mutating func skipToTableOfIndex() -> Bool {
    var copy = self
    for _ in 0..<12 {
      if copy.take("on") {
        index = copy.index
        return true
      }
      copy.index += 1
    }
    return false
  }

  /// Whether a tool fills in parts of this statement: then nobody knows how the database reads it.
  var hasPlaceholder: Bool {
    for (slot, word) in words.enumerated() where word.kind == .symbol {
      let next = slot + 1 < words.count ? words[slot + 1] : Self.nothing
      guard next.start == word.end, next.kind != .end else { continue }
      switch word.key {
      case "{": if next.key == "{" || next.key == "%" || next.kind == .plain { return true }
      case "$": if next.key == "{" || next.key == "(" { return true }
      case "<": if next.key == "%" { return true }
      case "#": if next.key == "{" { return true }
      case "%": if next.key == "(" || next.key == "s" { return true }
      case ":":
        // psql's variables; `a[1:n]` is a slice.
        if next.kind == .plain || next.kind == .string || next.kind == .quoted { return true }
      case "?": return true
      default: break
      }
    }
    return words.contains { $0.kind == .parameter }
  }
}
