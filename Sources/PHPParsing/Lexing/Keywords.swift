/// The words of PHP, found without case by a small open table.
///
/// Looked up for every name of a file, so the table is flat and compares bytes in place.
struct Keywords: Sendable {
  static let shared = Keywords()

  private struct Entry: Sendable {
    var word: [UInt8]
    var kind: TokenKind
  }

  private static let mask = 511
  private var slots: [Int16]
  private var entries: [Entry]

  private init() {
    slots = Array(repeating: -1, count: Self.mask + 1)
    entries = []
    for (word, kind) in Self.words {
      let bytes = Array(word.utf8)
      var slot = Self.hash(
        bytes.count,
        bytes[0] | 0x20,
        bytes[1] | 0x20,
        bytes[bytes.count - 1] | 0x20
      )
      while slots[slot] >= 0 { slot = (slot + 1) & Self.mask }
      slots[slot] = Int16(entries.count)
      entries.append(Entry(word: bytes, kind: kind))
    }
  }

  private static func hash(_ count: Int, _ first: UInt8, _ second: UInt8, _ last: UInt8) -> Int {
    (count &* 67 &+ Int(first) &* 31 &+ Int(second) &* 7 &+ Int(last) &* 13) & mask
  }

  /// The keyword a word is, or `name`.
  func kind(of word: UnsafeBufferPointer<UInt8>) -> TokenKind {
    let count = word.count
    guard count >= 2, count <= 15 else { return .name }
    var slot = Self.hash(count, word[0] | 0x20, word[1] | 0x20, word[count - 1] | 0x20)
    while true {
      let index = slots[slot]
      guard index >= 0 else { return .name }
      if matches(entries[Int(index)].word, word) { return entries[Int(index)].kind }
      slot = (slot + 1) & Self.mask
    }
  }

  private func matches(_ known: [UInt8], _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == word.count else { return false }
    for index in 0..<known.count {
      let byte = word[index]
      let lowered = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      if known[index] != lowered { return false }
    }
    return true
  }

  private static let words: [(String, TokenKind)] = [
    ("abstract", .kAbstract), ("and", .kAnd), ("array", .kArray), ("as", .kAs),
    ("break", .kBreak), ("callable", .kCallable), ("case", .kCase), ("catch", .kCatch),
    ("class", .kClass), ("clone", .kClone), ("const", .kConst), ("continue", .kContinue),
    ("declare", .kDeclare), ("default", .kDefault), ("die", .kExit), ("do", .kDo),
    ("echo", .kEcho), ("else", .kElse), ("elseif", .kElseif), ("empty", .kEmpty),
    ("enddeclare", .kEnddeclare), ("endfor", .kEndfor), ("endforeach", .kEndforeach),
    ("endif", .kEndif), ("endswitch", .kEndswitch), ("endwhile", .kEndwhile), ("enum", .kEnum),
    ("exit", .kExit), ("extends", .kExtends), ("final", .kFinal), ("finally", .kFinally),
    ("fn", .kFn), ("for", .kFor), ("foreach", .kForeach), ("function", .kFunction),
    ("global", .kGlobal), ("goto", .kGoto), ("__halt_compiler", .kHaltCompiler), ("if", .kIf),
    ("implements", .kImplements), ("include", .kInclude), ("include_once", .kIncludeOnce),
    ("instanceof", .kInstanceof), ("insteadof", .kInsteadof), ("interface", .kInterface),
    ("isset", .kIsset), ("list", .kList), ("match", .kMatch), ("namespace", .kNamespace),
    ("new", .kNew), ("or", .kOr), ("print", .kPrint), ("private", .kPrivate),
    ("protected", .kProtected), ("public", .kPublic), ("readonly", .kReadonly),
    ("require", .kRequire), ("require_once", .kRequireOnce), ("return", .kReturn),
    ("static", .kStatic), ("switch", .kSwitch), ("throw", .kThrow), ("trait", .kTrait),
    ("try", .kTry), ("unset", .kUnset), ("use", .kUse), ("var", .kVar), ("while", .kWhile),
    ("xor", .kXor), ("yield", .kYield), ("__class__", .kMagicClass), ("__dir__", .kMagicDir),
    ("__file__", .kMagicFile), ("__function__", .kMagicFunction), ("__line__", .kMagicLine),
    ("__method__", .kMagicMethod), ("__namespace__", .kMagicNamespace),
    ("__trait__", .kMagicTrait),
  ]
}
